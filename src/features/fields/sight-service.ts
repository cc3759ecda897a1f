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
  const owner = id === null ? null : await fieldKind(ctx, kind)?.owner(ctx, id);
  if (actor.kind !== 'person') return false;
  return id === null || owner === actor.id || isSalesLead(ctx);
}

/** The same of many records at once: of which of them the actor sees the restricted fields. */
export async function whereRestrictedSeen(ctx: Ctx, kind: FieldKindKey, ids: number[]): Promise<Set<number>> {
  const { actor } = ctx;
  if (actor.kind !== 'person' || ids.length === 0) return new Set();
  const ownerId = (await isSalesLead(ctx)) ? null : actor.id;
  return new Set((await fieldKind(ctx, kind)?.seenAmong(ctx, ids, ownerId)) ?? []);
}

export async function isSalesLead({ actor, db }: Ctx): Promise<boolean> {
  return actor.kind === 'person' && (await listSalesLeads(db)).some(({ id }) => id === actor.id);
}

/** What the actor may see of these, in two more queries at most. @throws as seesRestricted */
export async function visibleFields(
  ctx: Ctx,
  kind: FieldKindKey,
  id: number | null,
  fields: Field[],
): Promise<Field[]> {
  const isOpen = !fields.some((field) => field.restricted);
  // Who may not see a record sees nothing of it, whoever asks for its fields first.
  if (isOpen && id !== null && fields.length > 0) await fieldKind(ctx, kind)?.owner(ctx, id);
  if (isOpen || (await seesRestricted(ctx, kind, id))) return fields;
  return fields.filter((field) => !field.restricted);
}
