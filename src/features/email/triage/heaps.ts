/** What waits for others, to those who may work it off for them: sales leads and admins, as far as they see it. */
import { namesOf } from '../../../access/people.ts';
import { assertSortsForOthers, isAdmin, maySortForOthers } from '../../../access/policy.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { EmailId } from '../model.ts';
import { waitingSeen } from '../privacy/sight.ts';
import { type Kind, listSortedInstead, readKinds } from './instead.ts';

/** Whom mails were put to: nobody, where there was no sales lead yet. */
export type Whose = PersonId | 'nobody';

/** Waiting mails that are listed together. */
export interface Heap {
  /** all that was put to them; null: the kinds alone */
  of: Whose | null;
  kinds: Kind[];
}

export interface HeapCount {
  whose: Whose;
  /** null: nobody's */
  name: string | null;
  mails: number;
}

const whoseOf = (id: PersonId | null): Whose => id ?? 'nobody';

const waiting = (ctx: Ctx) => ctx.db('inbound_emails').where({ status: 'triage' });

/** One's own with what one sorts for others; a colleague's without that. @throws CrmError mail.salesLeadOnly */
export async function heapOf(ctx: Ctx, whose: Whose): Promise<Heap> {
  const me = actorId(ctx);
  const instead = me === null ? [] : await listSortedInstead(ctx, me);
  if (whose === me) return { of: whose, kinds: instead };
  await assertSortsForOthers(ctx);
  const mine = instead.filter((kind) => whoseOf(kind.triagePersonId) === whose);
  if (isAdmin(ctx) && mine.length === 0) return { of: whose, kinds: [] };
  const put = waiting(ctx).where({ triage_person_id: whose === 'nobody' ? null : whose });
  const seen = await waitingSeen(ctx, await readKinds(put));
  return { of: null, kinds: seen.filter((kind) => !mine.some((one) => isSame(one, kind))) };
}

const isSame = (one: Kind, other: Kind): boolean =>
  one.written === other.written && one.colleagueId === other.colleagueId;

/** Who has most waiting comes first; nothing for those who sort their own alone. */
export async function listHeaps(ctx: Ctx): Promise<HeapCount[]> {
  const me = actorId(ctx);
  if (me === null || !(await maySortForOthers(ctx))) return [];
  const kinds = isAdmin(ctx)
    ? await countByPerson(ctx)
    : await waitingSeen(ctx, await readKinds(waiting(ctx)));
  const mails = new Map<PersonId | null, number>();
  for (const one of kinds) mails.set(one.triagePersonId, (mails.get(one.triagePersonId) ?? 0) + one.mails);
  for (const one of await listSortedInstead(ctx, me))
    mails.set(one.triagePersonId, (mails.get(one.triagePersonId) ?? 0) - one.mails);
  mails.delete(me);
  const names = await namesOf(
    ctx.db,
    [...mails.keys()].flatMap((id) => id ?? []),
  );
  return [...mails]
    .filter(([, count]) => count > 0)
    .map(([id, count]) => ({ whose: whoseOf(id), name: id && (names.get(id) ?? '?'), mails: count }))
    .toSorted((a, b) => b.mails - a.mails || (a.name ?? '').localeCompare(b.name ?? ''));
}

async function countByPerson(ctx: Ctx): Promise<Pick<Kind, 'triagePersonId' | 'mails'>[]> {
  const rows: { triage_person_id: number | null; total: number | string }[] = await waiting(ctx)
    .groupBy('triage_person_id')
    .select('triage_person_id')
    .count({ total: '*' });
  return rows.map((row) => ({
    triagePersonId: row.triage_person_id as PersonId | null,
    mails: Number(row.total),
  }));
}

/** How many others wait on the cards of these mails, of those that the actor sees. */
export async function countJoinedSeen(ctx: Ctx, leads: EmailId[]): Promise<Map<EmailId, number>> {
  const joined = new Map<EmailId, number>();
  const mails = waiting(ctx)
    .whereIn('triage_lead_id', leads)
    .groupBy('triage_lead_id')
    .select('triage_lead_id');
  for (const { leadId, mails: count } of await waitingSeen(ctx, await readKinds(mails)))
    if (leadId !== null) joined.set(leadId, (joined.get(leadId) ?? 0) + count);
  return joined;
}
