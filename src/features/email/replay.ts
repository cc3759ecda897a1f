import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import type { Ctx } from '../../lib/context.ts';
import { randomId } from '../../lib/ids.ts';
import { addMinutes, fromMillis, type Instant } from '../../lib/time.ts';
import { domainOf, isFreeMail, withoutTag } from './addresses.ts';
import { countWaiting } from './claim-store.ts';
import { type MailboxConfig, MailboxConfig as MailboxSchema } from './mailboxes/config.ts';
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
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const messages: string[] = [];
  for (const file of files.sort())
    if (file.endsWith('.eml') || (await beginsAsMessage(file))) messages.push(file);
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
  const run = randomId();
  for (const [index, file] of files.entries()) {
    const mailbox = await mailboxOf(file);
    const locator: Locator = {
      mailbox: mailbox.name,
      folder: `replay ${run}`,
      uidValidity: '1',
      uid: index + 1,
      part: '',
    };
    const raw = await readFile(file);
    await keepBatch(ctx, {
      ...locator,
      messages: [{ uid: index + 1, raw, size: raw.length, serverAt: receivedAt(raw, ctx) }],
      upTo: index + 1,
    });
    await processAll(ctx, mailbox);
    const email = await findEmailAt(ctx, locator);
    if (email) print(await lineOf(ctx, email, file));
    for (const attached of await listAttachedAt(ctx, locator)) print(await lineOf(ctx, attached, file));
  }
}

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

/**
 * A dropbox as the messages themselves tell of it: named crm@, or where the servers say they delivered to, or where
 * somebody of the same company forwarded to.
 */
export async function guessMailboxes(
  files: string[],
  ownDomains: string[],
): Promise<(file: string) => Promise<MailboxConfig>> {
  const named = new Set<string>();
  for (const file of files) {
    for (const address of addressesIn(await headOf(file))) if (address.startsWith('crm@')) named.add(address);
  }
  return async (file) => {
    const addresses = [...named, ...dropboxesIn(await headOf(file))];
    return MailboxSchema.parse({
      name: 'replay',
      host: 'none',
      user: 'replay',
      pass: 'none',
      mode: 'dropbox',
      addresses: addresses.length > 0 ? addresses : ['crm@vizitka.invalid'],
      ownDomains,
    });
  };
}

async function headOf(file: string): Promise<string> {
  const raw = await readFile(file);
  return raw.toString('latin1', 0, 20_000).split(/\r?\n\r?\n/)[0] ?? '';
}

function dropboxesIn(head: string): string[] {
  const field = (name: string) =>
    [...head.matchAll(new RegExp(`^${name}:((?:[^\\n]|\\n[ \\t])*)`, 'gim'))].flatMap(([, value = '']) =>
      addressesIn(value),
    );
  const delivered = [...field('delivered-to'), ...field('x-original-to')];
  const [from] = field('from');
  const [to, ...others] = [...field('to'), ...field('cc')];
  const isForward = /^subject:\s*(fwd?|fw|wg|p=c5=98|=\?[^?]+\?[bq]\?)/im.test(head);
  const toColleague =
    from && to && others.length === 0 && isForward && domainOf(from) === domainOf(to) ? [to] : [];
  return [...delivered, ...toColleague].filter((address) => !isFreeMail(domainOf(address)));
}

const addressesIn = (text: string): string[] =>
  (text.toLowerCase().match(/[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/g) ?? []).map(withoutTag);

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
