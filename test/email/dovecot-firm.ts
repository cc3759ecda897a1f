/** The firm of Eva and Tomáš with mailboxes on a Dovecot of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, onTestFinished } from 'vitest';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { findMailboxState } from '../../src/features/email/mailboxes/cursors.ts';
import { type MailPollers, startMailPollers } from '../../src/features/email/mailboxes/poller.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { sleep } from '../../src/lib/time.ts';
import { type World, world } from '../support/context.ts';
import { customers } from '../support/customers.ts';
import { type Dovecot, startDovecot } from '../support/dovecot.ts';

export const riha = 'Petr Říha <riha@mostni-stavby.example>';

/** The same for the same subject, and no word of it. */
const numberOf = (subject: string): string => Buffer.from(subject).toString('hex');

/** A letter as a client writes it. */
export const letter = (fields: {
  from: string;
  to?: string;
  subject: string;
  text?: string;
  id?: string | null;
  date?: string;
  more?: string[];
}): string =>
  [
    `From: ${fields.from}`,
    `To: ${fields.to ?? 'crm@firma.example'}`,
    `Subject: ${fields.subject}`,
    `Date: ${fields.date ?? 'Mon, 8 Mar 2027 08:00:00 +0100'}`,
    ...(fields.id === null ? [] : [`Message-ID: <${fields.id ?? numberOf(fields.subject)}@posta.example>`]),
    ...(fields.more ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    fields.text ?? 'Dobrý den.',
    '',
  ].join('\r\n');

export interface Firm extends World {
  /** where raw messages are kept */
  files: string;
  /** the names of all raw messages that are kept */
  kept(): string[];
  reading(): MailPollers;
  decided(): Promise<{ subject: string | null; status: string; reason: string; deal_id: number | null }[]>;
  untilDecided(count: number): Promise<void>;
  untilRead(mailbox: string): Promise<void>;
}

/** One server for the tests of a file, empty at the beginning of each. */
export function onDovecot(): {
  server: () => Dovecot;
  firm(mailbox?: Record<string, unknown>, options?: { now?: string }): Promise<Firm>;
} {
  let server: Dovecot;
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(() => server.remove());
  afterEach(() => server.empty());
  return {
    server: () => server,
    async firm(mailbox = {}, options = {}) {
      const files = mkdtempSync(path.join(tmpdir(), 'vizitka-mail-'));
      onTestFinished(() => rmSync(files, { recursive: true, force: true }));
      const mailboxes = [configOf(server, mailbox)];
      const made = await world({ ...options, ports: { mailBlobs: folderBlobs(files), mailboxes } });
      await customers(made);
      return { ...made, ...helpers(made.system, files, mailboxes) };
    },
  };
}

const configOf = ({ host, port, certificate, user, pass }: Dovecot, more: Record<string, unknown>) =>
  MailboxConfig.parse({
    name: 'crm',
    host,
    port,
    ca: certificate,
    user,
    pass,
    mode: 'dropbox',
    pollSeconds: 5,
    ...more,
  });

function helpers(system: Ctx, files: string, mailboxes: MailboxConfig[]) {
  const decided: Firm['decided'] = () =>
    system
      .db('inbound_emails')
      .whereNot({ status: 'received' })
      .orderBy('id')
      .select('subject', 'status', 'reason', 'deal_id');
  return {
    files,
    kept: () =>
      readdirSync(files, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml')),
    reading() {
      const pollers = startMailPollers(system, mailboxes);
      onTestFinished(() => pollers.stop());
      pollers.start();
      return pollers;
    },
    decided,
    untilDecided: (count: number) => until(async () => (await decided()).length >= count),
    untilRead: (mailbox: string) =>
      until(async () => (await findMailboxState(system, mailbox)).lastSuccessAt !== null),
  };
}

export async function until(what: () => Promise<boolean>, seconds = 25): Promise<void> {
  for (let tries = 0; tries < seconds * 20; tries += 1) {
    if (await what()) return;
    await sleep(50);
  }
  throw new Error('it did not happen in time');
}

/** Everything that the database and the files hold, as one text. */
export async function everythingKept({ system, files, kept }: Firm): Promise<string> {
  const tables = [
    'inbound_emails',
    'email_texts',
    'email_files',
    'activities',
    'events',
    'outbox',
    'search_texts',
  ];
  const rows: string[] = [];
  for (const table of tables) {
    if (await system.database.writer.schema.hasTable(table))
      rows.push(JSON.stringify(await system.db(table as 'events')));
  }
  return [...rows, ...kept().map((name) => readFileSync(path.join(files, name), 'utf8'))].join('\n');
}
