/** Who acts for somebody who left or is away. Asked at the moment of telling: either may be chosen, or leave, at any time. */
import type { Db } from '../db/connect.ts';
import type { Ctx } from '../lib/context.ts';
import type { PersonId } from '../lib/ids.ts';
import { dateIn, type Instant } from '../lib/time.ts';
import { isActiveMember, listSalesLeads, type Person, personOf } from './people.ts';

/** Themselves while they are here; else their successor, who may have left too; null when nobody was chosen. */
export async function findSuccessor(db: Db, personId: PersonId): Promise<Person | null> {
  const passed = new Set<PersonId>();
  for (let id: PersonId | null = personId; id !== null && !passed.has(id); ) {
    passed.add(id);
    const person: Person | null = await personOf.one({ db }, id);
    const next: PersonId | null = person?.successorId ?? null;
    if (isActiveMember(person)) return person;
    id = next;
  }
  return null;
}

/** By the days of their own zone. */
export const isAway = ({ awayUntil, zone }: Pick<Person, 'awayUntil' | 'zone'>, now: Instant): boolean =>
  awayUntil !== null && awayUntil >= dateIn(now, zone);

/** The same, and while they are away whoever stands in; themselves again when nobody does, or all are away. */
export const findActing = async (ctx: Ctx, personId: PersonId): Promise<Person | null> =>
  actingFor(ctx, await findSuccessor(ctx.db, personId));

async function actingFor(ctx: Ctx, themselves: Person | null): Promise<Person | null> {
  const passed = new Set<PersonId>();
  for (let one = themselves; one !== null && !passed.has(one.id); ) {
    passed.add(one.id);
    if (!isAway(one, ctx.time.now())) return one;
    one = one.standInId && (await findSuccessor(ctx.db, one.standInId));
  }
  return themselves;
}

/** Who acts for them, they themselves or their successor, then the sales leads: the first whom it may concern. */
export async function listStandIns(ctx: Ctx, personId: PersonId): Promise<Person[]> {
  const themselves = await findSuccessor(ctx.db, personId);
  const acting = await actingFor(ctx, themselves);
  const leads = await listSalesLeads(ctx.db);
  const all = [...(acting ? [acting] : []), ...(themselves ? [themselves] : []), ...leads];
  return all.filter((one, at) => all.findIndex(({ id }) => id === one.id) === at);
}
