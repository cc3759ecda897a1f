/** A record changes hands: who takes it would see what was kept from them. */
import { findPerson, isActiveMember } from '../../access/people.ts';
import { isAdmin } from '../../access/policy.ts';
import type { Ctx } from '../../lib/context.ts';
import { refuse } from '../../lib/errors.ts';
import type { FieldKindKey } from './model.ts';
import { fieldKind, fieldKindsOf } from './part.ts';
import { seesRestricted } from './sight-service.ts';
import { holdRestricted } from './value-store.ts';

/**
 * Somebody who does not see the restricted fields of a record, or of those in its care, gives it to nobody, least of all
 * to themselves: it is not handed over, merged or converted. What a colleague who left had, an admin gives away.
 * @param at the form's field that gives it away; @throws CrmError fields.ownerOnly
 */
export async function assertNothingHidden(
  tx: Ctx,
  kind: FieldKindKey,
  id: number,
  at?: string,
): Promise<void> {
  if (tx.actor.kind !== 'person' || (await seesRestricted(tx, kind, id))) return;
  if (!(await hides(tx, kind, id))) return;
  if (isAdmin(tx) && (await isLeftBehind(tx, kind, id))) return;
  refuse('fields.ownerOnly', {}, at);
}

async function hides(tx: Ctx, kind: FieldKindKey, id: number): Promise<boolean> {
  if (await holdRestricted(tx, kind, [id])) return true;
  for (const { key, inCareOf } of fieldKindsOf(tx))
    if (await holdRestricted(tx, key, (await inCareOf?.(tx, kind, id)) ?? [])) return true;
  return false;
}

async function isLeftBehind(tx: Ctx, kind: FieldKindKey, id: number): Promise<boolean> {
  const owner = await fieldKind(tx, kind)?.owner(tx, id);
  return Boolean(owner && !isActiveMember(await findPerson(tx.db, owner)));
}
