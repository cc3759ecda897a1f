import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { button, menu } from '../../slack/ids.ts';

export const startContact = button<{ companyId: CompanyId | null }>('contacts.start');
export const editContact = button<ContactId>('contacts.edit');
/** Somebody knows better than the server that refused. */
export const addressWorks = button<ContactId>('contacts.addressWorks');
export const openContact = button<ContactId>('contacts.open');
/** sends it as a vCard to who clicks */
export const exportCard = button<ContactId>('contacts.export');
export const contactMenu = menu<{
  id: ContactId;
  what: 'terms' | 'silence' | 'again' | 'merge' | 'whoSees';
}>('contacts.menu');
