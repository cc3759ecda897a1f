import type { ImapFlow } from 'imapflow';
import type { Ctx } from '../../../lib/context.ts';
import type { MailboxConfig } from './config.ts';

/** A command that takes longer than this without a byte from the server has lost it. */
const silenceMs = 60_000;

export interface ImapLogin {
  user: string;
  pass?: string;
  accessToken?: string;
}

/** @throws Error with `authenticationFailed` when the server refuses the credentials */
export async function openImap(
  ctx: Pick<Ctx, 'log'>,
  mailbox: MailboxConfig,
  login: ImapLogin,
): Promise<ImapFlow> {
  const isLocal = ['127.0.0.1', '::1', 'localhost'].includes(mailbox.host);
  // Loaded only where there is a mailbox.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: mailbox.host,
    port: mailbox.port,
    secure: mailbox.secure,
    // Without STARTTLS the password would travel in clear; on this machine it does not travel.
    ...(mailbox.secure || isLocal ? {} : { doSTARTTLS: true }),
    auth: login,
    ...(mailbox.ca ? { tls: { ca: mailbox.ca } } : {}),
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 30_000,
    socketTimeout: silenceMs,
    maxIdleTime: 4 * 60_000,
    clientInfo: { name: 'Vizitka' },
  });
  // Without a listener a lost connection would end the process; whoever waits on the client is told anyway.
  client.on('error', (error: Error) => ctx.log.debug({ mailbox: mailbox.name, err: error }, 'imap'));
  await client.connect();
  // A number that nothing here asks for would come with every message.
  client.enabled.delete('CONDSTORE');
  return client;
}
