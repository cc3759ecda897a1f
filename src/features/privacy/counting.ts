import { assertAdmin } from '../../access/policy.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { type Kind, kinds } from './model.ts';
import type { Sought } from './part.ts';

export interface Count {
  kind: Kind;
  count: number;
}

/** What is held about a person, by kind. What else names them is found when all is searched. @throws CrmError admin.only */
export async function countHeld(ctx: Ctx, sought: Sought): Promise<Count[]> {
  assertAdmin(ctx);
  const counts = new Map<Kind, number>();
  for (const { kind, rows, counted } of ctx.ports.personalData.flatMap((part) => part.exports ?? [])) {
    if (counted === false) continue;
    const query = rows(ctx.db, sought, actorId(ctx)).clearSelect().clearOrder().count({ count: '*' });
    const [row] = (await query) as { count: number | string }[];
    counts.set(kind, (counts.get(kind) ?? 0) + Number(row?.count ?? 0));
  }
  return kinds.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count > 0 ? [{ kind, count }] : [];
  });
}
