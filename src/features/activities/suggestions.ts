/** What the fields of the form offer as one types. */
import type { PlainTextOption } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { cleanLine, fold } from '../../lib/text.ts';
import { option } from '../../slack/forms.ts';
import type { Suggestions } from '../../slack/requests.ts';
import { searchCompanies } from '../companies/service.ts';
import { type Contact, fullName } from '../contacts/model.ts';
import { listContactsByIds, listContactsOf, searchContacts } from '../contacts/service.ts';
import { findDealsToPick } from '../deals/picking.ts';
import { findDeal, listDealsOf } from '../deals/service.ts';
import { isOpen } from '../leads/model.ts';
import { searchLeads } from '../leads/service.ts';
import type { LogMeta } from './buttons.ts';
import { contactOption, newContactOption } from './form.ts';
import { likelyTarget } from './guess.ts';
import { dealOption, leadOption } from './prepare.ts';
import { companyTarget, readTarget, type Target } from './target.ts';

/** Deals and companies; before anything is typed, the likely deal and mine. */
export async function suggestTargets(ctx: Ctx, query: string, reader: Reader): Promise<Suggestions> {
  const { t } = reader;
  if (!query.trim()) return grouped([[t.activities.deals, await usualDeals(ctx)]]);
  const deals = await findDealsToPick(ctx, query, 20);
  const companies = await searchCompanies(ctx, query, 20);
  const leads = (await searchLeads(ctx, query, 20)).filter(isOpen);
  return grouped([
    [t.activities.deals, deals.map(dealOption)],
    [
      t.activities.companies,
      companies.map((company) => option(company.name, companyTarget(company.id), company.city ?? undefined)),
    ],
    [t.leads.leads, leads.map(leadOption)],
  ]);
}

async function usualDeals(ctx: Ctx): Promise<PlainTextOption[]> {
  const person = actorId(ctx);
  if (person === null) return [];
  const likely = readTarget(await likelyTarget(ctx, null))?.dealId;
  const first = likely ? await findDeal(ctx, likely) : null;
  const { deals } = await listDealsOf(ctx, person, { limit: 20, offset: 0 });
  return [...(first ? [first] : []), ...deals.filter((deal) => deal.id !== first?.id)].map(dealOption);
}

const grouped = (groups: [string, PlainTextOption[]][]): Suggestions =>
  groups.filter(([, options]) => options.length > 0).map(([label, options]) => ({ label, options }));

/** The deal's own contacts first, then the company's, then everybody's; at the end, somebody new. */
export async function suggestContacts(
  ctx: Ctx,
  query: string,
  target: Target | null,
  reader: Reader,
): Promise<Suggestions> {
  const { companyId, contactIds } = await peopleAround(ctx, target);
  const wanted = fold(query);
  const own = (await listContactsByIds(ctx, contactIds)).filter((contact) => fits(contact, wanted));
  const found = query.trim()
    ? await searchContacts(ctx, query, 20, companyId)
    : companyId
      ? await listContactsOf(ctx, companyId, 30)
      : [];
  const all = [...own, ...found.filter((one) => !contactIds.includes(one.id))];
  const name = cleanLine(query);
  const fresh = [...name].length > 2 ? newContactOption(name, reader) : null;
  return [
    ...all.slice(0, 50).map((contact) => contactOption(contact.id, fullName(contact), noteOf(contact))),
    ...(fresh ? [fresh] : []),
  ];
}

const fits = (contact: Contact, wanted: string): boolean =>
  !wanted ||
  fold(contact.name)
    .split(' ')
    .some((word) => word.startsWith(wanted)) ||
  fold(contact.name).startsWith(wanted);

const noteOf = ({ position, email }: Contact): string | null => position ?? email;

async function peopleAround(
  ctx: Ctx,
  target: Target | null,
): Promise<{ companyId: CompanyId | null; contactIds: ContactId[] }> {
  const about = readTarget(target);
  const deal = about?.dealId ? await findDeal(ctx, about.dealId) : null;
  return {
    companyId: deal?.companyId ?? about?.companyId ?? null,
    contactIds: deal?.contacts.map((one) => one.contactId) ?? [],
  };
}

export const targetOfMeta = (meta: unknown): Target | null => (meta as LogMeta | null)?.target ?? null;
