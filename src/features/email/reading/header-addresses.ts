import type { AddressObject, EmailAddress } from 'mailparser';
import { cleanLine } from '../../../lib/text.ts';
import { longestAddress, looksLikeAddress } from '../addresses.ts';
import type { Address } from '../model.ts';

/** The addresses of a header field as the parser gives it, those of groups too. */
export function addresses(value: unknown): Address[] {
  const objects = (Array.isArray(value) ? value : [value]) as (AddressObject | undefined)[];
  return flat(objects.flatMap((object) => object?.value ?? []));
}

/** Each once, without `undisclosed-recipients` and names that are no addresses. */
export const recipients = (value: unknown): Address[] =>
  distinct(addresses(value).filter(({ address }) => looksLikeAddress(address) && !address.includes(':')));

export function distinct(people: Address[]): Address[] {
  const known = new Set<string>();
  return people.filter(({ address }) => !known.has(address) && known.add(address));
}

function flat(list: EmailAddress[]): Address[] {
  return list.flatMap((entry) => {
    if (entry.group) return flat(entry.group);
    const address = cleanAddress(entry.address ?? '');
    return address === '' || address.length > longestAddress
      ? []
      : [
          {
            address,
            name: cleanLine((entry.name ?? '').replace(/\[\s*\]/g, '')).replace(/^['"]+|['"]+$/g, ''),
          },
        ];
  });
}

/** `mailto:Jan@X.example.`, `'jan@x.example'` -> `jan@x.example` */
const cleanAddress = (written: string): string =>
  cleanLine(written)
    .toLowerCase()
    .replace(/^['"<\s]*(?:mailto:)?['"<\s]*|['">.,;\s]+$/g, '')
    .replace(/\s*@\s*/, '@')
    .replace(/^([^"@\s]+)"@/, '$1@')
    // The way it is to be sent, as in the days of relays.
    .replace(/^@[^:\s]+:/, '');

/** Every address in a text, at most 20. */
export const addressesIn = (text: string): string[] =>
  (text.toLowerCase().match(/[^\s@<>,;"]+@[^\s@<>,;"]+/g) ?? []).slice(0, 20);
