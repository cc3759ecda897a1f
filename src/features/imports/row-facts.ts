/** A row of cells as facts about a company, its people, a deal; or why that cannot be. Touches nothing. */
import type { Currency, Money } from '../../lib/money.ts';
import { cleanLine, fold } from '../../lib/text.ts';
import type { LocalDateTime, PlainDate } from '../../lib/time.ts';
import type { FieldKey, Import, RecordKind, Why, WhyCode } from './model.ts';
import { ownField } from './model.ts';
import { activityKindOf, stageByWord } from './row-words.ts';
import * as values from './values.ts';

export interface CompanyFacts {
  name: string | null;
  ico: string | null;
  /** other fields that have a value */
  fields: Partial<
    Record<
      'dic' | 'vatNumber' | 'legalForm' | 'street' | 'city' | 'postalCode' | 'website' | 'paymentTerms',
      string
    >
  >;
  domain: string | null;
  tags: string[];
}

export interface ContactFacts {
  name: string;
  /** the name stands there; else it is made of an address or a number */
  isNamed: boolean;
  titleBefore: string | null;
  titleAfter: string | null;
  position: string | null;
  emails: string[];
  phones: string[];
}

export interface DealFacts {
  number: number | null;
  name: string | null;
  value: Money | null;
  stage: string | null;
  deadline: LocalDateTime | null;
  expected: PlainDate | null;
  source: string | null;
  nextStep: string | null;
  nextStepOn: PlainDate | null;
  offerNumber: string | null;
  customerReference: string | null;
}

export interface ActivityFacts {
  on: { day: PlainDate; clock: string | null } | null;
  kind: string;
  text: string;
}

export interface LeadFacts {
  source: string | null;
  campaign: string | null;
  class: 'A' | 'B' | 'C' | null;
  classReason: string | null;
  note: string | null;
}

export interface RowFacts {
  company: CompanyFacts | null;
  contacts: ContactFacts[];
  deal: DealFacts | null;
  activity: ActivityFacts | null;
  lead: LeadFacts;
  /** whose it is to be, as the row says it */
  owner: string | null;
  /** the firm's own fields, by their input's name */
  own: Partial<Record<RecordKind, Record<string, string>>>;
  why: Why[];
}

/** A cell with the heading above it. */
export interface Said {
  field: FieldKey;
  column: string;
  text: string;
}

