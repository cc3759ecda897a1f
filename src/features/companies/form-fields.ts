/** The inputs of a company's form; the block_id is the field's name. */
import type { InputBlock, InputBlockElement } from '@slack/types';
import { formatAmount } from '../../i18n/format.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import { type Currency, currencies } from '../../lib/money.ts';
import { dateField, input, option, personField, selectField, textField } from '../../slack/forms.ts';
import { type Company, companyLanguages, companyNameLimit, companyTextLimit, lifeCycles } from './model.ts';
import { companyField, companyOption } from './picks.ts';

/** What a form starts from. */
export interface CompanyFormStart {
  company: Company | null;
  /** of a new one */
  typed: { name?: string; ico?: string };
  domains: string[];
  parent: Company | null;
  /** of the owner */
  slackId: string | null;
  currency: Currency;
}

export const blankStart: CompanyFormStart = {
  company: null,
  typed: {},
  domains: [],
  parent: null,
  slackId: null,
  currency: 'CZK',
};

export const basicFields = [
  'name',
  'ico',
  'dic',
  'vatNumber',
  'street',
  'city',
  'postalCode',
  'website',
] as const;

export const moreFields = [
  'ownerId',
  'lifeCycle',
  'lostReason',
  'lostOn',
  'acquiredOn',
  'acquiredSource',
  'acquiredCampaign',
  'tags',
  'domains',
  'language',
  'paymentTerms',
  'budget',
  'budgetCurrency',
  'billingStreet',
  'billingCity',
  'billingPostalCode',
  'parentId',
  'legalForm',
  'courtFile',
  'foundedOn',
] as const;

export type CompanyInput = (typeof basicFields)[number] | (typeof moreFields)[number];

const limits: Partial<Record<CompanyInput, number>> = {
  name: companyNameLimit,
  ico: 20,
  dic: 20,
  vatNumber: 20,
  street: 200,
  city: 100,
  postalCode: 12,
  billingStreet: 200,
  billingCity: 100,
  billingPostalCode: 12,
};

/** @param blockId differs from the name when the input must start anew */
export function fieldInput(
  name: CompanyInput,
  blockId: string,
  start: CompanyFormStart,
  reader: Reader,
): InputBlock {
  const { t } = reader;
  const hint = (t.companies.hints as Partial<Record<CompanyInput, string>>)[name];
  const label = t.companies.fields[name];
  const required = name === 'name' || name === 'lifeCycle' || name === 'budgetCurrency';
  return input(blockId, label, elementOf(name, start, reader), {
    optional: !required,
    ...(hint ? { hint } : {}),
  });
}

function elementOf(name: CompanyInput, start: CompanyFormStart, reader: Reader): InputBlockElement {
  const { t } = reader;
  const { company } = start;
  switch (name) {
    case 'ownerId':
      return personField(start.slackId);
    case 'lifeCycle':
      return selectField(
        lifeCycles.map((one) => option(t.companies.lifeCycles[one], one)),
        company?.lifeCycle ?? 'lead',
      );
    case 'language':
      return selectField(
        companyLanguages.map((one) => option(t.companies.languages[one], one)),
        company?.language,
      );
    case 'lostOn':
    case 'acquiredOn':
    case 'foundedOn':
      return dateField(company?.[name]);
    case 'tags':
      return textField(company?.tags.join(', '), { limit: 1000 });
    case 'domains':
      return textField(start.domains.join(', '), { limit: 1000 });
    case 'budget':
      return textField(company?.budget ? formatAmount(reader.language, company.budget.amount) : null, {
        limit: 40,
      });
    case 'budgetCurrency':
      return selectField(
        currencies.map((one) => option(one, one)),
        company?.budget?.currency ?? start.currency,
      );
    case 'parentId':
      return companyField(start.parent && companyOption(start.parent, reader), reader);
    case 'name':
    case 'ico':
      return textField(company?.[name] ?? start.typed[name], { limit: limits[name] ?? companyTextLimit });
    default:
      return textField(company?.[name], { limit: limits[name] ?? companyTextLimit });
  }
}

/** Whose Slack user a form needs. */
export const ownerOf = (company: Company | null): PersonId[] => (company?.ownerId ? [company.ownerId] : []);
