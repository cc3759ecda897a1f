import { findPersonByEmail, isActiveMember, listSalesLeads, type Person } from '../../../access/people.ts';
import { findSuccessor, listStandIns } from '../../../access/standing-in.ts';
import { recall } from '../../../db/recall.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { DealId, PersonId } from '../../../lib/ids.ts';
import type { MailboxConfig } from '../mailboxes/config.ts';
import type { Email, EmailId } from '../model.ts';
import { emailsAsSeen, onlySeen } from '../privacy/sight.ts';
import { toEmail } from '../store.ts';
import { countJoined } from './waiting-store.ts';

/** Whom a mail concerns: who sent or forwarded it, the owner of the likeliest deal, the mailbox's people, the sales lead. */
export async function whoSorts(
  ctx: Ctx,
  colleague: Person | null,
  considered: DealId[],
  mailbox: Pick<MailboxConfig, 'for'>,
): Promise<Person | null> {
  const acting = colleague && (await findSuccessor(ctx.db, colleague.id));
  if (acting) return acting;
  const [likeliest] = considered;
  const deal = likeliest ? await ctx.db('deals').where({ id: likeliest }).first('owner_id') : undefined;
  const owner = deal ? await findSuccessor(ctx.db, deal.owner_id as PersonId) : null;
  if (owner) return owner;
  for (const address of mailbox.for) {
    const person = await findPersonByEmail(ctx.db, address);
    if (isActiveMember(person)) return person;
  }
  return recall(ctx, 'first sales lead', async () => (await listSalesLeads(ctx.db))[0] ?? null);
}

/** Who sorts, also instead of a colleague who left or is away; the mail stays theirs, for when they come back. */
export const sorterNow = async (ctx: Ctx, personId: PersonId): Promise<Person | null> =>
  (await listStandIns(ctx, personId))[0] ?? null;

/** The person's own mails, and those of colleagues who left or are away and for whom they stand in. */
async function sortedBy(ctx: Ctx, personId: PersonId): Promise<PersonId[]> {
  const left = await ctx
    .db('inbound_emails')
    .join('people', 'people.id', 'inbound_emails.triage_person_id')
    .where({ status: 'triage' })
    .where((any) => any.whereNotNull('people.deactivated_at').orWhereNotNull('people.stand_in_id'))
    .distinct('people.id');
  const theirs: PersonId[] = [];
  for (const row of left) {
    const id = row.id as PersonId;
    if ((await sorterNow(ctx, id))?.id === personId) theirs.push(id);
  }
  return [personId, ...theirs];
}

/** How many waited for a colleague who left. */
export async function countLeft(ctx: Ctx, left: PersonId): Promise<number> {
  const [row] = await ctx
    .db('inbound_emails')
    .where({ status: 'triage', triage_person_id: left })
    .count({ total: '*' });
  return Number(row?.total ?? 0);
}

/** Mails that wait for this person, the newest first; those that wait on another's card are not told apart. */
export async function listTriageOf(
  ctx: Ctx,
  personId: PersonId,
  limit: number,
  offset = 0,
): Promise<Email[]> {
  const rows = await asked(ctx, await sortedBy(ctx, personId))
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset);
  return emailsAsSeen(ctx, rows.map(toEmail));
}

const asked = (ctx: Ctx, people: PersonId[]) =>
  ctx
    .db('inbound_emails')
    .where({ status: 'triage' })
    .whereIn('triage_person_id', people)
    .whereNull('triage_lead_id');

export const pageSize = 10;

/** One page of what waits for a person. */
export interface Waiting {
  mails: Email[];
  /** how many others wait on the card of each */
  joined: Map<EmailId, number>;
  offset: number;
  /** how many are asked about */
  cards: number;
}

export async function readWaiting(ctx: Ctx, personId: PersonId, offset: number): Promise<Waiting> {
  const [counted] = await asked(ctx, await sortedBy(ctx, personId)).count({ total: '*' });
  const mails = await listTriageOf(ctx, personId, pageSize, offset);
  const joined = await countJoined(
    ctx,
    mails.map(({ id }) => id),
  );
  return { mails, joined, offset, cards: Number(counted?.total ?? 0) };
}

/** All of them, also those on another's card. */
export async function listWaitingFor(ctx: Ctx, personId: PersonId, limit: number): Promise<Email[]> {
  const rows = await ctx
    .db('inbound_emails')
    .where({ status: 'triage' })
    .whereIn('triage_person_id', await sortedBy(ctx, personId))
    .orderBy('id', 'desc')
    .limit(limit);
  return onlySeen(ctx, rows.map(toEmail));
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
  const sorted: (number | null)[] = await sortedBy(ctx, personId);
  return { mine: total(rows.filter((row) => sorted.includes(row.triage_person_id))), all: total(rows) };
}
