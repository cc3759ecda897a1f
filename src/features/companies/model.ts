import type { Country } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';

export interface Company {
  id: CompanyId;
  name: string;
  /** eight digits */
  ico: string | null;
  country: Country;
  /** tax number, `CZ00000019`; never a birth number in clear */
  dic: string | null;
  /** IČ DPH, `SK2000000011`: not always SK and the DIČ */
  vatNumber: string | null;
  legalForm: string | null;
  street: string | null;
  city: string | null;
  /** `602 00` */
  postalCode: string | null;
  /** registered office on one line */
  officeLine: string | null;
  courtFile: string | null;
  foundedOn: PlainDate | null;
  dissolvedOn: PlainDate | null;
  inLiquidation: boolean;
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
  Partial<Omit<Company, 'id' | 'name' | 'createdAt' | 'ownerId' | 'version'>> & { domains?: string[] };

export const companyNameLimit = 300;
