import type { Ctx } from '../../lib/context.ts';
import type { Check } from '../../operations/doctor.ts';
import type { MailboxConfig } from './config.ts';
import { connectMailbox } from './mailbox.ts';

/** `npm run doctor`: whether each mailbox lets us in and has its folders. */
export const mailChecks = (log: Ctx['log'], mailboxes: MailboxConfig[]): Check[] =>
  mailboxes.map((mailbox) => ({
    what: `mailbox ${mailbox.name}`,
    look: async () => {
      try {
        const connection = await connectMailbox({ log }, mailbox);
        connection.close();
        return `${mailbox.host} lets ${mailbox.user} in; reading ${mailbox.folders.join(', ')}`;
      } catch (error) {
        throw new Error(adviceFor(mailbox, error));
      }
    },
  }));

function adviceFor(mailbox: MailboxConfig, error: unknown): string {
  const { authenticationFailed, code, message } = error as {
    authenticationFailed?: boolean;
    code?: string;
    message: string;
  };
  if (authenticationFailed) {
    return `${mailbox.host} refuses the password of ${mailbox.user}: set a new one (or an app password) in MAILBOXES`;
  }
  if (code === 'ENOTFOUND') return `there is no server ${mailbox.host}: check "host" in MAILBOXES`;
  if (code === 'ECONNREFUSED' || code === 'CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return `${mailbox.host}:${mailbox.port} does not answer: check "port", "secure" and the firewall`;
  }
  return `${mailbox.host}: ${message}`;
}
