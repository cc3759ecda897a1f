import { insertId } from '../../src/db/dialect.ts';
import { saveTerms } from '../../src/db/terms.ts';
import { transaction } from '../../src/db/transaction.ts';
import { keepCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { CompanyId, ContactId, DealId } from '../../src/lib/ids.ts';
import { fold } from '../../src/lib/text.ts';
import type { World } from './context.ts';

/**
 * Whom the firm of Eva and Tomáš deals with. Mostní stavby has one open deal, D-42 of Eva's; Kovovýroba H has two of
 * Tomáš's, D-50 and D-51, and no contact; Drevodom has a contact and nothing open; Stahlbau is known by its domain
 * alone and has D-60.
 */
export async function customers(firm: World): Promise<{ riha: ContactId; kovacova: ContactId }> {
  const eva = await firm.as('Eva');
  const tomas = await firm.as('Tomas');
  const bridges = await company(eva, 'Mostní stavby Brno, a.s.', '00000019', 'mostni-stavby.example');
  const metal = await company(tomas, 'Kovovýroba H, s.r.o.', '00000027', 'kovovyroba-h.example');
  const timber = await company(tomas, 'Drevodom Trenčín, s. r. o.', '00000035', 'drevodom.example');
  const steel = await company(eva, 'Stahlbau Weber GmbH', null, 'stahlbau.example');
  const riha = await createContact(eva, {
    name: 'Petr Říha',
    titleBefore: 'Ing.',
    email: 'riha@mostni-stavby.example',
    companyId: bridges,
  });
  const kovacova = await createContact(tomas, {
    name: 'Zuzana Kováčová',
    email: 'kovacova@drevodom.example',
    companyId: timber,
  });
  await deal(eva, 42, 'Lávka přes Svratku', bridges, riha.id);
  await deal(tomas, 50, 'Zábradlí haly Hodonín', metal);
  await deal(tomas, 51, 'Vrata skladu', metal);
  await deal(eva, 60, 'Konsolen Dresden', steel);
  return { riha: riha.id, kovacova: kovacova.id };
}

const company = async (ctx: Ctx, name: string, ico: string | null, domain: string): Promise<CompanyId> =>
  (await keepCompany(ctx, { name, ico, domains: [domain] })).id;

/** With the number that mails and expectations name. */
async function deal(
  ctx: Ctx,
  number: number,
  name: string,
  companyId: CompanyId,
  contactId?: ContactId,
): Promise<DealId> {
  return transaction(ctx, async (tx) => {
    const at = tx.time.now();
    const id = (await insertId(
      tx.db('deals').insert({
        id: number,
        name,
        folded_name: fold(name),
        company_id: companyId,
        currency: 'CZK',
        stage: 'rfp',
        owner_id: ctx.actor.kind === 'person' ? ctx.actor.id : 0,
        created_at: at,
        updated_at: at,
      }),
    )) as DealId;
    await saveTerms(tx, 'deal', id, [fold(name)]);
    if (contactId)
      await tx.db('deal_contacts').insert({ deal_id: id, contact_id: contactId, role: 'decides' });
    return id;
  });
}
