/** The contact of a mail among the people of the deal it went to. */
import type { Ctx } from '../../../lib/context.ts';
import type { ContactId, DealId } from '../../../lib/ids.ts';
import type { Deal } from '../../deals/model.ts';
import { changeDeal, findDeal } from '../../deals/service.ts';
import { asSystem } from '../as-system.ts';

export interface Named {
  dealId: DealId;
  contactId: ContactId;
}

/** Whoever may log to a deal may name its people: the change is the product's. @returns null: named before, or not open */
export async function nameOnDeal(tx: Ctx, deal: Deal, contactId: ContactId): Promise<Named | null> {
  if (deal.outcome !== 'open' || deal.contacts.some((one) => one.contactId === contactId)) return null;
  await changeDeal(asSystem(tx), deal.id, { contacts: [...deal.contacts, { contactId, role: null }] });
  return { dealId: deal.id, contactId };
}

/** Who got a role there since stays. */
export async function unnameOnDeal(tx: Ctx, { dealId, contactId }: Named): Promise<void> {
  const deal = await findDeal(asSystem(tx), dealId);
  if (deal?.outcome !== 'open') return;
  const contacts = deal.contacts.filter((one) => one.contactId !== contactId || one.role !== null);
  if (contacts.length < deal.contacts.length) await changeDeal(asSystem(tx), deal.id, { contacts });
}
