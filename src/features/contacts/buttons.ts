import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { button } from '../../slack/ids.ts';

export const startContact = button<{ companyId: CompanyId | null }>('contacts.start');
export const editContact = button<ContactId>('contacts.edit');
/** Somebody knows better than the server that refused. */
export const addressWorks = button<ContactId>('contacts.addressWorks');
