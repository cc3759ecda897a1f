/** A mail to a contact begins with a blind copy to the dropbox, so that it is logged by itself. */
import type { ContactPart } from '../contacts/part.ts';
import { mailboxesOf } from './mailboxes/mailbox-people.ts';

export const writeToContact: ContactPart = {
  async card(ctx) {
    const dropbox = mailboxesOf(ctx).find(({ mode }) => mode === 'dropbox');
    const bcc = dropbox?.addresses[0] ?? dropbox?.user;
    return {
      write: (address) =>
        `mailto:${encodeURIComponent(address).replace('%40', '@')}${bcc ? `?bcc=${encodeURIComponent(bcc)}` : ''}`,
    };
  },
};
