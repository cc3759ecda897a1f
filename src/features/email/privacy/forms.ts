/** One mail in several forms: copies of it, forwards within a text, and what gave way to a copy that says more. */
import type { Ctx } from '../../../lib/context.ts';
import type { DealId } from '../../../lib/ids.ts';
import { addMillis, type Instant } from '../../../lib/time.ts';
import type { Email, EmailId } from '../model.ts';
import { sameSpan } from '../same-mail.ts';
import { type EmailRow, toEmail } from '../store.ts';

/** Which mail this one is once more. */
const leadsTo = ({ status, reason }: Email): EmailId | null =>
  status === 'duplicate' && reason?.code === 'sameMail' ? (reason.details.email as EmailId) : null;

/** The mail in every form in which it is here, itself included. */
export async function listForms(ctx: Ctx, id: EmailId): Promise<Email[]> {
  const row = await ctx.db('inbound_emails').where({ id }).first();
  if (!row) return [];
  const query = ctx.db('inbound_emails').where({ id });
  if (row.identity) query.orWhere({ message_id: row.message_id, identity: row.identity });
  if (row.counterpart && row.sent_at) {
    const [from, to] = [-sameSpan, sameSpan].map((span) => addMillis(row.sent_at as Instant, span));
    query.orWhere((other) =>
      other.where({ counterpart: row.counterpart }).whereBetween('sent_at', [from, to] as [string, string]),
    );
  }
  const rows = await query.orderBy('id');
  const isCopy = ({ message_id, identity }: EmailRow) =>
    row.identity !== null && identity === row.identity && message_id === row.message_id;
  const same = new Set([id, ...rows.filter(isCopy).map((one) => one.id as EmailId)]);
  const around = rows.map(toEmail);
  // What is the same as one of them, and what one of them is the same as, as far as that leads.
  for (let before = 0; before < same.size; ) {
    before = same.size;
    for (const one of around) {
      const other = leadsTo(one);
      if (other === null || !(same.has(one.id) || same.has(other))) continue;
      same.add(one.id).add(other);
    }
  }
  return around.filter((one) => same.has(one.id));
}

/** In which deals mails lie that some of these are the same as: by the id of the form that lies nowhere itself. */
export async function dealsOfForms(ctx: Ctx, emails: Email[]): Promise<Map<EmailId, DealId>> {
  const deals = new Map<EmailId, DealId>();
  let wanted = emails.flatMap((email) => {
    const to = leadsTo(email);
    return to === null ? [] : [{ id: email.id, to }];
  });
  // One may have given way to one that gave way later.
  for (let step = 0; step < 5 && wanted.length > 0; step += 1) {
    const ids = [...new Set(wanted.map(({ to }) => to))];
    const found = (await ctx.db('inbound_emails').whereIn('id', ids)).map(toEmail);
    const next: typeof wanted = [];
    for (const { id, to } of wanted) {
      const other = found.find((one) => one.id === to);
      const further = other ? leadsTo(other) : null;
      if (other?.dealId) deals.set(id, other.dealId);
      else if (further !== null) next.push({ id, to: further });
    }
    wanted = next;
  }
  return deals;
}
