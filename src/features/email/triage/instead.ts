/** Mails that wait for a colleague who left or is away: who sorts them meanwhile, and how many. */
import type { Knex } from 'knex';
import { asPerson, listAdmins, type Person } from '../../../access/people.ts';
import { findActing, listStandIns } from '../../../access/standing-in.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { DealId, PersonId } from '../../../lib/ids.ts';
import type { EmailId } from '../model.ts';
import { findSeenEmail, waitingSeen } from '../privacy/sight.ts';

/** Mails of one colleague that are seen by the same people: what they may belong to, and who sent them in. */
export interface Kind {
  /** null: nobody's */
  triagePersonId: PersonId | null;
  /** as it stands in the row */
  written: string | null;
  considered: DealId[];
  colleagueId: PersonId | null;
  mails: number;
  dealId: null;
  /** on whose card they wait, where that was asked */
  leadId: EmailId | null;
}

/**
 * Who may sort instead of them, one after the other, and last they themselves while they are here. What none of those
 * sees the admins do, all at once.
 */
async function sortersOf(ctx: Ctx, personId: PersonId): Promise<Person[][]> {
  const standIns = await listStandIns(ctx, personId);
  const own = standIns.findIndex(({ id }) => id === personId);
  if (own >= 0) return standIns.slice(0, own + 1).map((one) => [one]);
  const admins = (await listAdmins(ctx.db)).filter(({ id }) => standIns.every((one) => one.id !== id));
  return [...standIns.map((one) => [one]), ...(admins.length > 0 ? [admins] : [])];
}

/** The first of them who see the mail; it stays theirs whom it was put to, for when they come back. */
export async function sortersNow(ctx: Ctx, emailId: EmailId, personId: PersonId): Promise<Person[]> {
  const acting = await findActing(ctx, personId);
  if (acting?.id === personId) return [acting];
  const sorters = await sortersOf(ctx, personId);
  for (const some of sorters) {
    const [one] = some;
    if (one && (await findSeenEmail(asPerson(ctx, one), emailId))) return some;
  }
  return [];
}

export const sorterNow = async (ctx: Ctx, emailId: EmailId, personId: PersonId): Promise<Person | null> =>
  (await sortersNow(ctx, emailId, personId))[0] ?? null;

/** What this person sorts for others: nobody who comes before them sees it. */
export async function listSortedInstead(ctx: Ctx, personId: PersonId): Promise<Kind[]> {
  const kinds = (await listKinds(ctx)).filter(({ triagePersonId }) => triagePersonId !== personId);
  const sorted: Kind[] = [];
  for (const id of new Set(kinds.flatMap(({ triagePersonId }) => triagePersonId ?? []))) {
    const sorters = await sortersOf(ctx, id);
    const place = sorters.findIndex((some) => some.some((one) => one.id === personId));
    if (place < 0) continue;
    let waiting = kinds.filter(({ triagePersonId }) => triagePersonId === id);
    for (const [at, [one]] of sorters.slice(0, place + 1).entries()) {
      const seen = one ? await waitingSeen(asPerson(ctx, one), waiting) : [];
      if (at === place) sorted.push(...seen);
      else waiting = waiting.filter((kind) => !seen.includes(kind));
    }
  }
  return sorted;
}

/** Most may belong to no deal in particular: however many they are, they are one kind of each colleague. */
async function listKinds(ctx: Ctx): Promise<Kind[]> {
  const put = ctx.db('inbound_emails').where({ status: 'triage' }).whereNotNull('triage_person_id');
  const asked = await put
    .clone()
    .groupBy('triage_person_id')
    .select('triage_person_id as id')
    .count({ total: '*' });
  if (asked.length === 0) return [];
  const gone: number[] = await ctx
    .db('people')
    .whereIn(
      'id',
      asked.map(({ id }) => Number(id)),
    )
    .where((any) =>
      any.whereNotNull('deactivated_at').orWhereNotNull('stand_in_id').orWhereNot('kind', 'member'),
    )
    .pluck('id');
  if (gone.length === 0) return [];
  return readKinds(put.whereIn('triage_person_id', gone));
}

/** @param mails a query of those that wait */
export async function readKinds(mails: Knex.QueryBuilder): Promise<Kind[]> {
  const rows: {
    triage_person_id: number | null;
    considered: string | null;
    colleague_id: number | null;
    triage_lead_id?: number | null;
    total: number | string;
  }[] = await mails
    .groupBy('triage_person_id', 'considered', 'colleague_id')
    .select('triage_person_id', 'considered', 'colleague_id')
    .count({ total: '*' });
  return rows.map((row) => ({
    triagePersonId: row.triage_person_id as PersonId | null,
    written: row.considered,
    considered: JSON.parse(row.considered ?? '[]'),
    colleagueId: row.colleague_id as PersonId | null,
    mails: Number(row.total),
    dealId: null,
    leadId: (row.triage_lead_id ?? null) as EmailId | null,
  }));
}

/** Adds them to a query of waiting mails. */
export function orOfKinds(query: Knex.QueryBuilder, kinds: Kind[]): void {
  const open = kinds.filter(({ considered }) => considered.length === 0);
  const people = [...new Set(open.map(({ triagePersonId }) => triagePersonId))];
  if (people.length > 0)
    query.orWhere((one) =>
      one
        .where((any) => {
          any.whereIn(
            'triage_person_id',
            people.flatMap((id) => id ?? []),
          );
          if (people.includes(null)) any.orWhereNull('triage_person_id');
        })
        .where((any) => any.whereNull('considered').orWhere({ considered: '[]' })),
    );
  const others = kinds.filter(({ considered }) => considered.length > 0);
  const together = Map.groupBy(
    others,
    ({ triagePersonId, colleagueId }) => `${triagePersonId} ${colleagueId}`,
  );
  for (const some of together.values()) {
    const [{ triagePersonId, colleagueId } = { triagePersonId: null, colleagueId: null }] = some;
    query.orWhere((one) =>
      one.where({ triage_person_id: triagePersonId, colleague_id: colleagueId }).whereIn(
        'considered',
        some.flatMap(({ written }) => written ?? []),
      ),
    );
  }
}
