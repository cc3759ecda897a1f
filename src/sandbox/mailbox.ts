/** The demo's mail: a local IMAP server with one mailbox, and a way to write into it as anybody. */
import hoodiecrow from 'hoodiecrow-imap';
import { createTransport } from 'nodemailer';
import { randomId } from '../lib/ids.ts';
import { millis, type Time } from '../lib/time.ts';
import { freePort } from './ports.ts';
import type { Mail, MailExtra, MailItem } from './protocol.ts';

export interface SandboxMailbox extends MailExtra {
  host: string;
  port: number;
  user: string;
  pass: string;
  send(mail: Mail): Promise<void>;
  list(): MailItem[];
  stop(): Promise<void>;
}

export interface MailboxOptions {
  /** addresses that deliver into the mailbox; a `+tag` is allowed on each */
  addresses: string[];
  senders: { name: string; address: string; colleague: boolean }[];
  time: Time;
  /** what was written before; the server itself begins empty */
  mails?: MailItem[];
}

export async function startMailbox(options: MailboxOptions): Promise<SandboxMailbox> {
  const server = hoodiecrow({
    plugins: ['IDLE', 'ID', 'UNSELECT', 'ENABLE', 'SPECIAL-USE', 'LITERALPLUS', 'SASL-IR', 'AUTH-PLAIN'],
    // Its messages live as long as the process: a new UIDVALIDITY says so to a database that outlives it.
    storage: { INBOX: { uidvalidity: Math.floor(millis(options.time.now()) / 1000) } },
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const mails: MailItem[] = [...(options.mails ?? [])];
  let changed = () => {};
  return {
    host: '127.0.0.1',
    port,
    user: 'testuser',
    pass: 'testpass',
    list: () => mails,
    senders: () => options.senders,
    addresses: () => options.addresses,
    onChange: (listener) => {
      changed = listener;
    },
    async send(mail) {
      const messageId = `<${randomId()}@${mail.from.split('@')[1]?.replace(/[^\w.-]/g, '') || 'posta.example'}>`;
      const at = options.time.now();
      mails.push({ ...mail, id: messageId, at });
      const delivered = [mail.to, mail.cc, mail.bcc].join(',').toLowerCase();
      if (options.addresses.some((address) => reaches(delivered, address))) {
        const raw = await compose(mail, messageId, new Date(at));
        server.appendMessage('INBOX', [], new Date(at), raw.toString('binary'));
      }
      changed();
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const reaches = (delivered: string, address: string): boolean => {
  const [local, domain] = address.split('@') as [string, string];
  return delivered.includes(address) || (delivered.includes(`${local}+`) && delivered.includes(`@${domain}`));
};

/** The message as it arrives: a receiver never sees the BCC header, but the server notes for whom it was. */
async function compose(mail: Mail, messageId: string, date: Date): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail({
    from: mail.from,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId,
    date,
    ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo, references: mail.inReplyTo } : {}),
    ...(mail.bcc ? { headers: { 'Delivered-To': mail.bcc } } : {}),
    attachments: mail.attachments?.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content, 'base64'),
    })),
  });
  return message as Buffer;
}
