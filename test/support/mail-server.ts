/** A server for whoever proves or measures something: Dovecot, else hoodiecrow, which speaks no TLS and forgets its mail. */
import hoodiecrow from 'hoodiecrow-imap';
import { ImapFlow } from 'imapflow';
import { freePort } from '../../src/sandbox/ports.ts';
import { startDovecot, withoutDovecot } from './dovecot.ts';

export interface MailServer {
  name: string;
  /** for MAILBOXES */
  login: Record<string, unknown> & { host: string; port: number };
  append(raw: Buffer): Promise<unknown>;
  /** many at once, over one connection */
  appendAll(raws: Iterable<Buffer>): Promise<void>;
  empty(): Promise<void>;
  stop(): Promise<void>;
}

/** @param received what hoodiecrow says of a mail's arrival; Dovecot says the truth */
export async function startMailServer(received: string): Promise<MailServer> {
  return withoutDovecot === null ? ofDovecot() : ofHoodiecrow(received);
}

async function ofDovecot(): Promise<MailServer> {
  const { host, port, certificate, user, pass, append, asClient, empty, remove } = await startDovecot();
  return {
    name: 'Dovecot',
    login: { host, port, ca: certificate, user, pass },
    append: (raw) => append(raw),
    appendAll: (raws) =>
      asClient(async (client) => {
        for (const raw of raws) await client.append('INBOX', raw);
      }),
    empty,
    stop: remove,
  };
}

/** @param received INTERNALDATE of everything */
export async function ofHoodiecrow(received: string): Promise<MailServer> {
  const hoodie = hoodiecrow({
    plugins: ['IDLE', 'ID', 'UNSELECT', 'LITERALPLUS', 'AUTH-PLAIN'],
    storage: { INBOX: {} },
  });
  const port = await freePort();
  await new Promise<void>((resolve) => hoodie.listen(port, '127.0.0.1', resolve));
  const append = async (raw: Buffer): Promise<unknown> =>
    hoodie.appendMessage('INBOX', [], new Date(received), raw.toString('binary'));
  return {
    name: 'hoodiecrow, because Dovecot is not installed',
    login: {
      host: '127.0.0.1',
      port,
      secure: false,
      user: 'testuser',
      pass: 'testpass',
      addresses: ['crm@firma.example'],
    },
    append,
    async appendAll(raws) {
      for (const raw of raws) await append(raw);
    },
    async empty() {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port,
        secure: false,
        doSTARTTLS: false,
        auth: { user: 'testuser', pass: 'testpass' },
        logger: false,
      });
      await client.connect();
      const { exists } = await client.mailboxOpen('INBOX');
      if (exists > 0) await client.messageDelete('1:*');
      await client.logout();
    },
    stop: () => new Promise<void>((resolve) => hoodie.close(() => resolve())),
  };
}
