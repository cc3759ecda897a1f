/** What became meanwhile of the records that a mail names: merged, deleted, converted. */
import type { Ctx } from '../../../lib/context.ts';
import type { CompanyId, ContactId, DealId } from '../../../lib/ids.ts';
import { findCompany } from '../../companies/service.ts';
import { findContact } from '../../contacts/service.ts';
import { findDeal } from '../../deals/service.ts';
import { findLead, holdLead } from '../../leads/service.ts';
import type { Email } from '../model.ts';
import type { Before } from './decision-store.ts';

export interface PlaceSince {
  dealId: DealId | null;
  companyId: CompanyId | null;
  contactId: ContactId | null;
}

/** Of one that was merged into another, the other; null: it was deleted. */
export const contactSince = async (ctx: Ctx, id: ContactId | null): Promise<ContactId | null> =>
  id && ((await findContact(ctx, id))?.id ?? null);

export const companySince = async (ctx: Ctx, id: CompanyId | null): Promise<CompanyId | null> =>
  id && ((await findCompany(ctx, id))?.id ?? null);

/** Where a mail was, as it is called now: of a lead that became a customer, their deal. */
export async function placeSince(
  tx: Ctx,
  { dealId, companyId }: Before,
  { salesLeadId, contactId }: Pick<Email, 'salesLeadId' | 'contactId'>,
): Promise<PlaceSince> {
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'email' } };
  const deal = dealId && (await findDeal(system, dealId));
  if (!deal && salesLeadId && (await findLead(tx, salesLeadId)))
    return (await holdLead(tx, salesLeadId)).became;
  return {
    dealId,
    companyId: (await companySince(tx, companyId)) ?? (deal ? deal.companyId : null),
    contactId: await contactSince(tx, contactId),
  };
}
