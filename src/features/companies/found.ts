/** What a search for companies brings, and what is picked of it. */
import type { CompanyId } from '../../lib/ids.ts';
import type { CompanyRegister, Ico, Lookup, NameSearch, RegisterCompany } from '../registers/model.ts';
import type { Company, NewCompany } from './model.ts';

export interface FoundCompanies {
  own: Company[];
  /** those that we do not have yet */
  register: RegisterCompany[];
  /** how ARES answered; null when it was not asked */
  answer: Lookup | NameSearch | null;
  /** the same of RPO */
  slovak?: Lookup | NameSearch | null;
}

/** What was chosen in a type-ahead; small enough for an option's value. */
export type CompanyPick =
  | { kind: 'own'; id: CompanyId }
  /** of ARES, unless said otherwise */
  | { kind: 'register'; ico: Ico; register?: CompanyRegister }
  | { kind: 'typed'; name: string };

export interface PickedCompany {
  companyId: CompanyId | null;
  /** to be created with what it was picked for */
  newCompany: NewCompany | null;
}
