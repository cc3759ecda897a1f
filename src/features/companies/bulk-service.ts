/** Many companies at once, as a list brings them: the same rows, sources, events and words as one by one. */
import { insertMany, insertManyIds } from '../../db/bulk.ts';
import { insertTerms } from '../../db/terms.ts';
import { recordEvents } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, EventId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { checkTyped, lineOf } from './checks.ts';
import { countrySaid } from './country.ts';
import { fieldOfColumn, isEmpty } from './fields.ts';
import type { NewCompany, TypedCompany } from './model.ts';
import type { SourceKind } from './provenance.ts';
import { newRow } from './store.ts';

export { bareName } from './bare-name.ts';
export { type FoundCompanies, findCompaniesOf } from './look-up-store.ts';

/** Who writes down a number holds it before they look who has it. */
export const companyLock = (ico: string): string => `company:${ico}`;

/** What would be kept of a new one. @throws FieldErrors by the names of the fields */
export async function readNewCompany(ctx: Ctx, typed: TypedCompany): Promise<NewCompany> {
  const clean = await checkTyped(ctx, null, typed);
  return { ...clean, country: countrySaid(clean) ?? undefined, officeLine: lineOf(clean) };
}

/** @param companies as readNewCompany left them; that nobody has their numbers was looked at @returns in the same order */
export async function createCompanies(
  tx: Ctx,
  companies: NewCompany[],
  said: Exclude<SourceKind, 'register'>,
): Promise<{ id: CompanyId; eventId: EventId }[]> {
  const rows = await Promise.all(companies.map((company) => newRow(tx, company)));
  const ids = (await insertManyIds(
    tx.db,
    'companies',
    rows as object[] as Record<string, unknown>[],
  )) as CompanyId[];
  const made = companies.map((company, at) => ({
    id: ids[at] as CompanyId,
    company,
    domains: (company.domains ?? []).map((domain) => domain.toLowerCase()),
  }));
  await insertMany(
    tx.db,
    'company_domains',
    made.flatMap(({ id, domains }) => domains.map((domain) => ({ company_id: id, domain }))),
  );
  await insertMany(
    tx.db,
    'company_field_sources',
    made.flatMap(({ id, company }) => sourcesOf(tx, id, company, said)),
  );
  await insertTerms(
    tx,
    'company',
    made.map(({ id, company, domains }) => ({
      id,
      folded: [fold(company.name), company.ico ?? null, ...domains, ...(company.tags ?? []).map(fold)],
    })),
  );
  const events = await recordEvents(
    tx,
    'company.created',
    made.map(({ id, company }) => ({
      subject: { kind: 'company', id },
      details: { name: company.name, register: null },
    })),
  );
  return made.map(({ id }, at) => ({ id, eventId: events[at] as EventId }));
}

function sourcesOf(tx: Ctx, id: CompanyId, company: NewCompany, said: SourceKind) {
  const filled = Object.entries(company).filter(([, value]) => !isEmpty(value));
  const fields = new Set(filled.flatMap(([column]) => fieldOfColumn(column) ?? []));
  return [...fields].map((field) => ({
    company_id: id,
    field,
    source: said,
    register: null,
    by_id: actorId(tx),
    at: tx.time.now(),
  }));
}
