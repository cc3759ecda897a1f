import { namesOf } from '../../access/people.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import type { Company } from '../companies/model.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import { fullName } from '../contacts/model.ts';
import { listContactsByIds } from '../contacts/service.ts';
import { type Deal, dealNumber, type StageKey } from '../deals/model.ts';
import { listDealsAfter } from '../deals/service.ts';
import { amount, day, dayOfInstant, type Source, text } from './columns.ts';
import type { Wanted } from './model.ts';

interface DealLine {
  id: number;
  deal: Deal;
  company: Company | null;
  owner: string;
  people: string[];
}

/** Deals that the actor may see. */
export const dealSource = (ctx: Ctx, { whose, state }: Wanted): Source<DealLine> => ({
  columns: [
    { key: 'deal.number', width: 10, cell: ({ deal }) => dealNumber(deal.id) },
    { key: 'deal.name', width: 40, cell: ({ deal }) => deal.name },
    { key: 'company.name', width: 32, cell: ({ company }) => text(company?.name) },
    { key: 'company.ico', width: 11, cell: ({ company }) => text(company?.ico) },
    { key: 'deal.value', width: 14, cell: ({ deal }) => amount(deal.value) },
    { key: 'deal.currency', width: 8, cell: ({ deal }) => text(deal.value?.currency) },
    { key: 'deal.stage', width: 26, cell: ({ deal }, { t }) => t.deals.stages[deal.stage] },
    {
      key: 'deal.deadline',
      width: 18,
      cell: ({ deal }) => (deal.bidDeadline ? { local: deal.bidDeadline.local } : ''),
    },
    { key: 'deal.expected', width: 12, cell: ({ deal }) => day(deal.dates.expected) },
    { key: 'deal.nextStep', width: 36, cell: ({ deal }) => text(deal.nextStep?.text) },
    { key: 'deal.nextStepOn', width: 12, cell: ({ deal }) => day(deal.nextStep?.on) },
    { key: 'told.dealOwner', width: 20, cell: ({ owner }) => owner },
    { key: 'told.people', width: 30, cell: ({ people }) => people.join(', ') },
    { key: 'deal.source', width: 16, cell: ({ deal }) => text(deal.source) },
    { key: 'deal.offerNumber', width: 14, cell: ({ deal }) => text(deal.offerNumber) },
    { key: 'deal.customerReference', width: 16, cell: ({ deal }) => text(deal.customerReference) },
    {
      key: 'told.submitted',
      width: 12,
      cell: ({ deal }, reader) => dayOfInstant(deal.submitted?.at, reader),
    },
    { key: 'told.closed', width: 12, cell: ({ deal }, reader) => dayOfInstant(deal.closed?.at, reader) },
    {
      key: 'told.reason',
      width: 20,
      cell: ({ deal }, { t }) => (deal.closed?.reason ? t.deals.reasons[deal.closed.reason] : ''),
    },
    { key: 'told.restricted', width: 10, cell: ({ deal }, { t }) => (deal.restricted ? t.exports.yes : '') },
    { key: 'told.created', width: 12, cell: ({ deal }, reader) => dayOfInstant(deal.createdAt, reader) },
  ],
  async page(after, limit) {
    const ownerId = whose === 'mine' ? actorId(ctx) : null;
    const deals = await listDealsAfter(ctx, { ownerId, state: state as StageKey }, after, limit);
    const companies = await companiesOf(ctx, deals);
    const owners = await namesOf(ctx.db, [...new Set(deals.map((deal) => deal.ownerId))]);
    const contacts = await listContactsByIds(ctx, [
      ...new Set(deals.flatMap((deal) => deal.contacts.map(({ contactId }) => contactId))),
    ]);
    const named = new Map(contacts.map((contact) => [contact.id, fullName(contact)]));
    return deals.map((deal) => ({
      id: deal.id,
      deal,
      company: companies.get(deal.companyId ?? 0) ?? null,
      owner: owners.get(deal.ownerId) ?? '',
      people: deal.contacts.flatMap(({ contactId }) => named.get(contactId) ?? []),
    }));
  },
});

export async function companiesOf(
  ctx: Ctx,
  records: { companyId: CompanyId | null }[],
): Promise<Map<number, Company>> {
  const ids = records.flatMap(({ companyId }) => companyId ?? []);
  const companies = await listCompaniesByIds(ctx, [...new Set(ids)]);
  return new Map(companies.map((company) => [company.id, company]));
}
