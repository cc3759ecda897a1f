import { cleanLine, fold } from '../../lib/text.ts';
import type { AresAddress, AresSubject } from './ares-answer.ts';
import type { Office } from './model.ts';

/** The registered office from wherever the record holds its parts. */
export function officeOf(subject: AresSubject): Office {
  const address = bestAddress(subject);
  const text = address.textovaAdresa ? cleanLine(address.textovaAdresa) : null;
  const country = address.kodStatu ?? null;
  const domestic = country === null || country === 'CZ';
  const fromText = domestic && text !== null ? endOf(text) : null;
  const postalCode = codeOf(address, domestic || country === 'SK') ?? fromText?.postalCode ?? null;
  const city = cityOf(address, fromText?.city ?? null);
  const street = streetOf(address);
  const part = address.nazevCastiObce ?? null;
  const municipalityPart = part === address.nazevObce || !address.nazevUlice ? null : part;
  return {
    line:
      text !== null
        ? spaced(text, postalCode)
        : composed(address, street, municipalityPart, postalCode, city),
    street,
    municipalityPart,
    city,
    district: address.nazevOkresu ?? null,
    region: address.nazevKraje ?? null,
    postalCode,
    country,
    countryName: address.nazevStatu ?? null,
  };
}

/** Where post goes, when it is not the seat: the register repeats the seat there, in lines and without its commas. */
export function postalAddressOf({ adresaDorucovaci }: AresSubject, office: Office): string | null {
  const { radekAdresy1, radekAdresy2, radekAdresy3 } = adresaDorucovaci ?? {};
  const lines = [radekAdresy1, radekAdresy2, radekAdresy3].filter((line) => line !== undefined);
  const line = cleanLine(lines.join(', ')).replace(/(^|[\s,])(\d{3})(\d{2}) (?=\p{L})/u, '$1$2 $3 ');
  const seat = new Set(wordsOf(office.line));
  return wordsOf(line).every((word) => seat.has(word)) ? null : line;
}

const wordsOf = (address: string): string[] => fold(address).match(/[\p{L}\p{N}]+/gu) ?? [];

// `sidlo` can be text only or nearly empty while the record of a source register has the parts.
function bestAddress(subject: AresSubject): AresAddress {
  const others = (subject.dalsiUdaje ?? [])
    .flatMap((facts) => facts.sidlo ?? [])
    .sort((a, b) => Number(b.primarniZaznam ?? false) - Number(a.primarniZaznam ?? false))
    .flatMap((entry) => entry.sidlo ?? []);
  const all = [...(subject.sidlo ? [subject.sidlo] : []), ...others];
  return (
    all.find((address) => address.nazevObce) ?? all.find((address) => address.textovaAdresa) ?? all[0] ?? {}
  );
}

/** psc is an integer, so codes of a region that starts with 0 would lose it; pscTxt is what does not fit one. */
function codeOf(address: AresAddress, grouped: boolean): string | null {
  if (address.psc) {
    const digits = String(address.psc).padStart(5, '0');
    return grouped ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits;
  }
  return address.pscTxt ?? null;
}

function streetOf(address: AresAddress): string | null {
  const number = numberOf(address);
  const name = address.nazevUlice ?? address.nazevCastiObce ?? address.nazevObce;
  if (!address.nazevUlice && number === '') return null;
  return [name, number].filter(Boolean).join(' ');
}

function numberOf(address: AresAddress): string {
  const house = address.cisloDomovni
    ? `${address.typCisloDomovni === 2 ? 'č.ev. ' : ''}${address.cisloDomovni}`
    : '';
  const orientation = `${address.cisloOrientacni ?? ''}${address.cisloOrientacniPismeno ?? ''}`;
  return [house, orientation].filter(Boolean).join('/') || (address.cisloDoAdresy ?? '');
}

/** `..., 14900 Praha 4`: Prague is addressed by a postal district that no other field names. */
function endOf(text: string): { postalCode: string; city: string } | null {
  const match = /(?:^|[\s,])(\d{3}) ?(\d{2}) ([^,]+)$/u.exec(text);
  return match ? { postalCode: `${match[1]} ${match[2]}`, city: match[3]!.trim() } : null;
}

function cityOf(address: AresAddress, inText: string | null): string | null {
  const town = address.nazevObce;
  if (!town) return inText;
  if (inText?.startsWith(town)) return inText;
  return town === 'Praha' ? (address.nazevMestskehoObvodu ?? address.nazevSpravnihoObvodu ?? town) : town;
}

const spaced = (text: string, postalCode: string | null): string =>
  postalCode === null ? text : text.replace(postalCode.replace(' ', ''), postalCode);

function composed(
  address: AresAddress,
  street: string | null,
  part: string | null,
  postalCode: string | null,
  city: string | null,
): string {
  const abroad =
    address.kodStatu && address.kodStatu !== 'CZ' ? (address.nazevStatu ?? address.kodStatu) : '';
  const town = [postalCode, city].filter(Boolean).join(' ');
  return [street, part, town, abroad].filter(Boolean).join(', ');
}
