/** Who takes leads in turn, and after how many working days somebody is told that nobody touches one. */
import { isActiveMember, listPeople, listPeopleBySlackIds, type Person } from '../../access/people.ts';
import { assertLeadsSettings } from '../../access/policy.ts';
import { lockName } from '../../db/dialect.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import { dateIn, type PlainDate } from '../../lib/time.ts';
import { replanOpenLeads } from './touch.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    lead_rota: { person_id: number; position: number; turn: number; away_until: string | null };
  }
}

/** In the order in which they were chosen; who left is skipped. */
export async function listRota(ctx: Ctx): Promise<Person[]> {
  const rows = await ctx.db('lead_rota').orderBy('position');
  const ids = rows.map((row) => row.person_id as PersonId);
  const people = (await listPeople(ctx.db, ids)).filter(isActiveMember);
  return ids.flatMap((id) => people.find((person) => person.id === id) ?? []);
}

/** Whose turn it is; null when nobody takes turns. Who is away is left out, unless all are. */
export async function nextInRota(ctx: Ctx): Promise<Person | null> {
  const today = dateIn(ctx.time.now(), ctx.settings.zone);
  const all = await ctx.db('lead_rota').orderBy(['turn', 'position']);
  const here = all.filter(({ away_until }) => away_until === null || away_until < today);
  const turns = here.length > 0 ? here : all;
  const people = await listRota(ctx);
  const [next] = turns.flatMap((row) => people.find((person) => person.id === row.person_id) ?? []);
  return next ?? null;
}

/** Two leads at once never go to the same person. Inside the transaction that gives them the lead. @throws CrmError lead.rotaEmpty */
export async function takeTurn(tx: Ctx): Promise<PersonId> {
  await lockName(tx.db, 'leads.rota');
  const next = (await nextInRota(tx)) ?? refuse('lead.rotaEmpty', {}, 'owner');
  const [last] = await tx.db('lead_rota').max({ turn: 'turn' });
  await tx
    .db('lead_rota')
    .where({ person_id: next.id })
    .update({ turn: Number(last?.turn ?? 0) + 1 });
  return next.id;
}

/** Who was in turn before keeps their place in it. @throws CrmError notAllowed, notFound, lead.days */
export function changeLeadSettings(
  ctx: Ctx,
  { slackIds, days }: { slackIds: string[]; days: number },
): Promise<void> {
  return transaction(ctx, async (tx) => {
    await assertLeadsSettings(tx);
    if (!Number.isInteger(days) || days < 1 || days > 30) refuse('lead.days', {}, 'days');
    const found = await listPeopleBySlackIds(tx.db, slackIds);
    const people = slackIds.map((slackId) => {
      const person = found.find((one) => one.slackId === slackId) ?? null;
      return isActiveMember(person) ? person : notFound('person');
    });
    const before = await tx.db('lead_rota').select();
    await tx.db('lead_rota').delete();
    const rows = people.map(({ id }, position) => ({
      person_id: id,
      position,
      turn: before.find((row) => row.person_id === id)?.turn ?? Math.max(0, ...before.map((row) => row.turn)),
      away_until: before.find((row) => row.person_id === id)?.away_until ?? null,
    }));
    if (rows.length > 0) await tx.db('lead_rota').insert(rows);
    const isChanged = days !== (await untouchedDays(tx));
    await tx
      .db('settings')
      .insert({ name: daysName, value: String(days) })
      .onConflict('name')
      .merge({ value: String(days) });
    const details = { rota: people.map(({ id }) => id), days };
    await recordEvent(tx, 'leads.settings', { kind: 'workspace', id: 0 }, details);
    if (isChanged) await replanOpenLeads(tx, days);
  });
}

/** The actor takes no leads in turn up to and including this day; null: they are back. */
export function leaveRotaUntil(ctx: Ctx, until: PlainDate | null): Promise<void> {
  return transaction(ctx, async (tx) => {
    const person_id = actorId(tx) ?? notFound('person');
    const left = await tx.db('lead_rota').where({ person_id }).update({ away_until: until });
    if (left === 0) notFound('person');
    await recordEvent(tx, 'leads.away', { kind: 'person', id: person_id }, { until });
  });
}

/** Up to which day a person is left out; null: they are not, or take no turns. */
export async function awayUntil(ctx: Ctx, personId: PersonId): Promise<PlainDate | null> {
  const row = await ctx.db('lead_rota').where({ person_id: personId }).first('away_until');
  const until = (row?.away_until ?? null) as PlainDate | null;
  return until && until >= dateIn(ctx.time.now(), ctx.settings.zone) ? until : null;
}

const daysName = 'leads.untouchedDays';
const usualDays = 3;

/** Working days. */
export async function untouchedDays(ctx: Ctx): Promise<number> {
  const row = await ctx.db('settings').where({ name: daysName }).first('value');
  return row ? Number(row.value) : usualDays;
}
