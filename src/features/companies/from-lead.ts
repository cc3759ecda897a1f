/** What a lead that became a company says of it: fills in what is empty, and nothing else. */
import type { Country, Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { isFreeMail } from '../email/addresses.ts';
import type { Company, NewCompany } from './model.ts';
import { saveCompany } from './saving.ts';
import { getCompany } from './service.ts';
import { findCompanyByIco, listCompaniesByDomain, listDomains, lockCompany } from './store.ts';

export interface KnownFromLead {
  /** eight digits */
  ico: string | null;
  country: Country | null;
  domain: string | null;
  /** in words */
  source: string | null;
  campaign: string | null;
  cameByMail: boolean;
}

/** Joins the transaction of the conversion. @throws CrmError notFound */
export async function fillFromLead(tx: Ctx, id: CompanyId, known: KnownFromLead): Promise<Company> {
  await lockCompany(tx, id);
  const before = await getCompany(tx, id);
  const change: Partial<NewCompany> = {
    ...(await numberFrom(tx, before, known)),
    ...(await domainFrom(tx, before, known)),
    ...acquisitionFrom(before, known),
  };
  return saveCompany(tx, before, change, { source: known.cameByMail ? 'mail' : 'lead' });
}

/** A number that another company has belongs to that one. */
async function numberFrom(tx: Ctx, before: Company, { ico, country }: KnownFromLead) {
  if (before.ico !== null || ico === null) return {};
  const theirs = country ?? before.country;
  return (await findCompanyByIco(tx, ico, theirs)) ? {} : { ico, country: theirs };
}

async function domainFrom(tx: Ctx, before: Company, { domain }: KnownFromLead) {
  if (!domain || isFreeMail(domain) || (await listDomains(tx, before.id)).length > 0) return {};
  return (await listCompaniesByDomain(tx, domain)).length > 0 ? {} : { domains: [domain] };
}

/** Who bought before was won in another way. */
function acquisitionFrom(before: Company, { source, campaign }: KnownFromLead): Partial<NewCompany> {
  const { lifeCycle, acquiredOn, acquiredSource, acquiredCampaign } = before;
  const isKnown = acquiredOn !== null || acquiredSource !== null || acquiredCampaign !== null;
  return lifeCycle === 'lead' && !isKnown ? { acquiredSource: source, acquiredCampaign: campaign } : {};
}
