/** Who a mail is with, as a contact to be. */
import type { Ctx } from '../../lib/context.ts';
import { contactNameLimit } from '../contacts/model.ts';
import type { Email, ReasonCode } from './model.ts';
import { isNoticeMail } from './reading/portals.ts';
import { readSignature } from './reading/signature.ts';
import { findText } from './text-store.ts';
import { contactSince } from './triage/since.ts';

/** A person of the customer's who becomes a contact while the mail is put away. */
export interface NewSender {
  name: string;
  phone: string | null;
  position?: string | null;
}

/** Sent to many, or by a machine. */
export const isNobodys = ({ reason }: Pick<Email, 'reason'>): boolean =>
  reason !== null && nobodys.has(reason.code);

export const nobodys: ReadonlySet<ReasonCode> = new Set(['bulkMail', 'sentToMany', 'machineMarks']);

/**
 * The customer's name as they write it, with what their signature gives. null for who is a contact already or may be somebody
 * else, for notices of portals and bulk mails, and where no name is written: an address alone makes no contact unasked.
 */
export async function likelySender(ctx: Ctx, email: Email): Promise<NewSender | null> {
  const { counterpart, contactId, senderDoubt, from } = email;
  if (!counterpart || senderDoubt || isNoticeMail(email) || isNobodys(email)) return null;
  if (await contactSince(ctx, contactId)) return null;
  const text = await findText(ctx, email.id);
  const people = [...(from ? [from] : []), ...(text?.to ?? []), ...(text?.cc ?? [])];
  const name = people.find(({ address }) => address === counterpart)?.name.trim() ?? '';
  if (!name || name.includes('@') || [...name].length > contactNameLimit) return null;
  if (email.direction === 'out') return { name, phone: null };
  const { phone, position } = readSignature(text?.signature ?? '', text?.text ?? '', ctx.settings.country);
  return { name, phone, position };
}
