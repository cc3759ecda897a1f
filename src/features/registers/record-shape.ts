/** All that the registers say of one company, each part with its source and age. */
import type { Country } from '../../lib/context.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';
import type { PublishedAccount, VatLookup } from './crpdph-answer.ts';
import type { Executive } from './executive.ts';
import type { InsolvencyLookup } from './isir-service.ts';
import type { CompanyState, Ico, Office, RegisterSource, VatCheck } from './model.ts';

export interface CompanyRecord {
  ico: Ico;
  country: Country;
  /** null: no register has ever named it */
  name: Said<string> | null;
  office: Said<Office> | null;
  /** where post goes, when not to the seat */
  postalAddress: Said<string> | null;
  legalForm: Said<{ code: string; name: string | null }> | null;
  naturalPerson: boolean;
  state: Said<CompanyState> | null;
  foundedOn: Said<PlainDate> | null;
  /** can lie ahead */
  dissolvedOn: Said<PlainDate> | null;
  courtFile: Said<string> | null;
  /** a birth number is dots */
  dic: Said<string> | null;
  /** IČ DPH that VIES confirmed */
  vatNumber: Said<string> | null;
  /** CZ-NACE or SK NACE */
  nace: Said<string[]> | null;
  /** Slovak: in words */
  activities: Said<string[]> | null;
  /** of a Czech company; ARES's own word on VAT lags and is never enough */
  vat: VatLookup | null;
  vies: VatCheck | null;
  /** null: no answer of the VAT register; an empty list: it publishes none */
  accounts: Said<PublishedAccount[]> | null;
  /** null: not known; an empty list: the public register names nobody */
  executives: Said<Executive[]> | null;
  acting: Said<string> | null;
  insolvency: InsolvencyLookup | null;
  insolvencyVerdict: 'insolvent' | 'notInsolvent' | 'unconfirmed' | 'unknown';
  /** what each register said last, for ages and for troubles */
  registers: RegisterWord[];
}

export interface Said<T> {
  value: T;
  source: RegisterSource;
  at: Instant;
  /** its register does not answer now: this is older than we would like */
  stale: boolean;
}

export interface RegisterWord {
  source: RegisterSource;
  /** found, notFound, answered, valid, notValid, noNumber; unavailable: nothing follows from it */
  state: string;
  at: Instant | null;
  stale: boolean;
  /** `blocked: HTTP 429` */
  trouble: string | null;
}
