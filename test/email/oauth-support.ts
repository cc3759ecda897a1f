import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import type { Dovecot } from '../support/dovecot.ts';
import type { TokenServer } from '../support/token-server.ts';

export const secretsKey = 'klic-k-zetonum-ktery-ma-dost-znaku-na-konci';

/** What stands in MAILBOXES for a mailbox that is opened by consent. */
export const consentMailbox = (
  server: Pick<Dovecot, 'host' | 'port' | 'certificate' | 'user'>,
  tokens: TokenServer,
  flow: 'device' | 'browser' = 'device',
) => ({
  name: 'crm',
  host: server.host,
  port: server.port,
  ca: server.certificate,
  user: server.user,
  mode: 'dropbox',
  oauth: {
    provider: 'other',
    clientId: 'vizitka-zkouska',
    tokenUrl: tokens.tokenUrl,
    scope: 'mail offline_access',
    ...(flow === 'device' ? { deviceUrl: tokens.deviceUrl } : { authorizeUrl: tokens.authorizeUrl }),
  },
});

export const parsedMailbox = (...args: Parameters<typeof consentMailbox>): MailboxConfig =>
  MailboxConfig.parse(consentMailbox(...args));
