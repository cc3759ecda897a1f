/** Who wrote to whom, for lists of activities: an entry of the journal knows only whom it concerns. */
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId } from '../../lib/ids.ts';
import type { Activity } from '../activities/model.ts';
import type { Letter } from '../activities/part.ts';
import { type Colleagues, listColleagues } from './lookup.ts';
import { nameOf } from './mail-lines.ts';
import { manyPeople } from './match.ts';
import type { Address, Email, EmailId } from './model.ts';
import { emailsAsSeen } from './privacy/sight.ts';
import { toEmail } from './store.ts';
import { listRecipients } from './text-store.ts';

/** In a constant number of queries. */
export async function lettersOf(ctx: Ctx, activities: Activity[]): Promise<Map<ActivityId, Letter>> {
  const mails = new Map(
    activities.flatMap(({ id, kind, source }) =>
      kind === 'email' && source.by === 'email' ? [[source.emailId as EmailId, id] as const] : [],
    ),
  );
  if (mails.size === 0) return new Map();
  const ids = [...mails.keys()];
  const [emails, recipients, colleagues] = await Promise.all([
    ctx
      .db('inbound_emails')
      .whereIn('id', ids)
      .then((rows) => emailsAsSeen(ctx, rows.map(toEmail))),
    listRecipients(ctx, ids),
    listColleagues(ctx),
  ]);
  return new Map(
    emails.flatMap((email) => {
      const entry = mails.get(email.id);
      const letter = letterOf(email, recipients.get(email.id) ?? [], colleagues);
      return entry && letter ? [[entry, letter] as const] : [];
    }),
  );
}

/** @param to also those in copy */
export function letterOf(email: Email, to: Address[], colleagues: Colleagues): Letter | null {
  const { direction, from, contactId, counterpart, privacy, forwardedBy, subject } = email;
  const ours = (address: string | null | undefined): string | null =>
    colleagues.get(address?.toLowerCase() ?? '')?.name ?? null;
  const closed = privacy === 'full' ? null : privacy;
  const rest = { closed, ownSubject: closed === 'happened' ? subject : null };
  if (direction === 'in') {
    const addressee = to.map(({ address }) => ours(address)).find(Boolean) ?? ours(forwardedBy);
    const theirs = { side: 'from' as const, contactId };
    return { ...rest, from: nameOf(from), to: addressee, theirs };
  }
  if (direction !== 'out' || !counterpart) return null;
  const name = to.find(({ address }) => address === counterpart) ?? { address: counterpart, name: '' };
  const others = to.filter(({ address }) => address !== counterpart && !ours(address)).length;
  return {
    ...rest,
    from: ours(from?.address) ?? ours(forwardedBy),
    to: others < manyPeople ? nameOf(name) : `${nameOf(name)} +${others}`,
    theirs: { side: 'to', contactId },
  };
}
