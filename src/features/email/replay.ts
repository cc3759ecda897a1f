import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import type { Ctx } from '../../lib/context.ts';
import { randomId } from '../../lib/ids.ts';
import { addMinutes, fromMillis, type Instant } from '../../lib/time.ts';
import { countWaiting } from './claim-store.ts';
import type { MailboxConfig } from './mailboxes/config.ts';
import { keepBatch } from './mailboxes/ingest.ts';
import type { Direction, Email, EmailId, FileKind, Locator, Outcome, ReasonCode } from './model.ts';
import { readDrawer } from './privacy/drawer-store.ts';
import { processWaiting } from './process.ts';
import { findEmailAt, listAttachedAt } from './store.ts';
import { findText, listFiles } from './text-store.ts';

/** What is printed for each message. */
export interface ReplayLine {
  file: string;
  messageId: string | null;
  /** the address */
  from: string | null;
  to: string[];
  subject: string | null;
  date: Instant | null;
  direction: Direction | null;
  outcome: Outcome | 'received';
  reason: ReasonCode | null;
  /** `D-42` */
  deal: string | null;
  company: string | null;
  contact: string | null;
  forwardedBy: string | null;
  attachments: { name: string; type: string; size: number; kind: FileKind }[];
  text: string;
  quoted: string;
  note: string | null;
}

/** The file, or every message below the folder (what is named .eml, or begins as a message does), in the order of names. */
export async function mailFilesIn(place: string): Promise<string[]> {
  if (!(await stat(place)).isDirectory()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name));
  const messages: string[] = [];
  for (const file of files.sort()) {
    const isFile = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    // What cannot be opened is no message, unless its name says that it is one.
    if (isFile && (/\.eml$/i.test(file) || (await beginsAsMessage(file).catch(() => false))))
      messages.push(file);
  }
  return messages;
}

async function beginsAsMessage(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4000), 0, 4000, 0);
    const head = buffer.toString('latin1', 0, bytesRead).replace(/^From [^\n]*\n/, '');
    return /^[!-9;-~]+:[ \t]/.test(head) && /^(from|received|date|message-id|mime-version):/im.test(head);
  } finally {
    await handle.close();
  }
}

/**
 * Runs files through the same pipeline as mail from a server: kept, then decided, one after another.
 * @param mailboxOf the mailbox that a file counts as found in
 * @param print called for each message, further ones for messages attached to a forward
 */
export async function replay(
  ctx: Ctx,
  files: string[],
  mailboxOf: (file: string) => Promise<MailboxConfig>,
  print: (line: ReplayLine) => void,
): Promise<void> {
  const folder = `replay ${randomId()}`;
  let uid = 0;
  for (const file of files) {
    const content = await readFile(file).catch(() => null);
    if (content === null) {
      print({ ...nothingRead, file });
      continue;
    }
    const mailbox = await mailboxOf(file);
    for (const raw of messagesIn(content)) {
      uid += 1;
      const locator: Locator = { mailbox: mailbox.name, folder, uidValidity: '1', uid, part: '' };
      const messages = [{ uid, raw, size: raw.length, serverAt: receivedAt(raw, ctx) }];
      await keepBatch(ctx, { ...locator, messages, upTo: uid });
      await processAll(ctx, mailbox);
      const email = await findEmailAt(ctx, locator);
      if (email) print(await lineOf(ctx, email, file));
      for (const attached of await listAttachedAt(ctx, locator)) print(await lineOf(ctx, attached, file));
    }
  }
}

/** Of a mailbox in one file (mbox) the messages in it, each with its separator; else the whole. */
function messagesIn(content: Buffer): Buffer[] {
  if (content.toString('latin1', 0, 5) !== 'From ') return [content];
  const starts = [...content.toString('latin1').matchAll(separator)].map(({ index }) => index);
  return [0, ...starts].map((start, at) => content.subarray(start, starts[at]));
}

// `From jan@x.example Tue Mar  3 10:15:00 2026`, an empty line above it and a field below
const separator = /(?<=\n\r?\n)From [^\n]{0,200}\d{1,2}:\d{2}[^\n]{0,40}\r?\n(?=[!-9;-~]{1,80}:)/g;

const nothingRead: Omit<ReplayLine, 'file'> = {
  messageId: null,
  from: null,
  to: [],
  subject: null,
  date: null,
  direction: null,
  outcome: 'quarantined',
  reason: 'unreadable',
  deal: null,
  company: null,
  contact: null,
  forwardedBy: null,
  attachments: [],
  text: '',
  quoted: '',
  note: null,
};

/** Until every message has an outcome; one that fails is tried again at once instead of after its pause. */
async function processAll(ctx: Ctx, mailbox: MailboxConfig): Promise<void> {
  for (let pause = 0; pause < 10; pause += 1) {
    const later = { ...ctx, time: { now: () => addMinutes(ctx.time.now(), pause * 60) } };
    while ((await processWaiting(later, [mailbox])) > 0);
    if ((await countWaiting(ctx, mailbox.name)) === 0) return;
  }
}

/** What a server would say: the date of the topmost Received field. */
function receivedAt(raw: Buffer, ctx: Ctx): Instant {
  const head = raw.toString('latin1', 0, 20_000).split(/\r?\n\r?\n/)[0] ?? '';
  const received = /^received:((?:[^\n]|\n[ \t])*)/im.exec(head)?.[1] ?? '';
  const at = Date.parse(
    received
      .slice(received.lastIndexOf(';') + 1)
      .replace(/\([^)]*\)/g, ' ')
      .trim(),
  );
  return Number.isNaN(at) ? ctx.time.now() : fromMillis(at);
}

async function lineOf(ctx: Ctx, email: Email, file: string): Promise<ReplayLine> {
  // The text of a duplicate is kept once, with the mail that came first.
  const owner = email.reason?.code === 'sameMail' ? (email.reason.details.email as EmailId) : email.id;
  const shown = await findText(ctx, owner);
  // Whoever runs this has the files before them: what is private in the product is no secret here.
  const drawer = await readDrawer(ctx, owner);
  const text = shown && { ...shown, ...drawer?.text };
  const files = await listFiles(ctx, owner);
  const name = async (table: 'companies' | 'contacts', id: number | null) =>
    id === null ? null : ((await ctx.db(table).where({ id }).first('name'))?.name ?? null);
  return {
    file,
    messageId: email.messageId,
    from: email.from?.address || null,
    to: text?.to.map(({ address }) => address) ?? [],
    subject: drawer?.subject ?? email.subject,
    date: email.sentAt,
    direction: email.direction,
    outcome: email.status,
    reason: email.reason?.code ?? null,
    deal: email.dealId === null ? null : `D-${email.dealId}`,
    company: await name('companies', email.companyId),
    contact: await name('contacts', email.contactId),
    forwardedBy: email.forwardedBy,
    attachments: files.map(({ name: fileName, type, size, kind }) => ({ name: fileName, type, size, kind })),
    text: text?.text ?? '',
    quoted: text?.quoted ?? '',
    note: text?.note ?? null,
  };
}

/** A database of its own that is gone afterwards, unless one is named. */
export async function withDatabase(
  url: string | null,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const file = path.join(tmpdir(), `vizitka-replay-${randomId()}.sqlite`);
  const database = openDatabase(url ?? `sqlite:${file}`);
  try {
    await migrate(database);
    await work(database);
  } finally {
    await database.close();
    if (url === null)
      for (const suffix of ['', '-wal', '-shm']) await rm(`${file}${suffix}`, { force: true });
  }
}
