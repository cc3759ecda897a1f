/** A record changes hands: who takes it would see what was kept from them. */
import type { Ctx } from '../../lib/context.ts';
import { refuse } from '../../lib/errors.ts';
import type { FieldKindKey } from './model.ts';
import { allFieldValues } from './service.ts';
import { seesRestricted } from './sight-service.ts';

/**
 * Somebody who does not see a record's restricted fields gives it to nobody, least of all to themselves.
 * @throws CrmError fields.ownerOnly
 */
export async function assertNothingHidden(tx: Ctx, kind: FieldKindKey, id: number): Promise<void> {
  if (tx.actor.kind !== 'person' || (await seesRestricted(tx, kind, id))) return;
  const values = await allFieldValues(tx, kind, id);
  if (values.some(({ field }) => field.restricted)) refuse('fields.ownerOnly', {});
}
