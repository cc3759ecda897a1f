/** Buttons of a company, apart from its views, so that other slices' views can carry them. */
import type { CompanyId, EventId } from '../../lib/ids.ts';
import { button } from '../../slack/ids.ts';
import type { CompanyRegister } from '../registers/model.ts';
import type { RegisterField } from './fields.ts';

/** without a register: whichever country knows the number */
interface InRegister {
  ico: string;
  register?: CompanyRegister;
}

export const openCompany = button<CompanyId>('companies.open');
export const editCompany = button<CompanyId>('companies.edit');
export const showContacts = button<CompanyId>('companies.contacts');
export const refreshCompany = button<CompanyId>('companies.refresh');
/** fields in which a register differs */
export interface Differing {
  id: CompanyId;
  fields: RegisterField[];
}
/** takes over what the register says of them */
export const takeOver = button<Differing>('companies.takeOver');
/** keeps ours until the register says something else */
export const keepOurs = button<Differing>('companies.keepOurs');
export const showDifferences = button<CompanyId>('companies.differences');
/** takes such answers back, by their ids */
export const undoAnswer = button<number[]>('companies.undoAnswer');
/** shows what the register says of a company that we do not have */
export const previewCompany = button<InRegister>('companies.preview');
/** makes it one of ours. `shown`: one of ours that is alike, which the person has seen */
export const keepRegisterCompany = button<InRegister & { shown?: CompanyId }>('companies.keep');
export const startCompany = button<{ name?: string; ico?: string }>('companies.start');
/** where each value comes from */
export const showSources = button<CompanyId>('companies.sources');
/** what changed on it, from this event backwards; null: from now */
export const showChanges = button<{ id: CompanyId; before?: EventId }>('companies.changes');
export const openParent = button<CompanyId>('companies.parent');
/** a DIČ that is a birth number, in clear for the one who asks */
export const revealTaxNumber = button<CompanyId>('companies.reveal');
/** to admins: changes that were held back are told, or let be */
export const tellHeld = button<string>('companies.tellHeld');
export const dropHeld = button<string>('companies.dropHeld');
