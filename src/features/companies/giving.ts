import { seesBirthNumbers } from '../../access/policy.ts';
import type { Ctx } from '../../lib/context.ts';
import { refuse } from '../../lib/errors.ts';
import { assertNothingHidden } from '../fields/guard-service.ts';
import type { Company } from './model.ts';

/**
 * Who becomes its owner, or has what it is merged into, sees the restricted fields of the company and of its people, and a
 * birth number in clear: whoever does not see them does neither.
 * @param at the field that gives it away; @throws CrmError fields.ownerOnly
 */
export async function assertGivable(
  tx: Ctx,
  company: Pick<Company, 'id' | 'dic' | 'ownerId'>,
  at?: string,
): Promise<void> {
  await assertNothingHidden(tx, 'company', company.id, at);
  if (company.dic?.includes('•') && !(await seesBirthNumbers(tx, company)))
    refuse('fields.ownerOnly', {}, at);
}
