/** Mail whose From is ours and whose writer is not: groups and web forms put an address of the firm there. */
import { isOwn, looksLikeAddress, type OwnSide, outsiders, withoutTag } from '../addresses.ts';
import type { Address, InboundEmail } from '../model.ts';
import { isOfOwnList } from './classify.ts';
import { decodeWords } from './encoded-words.ts';
import { addressesOf } from './header-block.ts';
import { identityOf } from './identity.ts';

/** The mail as if its writer stood in From, where another field names one outside the firm; else as it is. */
export function withWriter(email: InboundEmail, own: OwnSide): InboundEmail {
  const [from] = email.from;
  if (!from || email.from.length > 1 || !isOwn(from.address, own)) return email;
  const found = groupsWriter(email, own) ?? formsWriter(email, from, own);
  if (!found) return email;
  const identity = identityOf(email, found.writer.address);
  return { ...email, from: [found.writer], identity, writerBy: found.by };
}

interface Found {
  writer: Address;
  by: NonNullable<InboundEmail['writerBy']>;
}

/**
 * A group of the firm's own rewrites From where the writer's domain forbids others to send in its name, and says in fields of
 * its own who wrote: https://support.google.com/a/answer/2466563
 */
function groupsWriter(email: InboundEmail, own: OwnSide): Found | null {
  const [writer, ...others] = originals(email, own);
  return writer && others.length === 0 && isOfOwnList(email, own) ? { writer, by: 'group' } : null;
}

/** What anybody could write there: Reply-To, on a mail that nobody of ours wrote and that went to ourselves alone. */
function formsWriter(email: InboundEmail, from: Address, own: OwnSide): Found | null {
  const isPersons = own.people?.has(withoutTag(from.address)) && !/\bvia\b/i.test(from.name);
  if (isPersons || outsiders([...email.to, ...email.cc], own).length > 0) return null;
  const [writer, ...others] = unique([...originals(email, own), ...outsiders(email.replyTo, own)]);
  return writer && others.length === 0 ? { writer, by: 'replyTo' } : null;
}

const originals = ({ headers }: InboundEmail, own: OwnSide): Address[] =>
  outsiders(
    unique(
      ['x-original-from', 'x-original-sender'].flatMap((name) =>
        (headers[name] ?? []).flatMap((value) =>
          addressesOf(decodeWords(value)).filter(({ address }) => looksLikeAddress(address)),
        ),
      ),
    ),
    own,
  );

const unique = (people: Address[]): Address[] =>
  people.filter(({ address }, index) => people.findIndex((one) => one.address === address) === index);