/** @param said in the order of the columns @param currency of amounts that name none */
export function factsOf(
  said: Said[],
  { as, currency }: Pick<Import, 'as'> & { currency: Currency },
): RowFacts {
  const why: Why[] = [];
  const filled = said.filter(({ text }) => text !== '');
  for (const { column, text } of filled)
    if (values.isCellError(text)) why.push({ code: 'cellError', column, text });
  const all = (field: FieldKey) => filled.filter((one) => one.field === field);
  const one = (field: FieldKey): string | null => {
    const text = all(field)
      .map((cell) => cell.text)
      .join(' ');
    return text === '' ? null : cleanLine(text);
  };
  /** @param isPrivate the text may hold what must not be repeated */
  function read<T>(field: FieldKey, how: (text: string) => values.Read<T>, isPrivate = false): T | null {
    const cell = all(field)[0];
    if (!cell) return null;
    const found = how(cell.text);
    if ('value' in found) return found.value;
    refuse(found.why, cell, isPrivate);
    return null;
  }
  function refuse(code: WhyCode, { column, text }: Said, isPrivate = false): void {
    why.push({ code, column, text: isPrivate ? null : text.slice(0, 100) });
  }
  const facts: RowFacts = {
    company: companyOf(),
    contacts: [],
    deal: as === 'leads' ? null : dealOf(),
    activity: as === 'leads' ? null : activityOf(),
    lead: leadOf(),
    owner: one('company.owner'),
    own: ownOf(filled),
    why,
  };
  facts.contacts = contactsOf(facts.company);
  if (as === 'leads') facts.lead.note = withRest(facts.lead.note, filled, facts.contacts);
  return facts;

  function companyOf(): CompanyFacts | null {
    const address = one('company.address');
    const parts = address ? values.readAddress(address) : null;
    const postalCode = one('company.postalCode');
    const fields: Record<string, string | null | undefined> = {
      dic: one('company.dic'),
      vatNumber: one('company.vatNumber'),
      legalForm: one('company.legalForm'),
      street: one('company.street') ?? parts?.street,
      city: one('company.city') ?? parts?.city,
      postalCode: (postalCode && values.readPostalCode(postalCode)) ?? parts?.postalCode,
      website: one('company.website'),
      paymentTerms: one('company.paymentTerms'),
    };
    const company: CompanyFacts = {
      name: one('company.name'),
      ico: read('company.ico', values.readIco, true),
      fields: Object.fromEntries(Object.entries(fields).filter(([, text]) => text && !text.includes('•'))),
      domain: one('company.domain')?.split(/[,;\s]+/)[0] ?? null,
      tags: (one('company.tags') ?? '')
        .split(/[,;]/)
        .map((tag) => tag.trim())
        .filter(Boolean),
    };
    // An address alone makes no customer, but it may be a lead's.
    const isSaid = company.name || company.ico || (as !== 'leads' && Object.keys(company.fields).length > 0);
    return isSaid ? company : null;
  }

  function contactsOf(company: CompanyFacts | null): ContactFacts[] {
    const first = one('contact.firstName');
    const last = one('contact.lastName');
    const nameCell = all('contact.name')[0];
    const whole = all('contact.name')
      .map(({ text }) => text)
      .join('; ');
    const names = first || last ? [[first, last].filter(Boolean).join(' ')] : values.splitNames(whole);
    const emails = lists('contact.email', values.readEmails);
    const phones = lists('contact.phone', values.readPhones);
    const shared = {
      position: one('contact.position'),
      titleBefore: one('contact.titleBefore'),
      titleAfter: one('contact.titleAfter'),
    };
    if (names.length <= 1) {
      const [email] = emails;
      const name = names[0] ?? email ?? (phones.length > 0 ? (company?.name ?? phones[0]) : undefined);
      if (!name) return [];
      return [{ ...titled(name, shared), isNamed: names.length > 0, emails, phones }];
    }
    // What belongs to whom is plain only when there is one for each, or none.
    const fits = (list: string[]) => list.length === 0 || list.length === names.length;
    if (!fits(emails) || !fits(phones)) {
      if (nameCell) refuse('contactsApart', nameCell);
      return [];
    }
    return names.map((name, at) => ({
      ...titled(name, { ...shared, titleBefore: null, titleAfter: null }),
      isNamed: true,
      emails: emails.slice(at, at + 1),
      phones: phones.slice(at, at + 1),
    }));
  }

  function lists(field: FieldKey, how: (text: string) => values.Read<string[]>): string[] {
    const found = all(field).flatMap((cell) => {
      const list = how(cell.text);
      if ('value' in list) return list.value;
      refuse(list.why, cell);
      return [];
    });
    return [...new Set(found)];
  }

  function dealOf(): DealFacts | null {
    const number = one('deal.number');
    const named = read('deal.currency', values.readCurrency);
    const heading = all('deal.value')[0]?.column ?? '';
    const usual = named ?? (/€|eur/i.test(heading) ? 'EUR' : currency);
    const deadline = read('deal.deadline', values.readDate);
    const deal: DealFacts = {
      number: number ? Number(/^d?-?(\d{1,9})$/i.exec(number.trim())?.[1] ?? 0) : null,
      name: one('deal.name'),
      value: read('deal.value', (text) => values.readMoney(text, usual)),
      stage: read('deal.stage', stageByWord),
      deadline: deadline && values.deadlineOf(deadline),
      expected: read('deal.expected', values.readDate)?.day ?? null,
      source: one('deal.source') ?? (as === 'customers' ? one('lead.source') : null),
      nextStep: one('deal.nextStep'),
      nextStepOn: read('deal.nextStepOn', values.readDate)?.day ?? null,
      offerNumber: one('deal.offerNumber'),
      customerReference: one('deal.customerReference'),
    };
    const { source, stage, ...rest } = deal;
    return Object.values(rest).some((fact) => fact !== null) ? deal : null;
  }

  function activityOf(): ActivityFacts | null {
    const text = all('activity.text')
      .map((cell) => cell.text)
      .join('\n');
    if (!text) return null;
    const on = read('activity.on', values.readDate);
    return { on, kind: activityKindOf(one('activity.kind') ?? text), text };
  }

  function leadOf(): LeadFacts {
    return {
      source: one('lead.source'),
      campaign: one('lead.campaign'),
      class: as === 'leads' ? read('lead.class', classOf) : null,
      classReason: one('lead.classReason'),
      note: one('lead.note') ?? (as === 'leads' ? one('activity.text') : null),
    };
  }
}

const ofLead = new Set<FieldKey>([
  ...(['company.name', 'company.ico', 'company.domain', 'company.owner'] as const),
  ...(['contact.firstName', 'contact.lastName', 'contact.position', 'activity.text'] as const),
  ...(['lead.source', 'lead.campaign', 'lead.class', 'lead.classReason', 'lead.note'] as const),
]);

/** A lead has no address, titles or second phone: what the row says beyond it stands in the note, under its heading. */
function withRest(note: string | null, filled: Said[], [contact, ...others]: ContactFacts[]): string | null {
  const isWhole = ({ field, text }: Said): boolean => {
    if (ofLead.has(field) || ownField(field) || text.includes('•')) return true;
    if (field === 'contact.name') return others.length === 0 && cleanLine(text) === contact?.name;
    if (field === 'contact.email') return others.length === 0 && (contact?.emails.length ?? 0) <= 1;
    if (field === 'contact.phone') return others.length === 0 && (contact?.phones.length ?? 0) <= 1;
    return false;
  };
  const rest = filled
    .filter((one) => !isWhole(one))
    .map(({ column, text }) => `${column}: ${cleanLine(text)}`);
  return [note, ...rest].filter(Boolean).join('\n') || null;
}

const classOf = (text: string): values.Read<'A' | 'B' | 'C'> => {
  const letter = fold(text).toUpperCase().charAt(0);
  return letter === 'A' || letter === 'B' || letter === 'C' ? { value: letter } : { why: 'leadClass' };
};

const titled = (
  text: string,
  given: Pick<ContactFacts, 'position' | 'titleBefore' | 'titleAfter'>,
): Omit<ContactFacts, 'emails' | 'phones' | 'isNamed'> => {
  const { before, name, after } = values.splitTitles(cleanLine(text));
  return { ...given, name, titleBefore: given.titleBefore ?? before, titleAfter: given.titleAfter ?? after };
};

function ownOf(said: Said[]): RowFacts['own'] {
  const own: RowFacts['own'] = {};
  for (const { field, text } of said) {
    const found = ownField(field);
    if (found) own[found.kind] = { ...own[found.kind], [found.name]: text };
  }
  return own;
}
