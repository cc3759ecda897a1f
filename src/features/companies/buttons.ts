/** Buttons of a company, apart from its views, so that other slices' views can carry them. */
import type { CompanyId } from '../../lib/ids.ts';
import { button } from '../../slack/ids.ts';

export const openCompany = button<CompanyId>('companies.open');
export const editCompany = button<CompanyId>('companies.edit');
export const showContacts = button<CompanyId>('companies.contacts');
export const refreshCompany = button<CompanyId>('companies.refresh');
/** takes over what the register says of a company of ours */
export const takeOverCompany = button<{ id: CompanyId; ico: string }>('companies.takeOver');
/** shows what the register says of a company that we do not have */
export const previewCompany = button<{ ico: string }>('companies.preview');
/** makes it one of ours */
export const keepRegisterCompany = button<{ ico: string }>('companies.keep');
export const startCompany = button<{ name?: string; ico?: string }>('companies.start');
