import { z } from 'zod';
import type { Instant, PlainDate } from '../../lib/time.ts';
import type { Executive } from './executive.ts';
import { Ico } from './ico.ts';

export {
  hasValidChecksum,
  Ico,
  type IcoProblem,
  looksLikeAddress,
  readTypedCompany,
  type TypedCompany,
} from './ico.ts';
export { isBirthNumber, maskTaxNumber } from './tax-number.ts';

/** Registers that know companies by number and name, each of its country: they are asked in this order. */
export const companyRegisters = ['ares', 'rpo'] as const;
export type CompanyRegister = (typeof companyRegisters)[number];
export const countryOf = (register: CompanyRegister) => (register === 'ares' ? 'CZ' : 'SK');
export const registerOf = (country: 'CZ' | 'SK'): CompanyRegister => (country === 'SK' ? 'rpo' : 'ares');

/** vr: the public register, by way of ARES */
export type RegisterSource = CompanyRegister | 'vr' | 'ruz' | 'vies' | 'crpdph' | 'isir';

const instant = z.custom<Instant>((value) => typeof value === 'string');
const plainDate = z.custom<PlainDate>(
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
);

/** Registered office. Every part can be missing; `line` is always there, at worst empty. */
export const Office = z.object({
  /** `Příční 118/7a, Zábrdovice, 602 00 Brno` */
  line: z.string(),
  /** street with numbers, or the part of the municipality with a number: `Příční 118/7a`, `Lhota 12` */
  street: z.string().nullable(),
  /** part of the municipality, where it is not the municipality itself */
  municipalityPart: z.string().nullable(),
  /** as post is addressed: `Brno`, `Praha 4` */
  city: z.string().nullable(),
  district: z.string().nullable(),
  region: z.string().nullable(),
  /** `602 00`; abroad as the register has it */
  postalCode: z.string().nullable(),
  /** ISO 3166 alpha-2 */
  country: z.string().nullable(),
  countryName: z.string().nullable(),
});
export type Office = z.infer<typeof Office>;

/**
 * What a register says about one subject, as of `fetchedAt`. Kept in the cache in this shape, so no birth
 * number ever reaches the disk.
 */
export const RegisterFacts = z.object({
  source: z.enum(companyRegisters),
  fetchedAt: instant,
  /** RPO's own number of the record */
  registerId: z.number().nullable().optional(),
  /** datumAktualizace: when the register itself last touched the record */
  updatedOn: plainDate.nullable(),
  ico: Ico,
  /** obchodniJmeno */
  name: z.string(),
  /** dicSkDph of a VAT group, else dic; a birth number is masked. Having one does not make a VAT payer. */
  dic: z.string().nullable(),
  /** IČ DPH, only where VIES confirmed it; not part of what the register itself said */
  vatNumber: z.string().nullable().optional(),
  office: Office,
  /** adresaDorucovaci on one line, only where post goes elsewhere than to the seat */
  postalAddress: z.string().nullable().optional(),
  legalForm: z.object({ code: z.string(), name: z.string().nullable() }).nullable(),
  naturalPerson: z.boolean(),
  foundedOn: plainDate.nullable(),
  /** datumZaniku; can lie in the future */
  dissolvedOn: plainDate.nullable(),
  inLiquidation: z.boolean(),
  /** ARES lags and counts identified persons in: only the VAT register confirms. */
  vat: z.object({
    status: z.enum(['registered', 'group', 'ended', 'notRegistered', 'unknown']),
    confirmed: z.literal(false),
  }),
  /** ARES's flag may be a closed case: only the insolvency register decides. */
  insolvency: z.enum(['none', 'unconfirmed']),
  /** spisovaZnacka, `B 1581/MSPH`; sole traders have none */
  courtFile: z.string().nullable(),
  /** CZ-NACE 2025 */
  nace: z.array(z.string()),
});
export type RegisterFacts = z.infer<typeof RegisterFacts>;

export type CompanyState = 'active' | 'inLiquidation' | 'dissolved';
export type RegisterCompany = RegisterFacts & {
  state: CompanyState;
  /** what VIES says of the number that is probably its IČ DPH; null when there is none to ask about */
  vatCheck?: VatCheck | null;
  /** who acts for it now; missing: the public register has not been asked, or is silent */
  executives?: Executive[];
  /** how they act, in the register's words */
  acting?: string | null;
  /** of a Slovak company, in words */
  activities?: string[];
};

/** Valid, not valid, or not known now: the three never mix. */
export type VatCheck =
  | {
      kind: 'valid' | 'notValid';
      /** `SK2000000011` */
      number: string;
      name: string | null;
      address: string | null;
      /** requestIdentifier, the proof that we asked; null when nobody told who asks */
      consultation: string | null;
      fetchedAt: Instant;
      stale: boolean;
    }
  | (Unavailable & { number: string });

/** @param today the day in Europe/Prague: an end that lies ahead has not happened */
export function companyOn(facts: RegisterFacts, today: PlainDate): RegisterCompany {
  const ended = facts.dissolvedOn !== null && facts.dissolvedOn <= today;
  return { ...facts, state: ended ? 'dissolved' : facts.inLiquidation ? 'inLiquidation' : 'active' };
}

/** busy: it is us who hold back, to stay within the register's limits; maintenance: at a time that it announced. */
export type Reason = 'down' | 'blocked' | 'timeout' | 'badAnswer' | 'busy' | 'maintenance';

/** The register did not answer the question. Never the same as "there is no such subject". */
export interface Unavailable {
  kind: 'unavailable';
  reason: Reason;
  /** for the log: `HTTP 503`, `text/html`, `ECONNREFUSED` */
  detail: string;
  /** when asking again makes sense, as far as known */
  retryInMs: number | null;
}

export type Lookup =
  | {
      kind: 'found';
      company: RegisterCompany;
      fetchedAt: Instant;
      /** older than we would like, shown because the register does not answer now: `trouble` says why */
      stale: boolean;
      trouble: Reason | null;
    }
  /** `lastKnown`: what the register said before. A missing record does not mean that the company ended. */
  | { kind: 'notFound'; ico: Ico; fetchedAt: Instant; lastKnown: RegisterCompany | null }
  | Unavailable;

export type NameSearch =
  | {
      kind: 'matches';
      companies: RegisterCompany[];
      /** all that the register knows, of which `companies` are the first */
      total: number;
      fetchedAt: Instant;
      stale: boolean;
      trouble: Reason | null;
    }
  /** more than 1,000: ARES then names none */
  | { kind: 'tooMany'; total: number | null; fetchedAt: Instant }
  | Unavailable;
