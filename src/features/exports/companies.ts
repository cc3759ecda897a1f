import { namesOf } from '../../access/people.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { type Company, lifeCycles } from '../companies/model.ts';
import { listCompaniesAfter, listDomainsOf } from '../companies/service.ts';
import { day, dayOfInstant, type Source, text } from './columns.ts';
import type { Wanted } from './model.ts';

interface CompanyLine {
  id: number;
  company: Company;
  owner: string;
  domains: string[];
}

/** Birth numbers are dots here as in every other reading of a company. */
export const companySource = (ctx: Ctx, { whose, state }: Wanted): Source<CompanyLine> => ({
  columns: [
    { key: 'company.name', width: 36, cell: ({ company }) => company.name },
    { key: 'company.ico', width: 11, cell: ({ company }) => text(company.ico) },
    { key: 'company.dic', width: 14, cell: ({ company }) => text(company.dic) },
    { key: 'company.vatNumber', width: 14, cell: ({ company }) => text(company.vatNumber) },
    { key: 'company.legalForm', width: 24, cell: ({ company }) => text(company.legalForm) },
    { key: 'company.street', width: 26, cell: ({ company }) => text(company.street) },
    { key: 'company.city', width: 18, cell: ({ company }) => text(company.city) },
    { key: 'company.postalCode', width: 9, cell: ({ company }) => text(company.postalCode) },
    { key: 'told.country', width: 8, cell: ({ company }) => company.country },
    { key: 'told.billing', width: 30, cell: ({ company }) => billingOf(company) },
    { key: 'company.website', width: 24, cell: ({ company }) => text(company.website) },
    { key: 'company.domain', width: 24, cell: ({ domains }) => domains.join(', ') },
    { key: 'company.owner', width: 20, cell: ({ owner }) => owner },
    {
      key: 'told.lifeCycle',
      width: 16,
      cell: ({ company }, { t }) => t.companies.lifeCycles[company.lifeCycle],
    },
    { key: 'told.acquiredOn', width: 13, cell: ({ company }) => day(company.acquiredOn) },
    { key: 'told.acquiredSource', width: 18, cell: ({ company }) => text(company.acquiredSource) },
    { key: 'company.paymentTerms', width: 18, cell: ({ company }) => text(company.paymentTerms) },
    {
      key: 'told.budget',
      width: 16,
      cell: ({ company }, reader) => (company.budget ? reader.money(company.budget) : ''),
    },
    { key: 'company.tags', width: 24, cell: ({ company }) => company.tags.join(', ') },
    {
      key: 'told.created',
      width: 12,
      cell: ({ company }, reader) => dayOfInstant(company.createdAt, reader),
    },
  ],
  async page(after, limit) {
    const ownerId = whose === 'mine' ? actorId(ctx) : null;
    const lifeCycle = lifeCycles.find((one) => one === state) ?? null;
    const companies = await listCompaniesAfter(ctx, { ownerId, lifeCycle }, after, limit);
    const domains = await listDomainsOf(
      ctx,
      companies.map(({ id }) => id),
    );
    const owners = await namesOf(ctx.db, [...new Set(companies.flatMap(({ ownerId }) => ownerId ?? []))]);
    return companies.map((company) => ({
      id: company.id,
      company,
      owner: owners.get(company.ownerId ?? 0) ?? '',
      domains: domains.get(company.id) ?? [],
    }));
  },
});

const billingOf = ({ billingStreet, billingPostalCode, billingCity }: Company): string =>
  [billingStreet, [billingPostalCode, billingCity].filter(Boolean).join(' ')].filter(Boolean).join(', ');
