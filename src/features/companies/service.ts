import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { cleanLine } from '../../lib/text.ts';
import type { Company, NewCompany } from './model.ts';
import {
  findCompany,
  findCompanyByIco,
  insertCompany,
  listCompaniesByIds,
  searchCompanies,
} from './store.ts';

export async function getCompany(ctx: Ctx, id: CompanyId): Promise<Company> {
  return (await findCompany(ctx, id)) ?? notFound('company');
}

/** Creates a company, or gives the one that already has this IČO. @throws CrmError required, tooLong */
export function keepCompany(ctx: Ctx, input: NewCompany): Promise<Company> {
  return transaction(ctx, async (tx) => {
    const known = input.ico ? await findCompanyByIco(tx, input.ico) : null;
    if (known) return known;
    const name = cleanLine(input.name);
    if (!name) refuse('required', {}, 'name');
    if ([...name].length > 300) refuse('tooLong', { limit: 300 }, 'name');
    const id = await insertCompany(tx, { ...input, name });
    await recordEvent(
      tx,
      'company.created',
      { kind: 'company', id },
      { name, register: input.register ?? null },
    );
    return getCompany(tx, id);
  });
}

export { findCompanyByIco, listCompaniesByIds, searchCompanies };
