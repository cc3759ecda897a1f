/** Buttons of a company, apart from its views, so that other slices' views can carry them. */
import type { CompanyId } from '../../lib/ids.ts';
import { button } from '../../slack/ids.ts';
import type { CompanyRegister } from '../registers/model.ts';

/** without a register: whichever country knows the number */
interface InRegister {
  ico: string;
  register?: CompanyRegister;
}

export const openCompany = button<CompanyId>('companies.open');
export const editCompany = button<CompanyId>('companies.edit');
export const showContacts = button<CompanyId>('companies.contacts');
export const refreshCompany = button<CompanyId>('companies.refresh');
/** takes over what the register says of a company of ours */
export const takeOverCompany = button<InRegister & { id: CompanyId }>('companies.takeOver');
/** shows what the register says of a company that we do not have */
export const previewCompany = button<InRegister>('companies.preview');
/** makes it one of ours */
export const keepRegisterCompany = button<InRegister>('companies.keep');
export const startCompany = button<{ name?: string; ico?: string }>('companies.start');
