/** Whose IČO stands in a signature. */
import type { Ctx } from '../../../lib/context.ts';
import type { CompanyId } from '../../../lib/ids.ts';
import { findCompanyByIco } from '../../companies/service.ts';
import { Ico } from '../../registers/model.ts';
import { lookupByIco, recallByIco } from '../../registers/service.ts';

export interface SignatureCompany {
  name: string;
  city: string | null;
  ico: Ico;
  source: 'own' | 'register';
  /** null while it is only the register's */
  companyId: CompanyId | null;
}

/** A card and a window do without it rather than wait longer. */
const patienceMs = 2000;

/** What we know of it already; nobody is asked. */
export async function recallCompany(ctx: Ctx, written: string | null): Promise<SignatureCompany | null> {
  const ico = Ico.safeParse(written ?? '');
  if (!ico.success) return null;
  const own = await findCompanyByIco(ctx, ico.data);
  if (own) return { name: own.name, city: own.city, ico: ico.data, source: 'own', companyId: own.id };
  const record = await recallByIco(ctx, ico.data);
  return (
    record && {
      name: record.name,
      city: record.office.city,
      ico: ico.data,
      source: 'register',
      companyId: null,
    }
  );
}

/** Asks the register, so that recallCompany knows; its silence is no hindrance. Never inside a transaction. */
export async function askAboutCompany(ctx: Ctx, written: string | null): Promise<void> {
  const ico = Ico.safeParse(written ?? '');
  if (ico.success && !(await findCompanyByIco(ctx, ico.data)))
    await lookupByIco(ctx, ico.data, { timeoutMs: patienceMs });
}
