/** Where values come from, and what people say where a register differs. */
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { CompanyRegister, RegisterCompany } from '../registers/model.ts';
import type { RegisterField } from './fields.ts';
import type { NewCompany } from './model.ts';

/** `lead`: what a lead that it became had; `deal`: a deal that was won */
export type SourceKind = 'register' | 'person' | 'import' | 'mail' | 'lead' | 'deal';

export interface FieldSource {
  source: SourceKind;
  register: CompanyRegister | null;
  /** who typed it, or took it over */
  byId: PersonId | null;
  at: Instant;
}

/** By field; one that is missing was typed before anybody asked. */
export type FieldSources = Map<string, FieldSource>;

export interface RegisterDifference {
  field: RegisterField;
  ours: unknown;
  theirs: unknown;
}

/** What a register that was asked before says otherwise than a person typed. */
export interface Standing {
  register: CompanyRegister;
  record: RegisterCompany;
  differences: RegisterDifference[];
}

/** What a person said of one difference. */
export interface RegisterAnswer {
  id: number;
  companyId: CompanyId;
  field: string;
  answer: 'accepted' | 'kept';
  register: CompanyRegister;
  /** our columns before it was answered */
  ours: Partial<NewCompany>;
  theirs: Partial<NewCompany>;
  sourceBefore: FieldSource | null;
  byId: PersonId | null;
  at: Instant;
}
