/** Everything a contact's card shows, read in a constant number of queries. */
import type { Language } from '../../i18n/catalog.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { ContactId } from '../../lib/ids.ts';
import type { Company } from '../companies/model.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import type { Contact, Employment } from './model.ts';
import { type ContactCardPart, contactPartsOf } from './part.ts';
import { suggestSalutation } from './salutation.ts';
import { getContact, isFamiliar, listEmployments } from './service.ts';

export interface ContactCard {
  contact: Contact;
  company: Company | null;
  /** where they work and worked, the newest first */
  employments: Employment[];
  /** the reader is on first-name terms with them */
  familiar: boolean;
  salutation: string;
  parts: ContactCardPart[];
}

/** @throws CrmError notFound */
export async function readContactCard(ctx: Ctx, id: ContactId): Promise<ContactCard> {
  const contact = await getContact(ctx, id);
  const [companies, employments, familiar, parts] = await Promise.all([
    listCompaniesByIds(ctx, contact.companyId ? [contact.companyId] : []),
    listEmployments(ctx, id),
    isFamiliar(ctx, id, actorId(ctx)),
    Promise.all(contactPartsOf(ctx).map((part) => part.card(ctx, contact))),
  ]);
  const company = companies[0] ?? null;
  const salutation = salutationOf(contact, company, ctx.settings.language, familiar);
  return { contact, company, employments, familiar, salutation, parts };
}

/** What a person typed goes before what is suggested; on first-name terms it is another matter. */
export function salutationOf(
  contact: Contact,
  company: Company | null,
  usual: Language,
  familiar: boolean,
): string {
  if (contact.salutation && !familiar) return contact.salutation;
  return suggestSalutation(contact, writtenIn(contact, company, usual), familiar);
}

/** Their own language, else their company's, else that of its country, else ours; in any other, English. */
export function writtenIn(
  { language }: Pick<Contact, 'language'>,
  company: Pick<Company, 'language' | 'country'> | null,
  usual: Language,
): Language {
  if (language) return language;
  if (!company) return usual;
  const spoken = company.language ?? byCountry[company.country];
  return spoken === 'cs' || spoken === 'sk' ? spoken : 'en';
}

const byCountry: Record<Company['country'], Language> = { CZ: 'cs', SK: 'sk' };
