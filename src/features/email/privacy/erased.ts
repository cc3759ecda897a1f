/** Mail on which somebody stands who was erased: theirs is not kept, and of another's only they are left out. */
import { wordsFor } from '../../../i18n/catalog.ts';
import type { Ctx } from '../../../lib/context.ts';
import { isAnybodyErased } from '../../privacy/known-again.ts';
import { matcherFor } from '../../privacy/matching.ts';
import type { Address } from '../model.ts';
import type { CustomerMail } from '../reading/understand.ts';
import { stillErased } from './erased-store.ts';

/** They wrote it, or nobody else outside got it. */
export async function isOfErasedPerson(
  ctx: Ctx,
  { direction, from, outside }: CustomerMail,
): Promise<boolean> {
  const whose = direction === 'out' ? outside : [from, ...outside.slice(0, 1)];
  const addresses = [...new Set(whose.map(({ address }) => address))];
  const erased = await stillErased(ctx, addresses);
  return erased.length > 0 && (direction !== 'out' || erased.length === addresses.length);
}

/** More addresses than so many nobody writes into a mail. */
const mostAddresses = 500;
const addressLike = /[^\s<>()[\]{}"',;:|]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;

/** Another's mail without the addresses of the erased, in the header and in the text. @returns the same one where none stands */
export async function withoutErased(ctx: Ctx, mail: CustomerMail): Promise<CustomerMail> {
  if (!(await isAnybodyErased(ctx))) return mail;
  const { subject, text, quoted, signature, full, note } = mail;
  const written = [subject, full, note ?? ''].flatMap((one) => one.match(addressLike) ?? []);
  const named = [...mail.to, ...mail.cc, ...mail.outside].map(({ address }) => address);
  const all = [...new Set([...named, ...written.map((one) => one.toLowerCase())])].slice(0, mostAddresses);
  const erased = (await stillErased(ctx, all)).filter((address) => address !== mail.from.address);
  if (erased.length === 0) return mail;
  const stays = ({ address }: Address): boolean => !erased.includes(address);
  const matcher = matcherFor({ names: [], phones: [], emails: erased });
  const instead = wordsFor(ctx.settings.language).privacy.erased.name;
  const scrub = (one: string): string => matcher.scrub(one, instead);
  const outside = mail.outside.filter(stays);
  return {
    ...mail,
    to: mail.to.filter(stays),
    cc: mail.cc.filter(stays),
    outside,
    counterpart: outside[0] ?? null,
    subject: scrub(subject),
    text: scrub(text),
    quoted: scrub(quoted),
    signature: scrub(signature),
    full: scrub(full),
    note: note && scrub(note),
  };
}
