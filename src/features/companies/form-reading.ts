/** From what was typed into a company's form to what a use case takes. */
import type { Ctx } from '../../lib/context.ts';
import type { Currency } from '../../lib/money.ts';
import type { FormValues } from '../../slack/forms.ts';
import { type Meet, Problems, readDay, readPerson, readValue } from '../deals/form-reading.ts';
import type { CompanyLanguage, LifeCycle, TypedCompany } from './model.ts';
import { parsePick } from './picks.ts';
import { readPick } from './search-service.ts';
import { keepCompany } from './service.ts';

const lines = [
  'ico',
  'dic',
  'vatNumber',
  'street',
  'city',
  'postalCode',
  'website',
  'lostReason',
  'acquiredSource',
  'acquiredCampaign',
  'paymentTerms',
  'billingStreet',
  'billingCity',
  'billingPostalCode',
  'legalForm',
  'courtFile',
] as const;

const days = ['lostOn', 'acquiredOn', 'foundedOn'] as const;

/** Only the fields that the form has: folded ones stay as they are. Never inside a transaction. @throws FieldErrors */
export async function readCompanyForm(
  ctx: Ctx,
  form: FormValues,
  meet: Meet,
  window: string,
): Promise<TypedCompany> {
  const problems = new Problems();
  const typed: TypedCompany = { name: form.text('name') ?? '' };
  for (const name of lines) if (form.has(name)) typed[name] = form.text(name);
  for (const name of days) if (form.has(name)) typed[name] = readDay(form.choice(name), name, problems);
  if (form.has('lifeCycle')) typed.lifeCycle = (form.choice('lifeCycle') as LifeCycle | null) ?? 'lead';
  if (form.has('language')) typed.language = form.choice('language') as CompanyLanguage | null;
  for (const name of ['tags', 'domains'] as const)
    if (form.has(name)) typed[name] = listed(form.text(name), name === 'tags' ? /[,;\n]/ : /[\s,;]+/);
  if (form.has('budget')) {
    const fallback = (form.choice('budgetCurrency') as Currency | null) ?? ctx.settings.currency;
    typed.budget = readValue(form.text('budget'), fallback, 'budget', problems);
  }
  if (form.has('ownerId'))
    typed.ownerId = (await readPerson(ctx, form.choice('ownerId'), 'ownerId', problems, meet)) ?? null;
  problems.raise();
  if (form.has('parentId')) typed.parentId = await readParent(ctx, form.choice('parentId'), window);
  return typed;
}

const listed = (text: string | null, separator: RegExp): string[] =>
  (text ?? '').split(separator).filter((one) => one.trim() !== '');

async function readParent(ctx: Ctx, value: string | null, window: string): Promise<TypedCompany['parentId']> {
  const picked = await readPick(ctx, parsePick(value), { field: 'parentId', window });
  const { companyId, newCompany } = picked;
  return newCompany ? (await keepCompany(ctx, newCompany)).id : companyId;
}
