import type { Country } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import type { Money } from '../../lib/money.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';

/** lead: has not bought yet; former: does not buy any more, with a reason */
export const lifeCycles = ['lead', 'customer', 'former'] as const;
export type LifeCycle = (typeof lifeCycles)[number];

/** Languages in which a company likes to be written to. */
export const companyLanguages = ['cs', 'sk', 'en', 'de', 'pl', 'hu', 'uk'] as const;
export type CompanyLanguage = (typeof companyLanguages)[number];

/** Who acts for it, as a register has them. */
export interface Executive {
  name: string;
  /** `jednatel`, in the register's own words */
  role: string | null;
  since: PlainDate | null;
}

export interface Company {
  id: CompanyId;
  name: string;
  /** eight digits */
  ico: string | null;
  country: Country;
  /** tax number, `CZ00000019`; a birth number as dots, wherever it came from */
  dic: string | null;
  /** IČ DPH, `SK2000000011`: not always SK and the DIČ */
  vatNumber: string | null;
  /** its name; the number of one that is in no code list */
  legalForm: string | null;
  street: string | null;
  /** part of the municipality, where it is not the municipality itself */
  municipalityPart: string | null;
  city: string | null;
  /** `602 00` */
  postalCode: string | null;
  /** registered office on one line */
  officeLine: string | null;
  courtFile: string | null;
  foundedOn: PlainDate | null;
  dissolvedOn: PlainDate | null;
  inLiquidation: boolean;
  /** CZ-NACE codes */
  nace: string[];
  executives: Executive[];
  /** where invoices go, when that is not the registered office */
  billingStreet: string | null;
  billingCity: string | null;
  billingPostalCode: string | null;
  lifeCycle: LifeCycle;
  /** of a former customer */
  lostReason: string | null;
  lostOn: PlainDate | null;
  /** when and how it became a customer */
  acquiredOn: PlainDate | null;
  acquiredSource: string | null;
  acquiredCampaign: string | null;
  /** `30 dní od doručení` */
  paymentTerms: string | null;
  /** what it spends in a year on what we sell */
  budget: Money | null;
  parentId: CompanyId | null;
  tags: string[];
  /** in which it likes to be written to */
  language: CompanyLanguage | null;
  /** which register filled it; null when a person typed it */
  register: string | null;
  registerAt: Instant | null;
  website: string | null;
  ownerId: PersonId | null;
  /** grows with each change */
  version: number;
  createdAt: Instant;
}

/** What a company is created from: typed by a person, or taken from a register. */
export type NewCompany = Pick<Company, 'name'> &
  Partial<Omit<Company, 'id' | 'name' | 'createdAt' | 'version'>> & {
    /** of their mail: `mostni-stavby.example` */
    domains?: string[];
  };

/** What a person, an import or a mail says of a company; what is not there stays as it is. */
export interface TypedCompany
  extends Partial<
    Pick<
      Company,
      | 'dic'
      | 'vatNumber'
      | 'legalForm'
      | 'street'
      | 'city'
      | 'postalCode'
      | 'courtFile'
      | 'foundedOn'
      | 'billingStreet'
      | 'billingCity'
      | 'billingPostalCode'
      | 'lifeCycle'
      | 'lostReason'
      | 'lostOn'
      | 'acquiredOn'
      | 'acquiredSource'
      | 'acquiredCampaign'
      | 'paymentTerms'
      | 'budget'
      | 'parentId'
      | 'tags'
      | 'language'
      | 'website'
      | 'ownerId'
    >
  > {
  name: string;
  ico?: string | null;
  domains?: string[];
}

/** What a list of companies is made of. */
export interface CompanyFilter {
  /** null: everybody's */
  ownerId: PersonId | null;
  /** null: whatever they are to us */
  lifeCycle: LifeCycle | null;
  /** the start of any word of a name, an IČO, a tag or a domain; empty for all */
  text: string;
}

export const companyNameLimit = 300;
export const companyTextLimit = 300;
export const tagLimit = 40;
export const tagsLimit = 20;
