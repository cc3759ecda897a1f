import {
  findPerson,
  findPersonByEmail,
  isActiveMember,
  listSalesLeads,
  type Person,
} from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import type { MailboxConfig } from './config.ts';
import type { Email } from './model.ts';
import { emailsAsSeen } from './sight.ts';
import { toEmail } from './store.ts';

/** Whom a mail concerns: who sent or forwarded it, the owner of the likeliest deal, the mailbox's people, the sales lead. */
export async function whoSorts(
  ctx: Ctx,
  colleague: Person | null,
  considered: DealId[],
  mailbox: Pick<MailboxConfig, 'for'>,
): Promise<Person | null> {
  if (isActiveMember(colleague)) return colleague;
  const [likeliest] = considered;
  const deal = likeliest ? await ctx.db('deals').where({ id: likeliest }).first('owner_id') : undefined;
  const owner = deal ? await findPerson(ctx.db, deal.owner_id as PersonId) : null;
  if (isActiveMember(owner)) return owner;
  for (const address of mailbox.for) {
    const person = await findPersonByEmail(ctx.db, address);
    if (isActiveMember(person)) return person;
  }
  return (await listSalesLeads(ctx.db))[0] ?? null;
}

/** Mails that wait for this person, the newest first. */
export async function listTriageOf(ctx: Ctx, personId: PersonId, limit: number): Promise<Email[]> {
  const rows = await ctx
    .db('inbound_emails')
    .where({ status: 'triage', triage_person_id: personId })
    .orderBy('id', 'desc')
    .limit(limit);
  return emailsAsSeen(ctx, rows.map(toEmail));
}

/** How many wait for this person, and how many in all. */
export async function countTriage(ctx: Ctx, personId: PersonId): Promise<{ mine: number; all: number }> {
  const rows: { triage_person_id: number | null; total: number | string }[] = await ctx
    .db('inbound_emails')
    .where({ status: 'triage' })
    .groupBy('triage_person_id')
    .select('triage_person_id')
    .count({ total: '*' });
  const total = (some: typeof rows) => some.reduce((sum, row) => sum + Number(row.total), 0);
  return { mine: total(rows.filter((row) => row.triage_person_id === personId)), all: total(rows) };
}
