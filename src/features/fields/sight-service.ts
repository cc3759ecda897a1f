/** Who sees and writes which fields of which record. */
import { listSalesLeads } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Field, FieldKindKey } from './model.ts';
import { fieldKind } from './part.ts';

/**
 * Restricted fields of a record are for its owner and the sales leads (the admins, while there is none). The product
 * itself sees none: it draws what channels show. Somebody who makes a record is its owner.
 * @param id null: a record that is being made
 * @throws CrmError notFound when the actor may not see the record
 */
export async function seesRestricted(ctx: Ctx, kind: FieldKindKey, id: number | null): Promise<boolean> {
  const { actor } = ctx;
  if (actor.kind !== 'person') return false;
  if (id === null) return true;
  const owner = await fieldKind(ctx, kind)?.owner(ctx, id);
  return owner === actor.id || isSalesLead(ctx);
}

export async function isSalesLead({ actor, db }: Ctx): Promise<boolean> {
  return actor.kind === 'person' && (await listSalesLeads(db)).some(({ id }) => id === actor.id);
}

/** What the actor may see of these, in one more query when any is restricted. @throws as seesRestricted */
export async function visibleFields(
  ctx: Ctx,
  kind: FieldKindKey,
  id: number | null,
  fields: Field[],
): Promise<Field[]> {
  if (!fields.some((field) => field.restricted)) return fields;
  return (await seesRestricted(ctx, kind, id)) ? fields : fields.filter((field) => !field.restricted);
}
