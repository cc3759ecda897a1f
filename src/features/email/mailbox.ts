import type { ImapFlow } from 'imapflow';
import type { Ctx } from '../../lib/context.ts';
import { at, fromMillis, type Instant, instantOf, type PlainDate, sleep } from '../../lib/time.ts';
import type { MailboxConfig } from './config.ts';
import { findCursor } from './cursors.ts';
import { openImap } from './imap.ts';
import { type Fetched, keepBatch } from './ingest.ts';

/** One connection to a mailbox. Nothing on the server is ever changed: folders are opened read-only. */
export interface MailboxConnection {
  /** Stores what is new in every folder. @returns how many messages were stored */
  fetchNew(ctx: Ctx, onStored: () => void): Promise<number>;
  /** Returns when the server announces something, after `seconds`, or when the connection is lost or aborted. */
  waitForNews(seconds: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** @throws Error with `authenticationFailed` when the server refuses the credentials */
export async function connectMailbox(
  ctx: Pick<Ctx, 'log'>,
  mailbox: MailboxConfig,
): Promise<MailboxConnection> {
  const client = await openImap(ctx, mailbox, {
    user: mailbox.user,
    ...(mailbox.pass ? { pass: mailbox.pass } : {}),
  });
  const folders = await resolveFolders(client, mailbox.folders);
  let more = false;
  client.on('exists', () => {
    more = true;
  });
  return {
    async fetchNew(reading, onStored) {
      more = false;
      let stored = 0;
      // The first folder last: it stays open for IDLE, with nothing unheard in between.
      for (const folder of folders.toReversed()) {
        stored += await fetchFolder(reading, client, mailbox, folder, onStored);
      }
      return stored;
    },
    async waitForNews(seconds, signal) {
      if (more) return;
      const lock = await client.getMailboxLock(folders[0] ?? 'INBOX', { readOnly: true });
      try {
        const idling = client.idle();
        await announced(client, seconds, signal);
        // Any command ends IDLE; this one also fails when the server is gone.
        if (client.usable && !signal.aborted) await client.noop();
        else client.close();
        await idling;
      } finally {
        lock.release();
      }
      // idle() resolves when the connection is lost.
      if (!client.usable && !signal.aborted) throw new Error('the connection was lost');
    },
    close: () => client.close(),
  };
}

/** `\Sent` and its kin are found by their special use, whatever they are called there. */
async function resolveFolders(client: ImapFlow, folders: string[]): Promise<string[]> {
  if (!folders.some((folder) => folder.startsWith('\\'))) return folders;
  const listed = await client.list();
  return folders.map((folder) => {
    if (!folder.startsWith('\\')) return folder;
    const found = listed.find(({ specialUse }) => specialUse?.toLowerCase() === folder.toLowerCase());
    if (!found) throw new Error(`the server has no folder for ${folder}`);
    return found.path;
  });
}

async function announced(client: ImapFlow, seconds: number, signal: AbortSignal): Promise<void> {
  const enough = new AbortController();
  const stop = () => enough.abort();
  client.once('exists', stop);
  client.once('close', stop);
  signal.addEventListener('abort', stop, { once: true });
  await sleep(seconds * 1000, enough.signal);
  client.off('exists', stop);
  client.off('close', stop);
  signal.removeEventListener('abort', stop);
}

/** One fetch takes at most so many messages and bytes; a larger message goes alone. */
const batchMessages = 50;
const batchBytes = 8_000_000;
/** Of a message over the limit this much is taken: the headers and, in all but odd ones, the text. */
const beginningBytes = 1_000_000;

async function fetchFolder(
  ctx: Ctx,
  client: ImapFlow,
  mailbox: MailboxConfig,
  folder: string,
  onStored: () => void,
): Promise<number> {
  const lock = await client.getMailboxLock(folder, { readOnly: true });
  try {
    // Opened anew in each round: what an open folder says of its UIDNEXT is as old as its opening.
    await client.mailboxOpen(folder, { readOnly: true });
    const { uidValidity, lastUid } = await placeToStart(ctx, client, mailbox.name, folder);
    const uids = await search(client, `${lastUid + 1}:*`);
    // `n:*` also finds the last message when its UID is below n.
    const fresh = uids.filter((uid) => uid > lastUid).sort((a, b) => a - b);
    // By the dates that come with the sizes: as a search it would depend on the clocks of both machines.
    const since = mailbox.since ? instantOf(at(mailbox.since as PlainDate, '00:00'), ctx.settings.zone) : '';
    for (let first = 0; first < fresh.length; first += 500) {
      const uidsNow = fresh.slice(first, first + 500);
      const heads = (await fetchHeads(client, uidsNow)).filter(({ serverAt }) => serverAt >= since);
      const place = { mailbox: mailbox.name, folder, uidValidity };
      for (const batch of inBatches(heads)) {
        const messages = await fetchBatch(client, batch, mailbox.sizeLimitMb * 1_000_000);
        await keepBatch(ctx, { ...place, messages, upTo: batch.at(-1)?.uid ?? lastUid });
        onStored();
      }
      await keepBatch(ctx, { ...place, messages: [], upTo: uidsNow.at(-1) ?? lastUid });
    }
    // An empty folder under a new numbering is remembered too.
    if (fresh.length === 0 && lastUid === 0) {
      await keepBatch(ctx, { mailbox: mailbox.name, folder, uidValidity, messages: [], upTo: 0 });
    }
    return fresh.length;
  } finally {
    lock.release();
  }
}

/**
 * Where reading goes on. Another UIDVALIDITY means that all UIDs are new: the folder is read again, and the mails'
 * identities tell what was seen. A server that numbers anew under the same UIDVALIDITY gets a generation of ours.
 */
async function placeToStart(ctx: Ctx, client: ImapFlow, mailbox: string, folder: string) {
  const opened = client.mailbox;
  if (!opened) throw new Error(`${folder} is not open`);
  const said = String(opened.uidValidity);
  const cursor = await findCursor(ctx, mailbox, folder);
  const [known, generation = '0'] = cursor?.uidValidity.split('.') ?? [];
  if (!cursor || known !== said) return { uidValidity: said, lastUid: 0 };
  // Some servers do not say.
  const countsOn = !opened.uidNext || opened.uidNext > cursor.lastUid;
  if (countsOn) return { uidValidity: cursor.uidValidity, lastUid: cursor.lastUid };
  ctx.log.warn(
    { mailbox, folder, uidNext: opened.uidNext, lastUid: cursor.lastUid },
    'the server counts anew',
  );
  return { uidValidity: `${said}.${Number(generation) + 1}`, lastUid: 0 };
}

async function search(client: ImapFlow, uids: string): Promise<number[]> {
  const found = await client.search({ uid: uids }, { uid: true });
  // A refused search is not "no mail".
  if (!Array.isArray(found)) throw new Error('the search failed');
  return found;
}

interface Head {
  uid: number;
  size: number;
  serverAt: Instant;
}

async function fetchHeads(client: ImapFlow, uids: number[]): Promise<Head[]> {
  const found = await client.fetchAll(
    uids.join(','),
    { uid: true, size: true, internalDate: true },
    { uid: true },
  );
  const heads = new Map(
    found.map(({ uid, size, internalDate }) => [
      uid,
      { uid, size: size ?? 0, serverAt: serverTime(internalDate) },
    ]),
  );
  await assertGone(
    client,
    uids.filter((uid) => !heads.has(uid)),
  );
  return [...heads.values()].sort((a, b) => a.uid - b.uid);
}

const serverTime = (date: Date | string | undefined): Instant =>
  fromMillis(date ? new Date(date).getTime() : 0);

function inBatches(heads: Head[]): Head[][] {
  const batches: Head[][] = [];
  let bytes = 0;
  for (const head of heads) {
    const last = batches.at(-1);
    if (last && last.length < batchMessages && bytes + head.size <= batchBytes) {
      last.push(head);
      bytes += head.size;
    } else {
      batches.push([head]);
      bytes = head.size;
    }
  }
  return batches;
}

async function fetchBatch(client: ImapFlow, batch: Head[], limit: number): Promise<Fetched[]> {
  const isWhole = batch.every(({ size }) => size <= limit);
  const found = await client.fetchAll(
    batch.map(({ uid }) => uid).join(','),
    { uid: true, source: isWhole ? true : { start: 0, maxLength: beginningBytes } },
    { uid: true },
  );
  const sources = new Map(found.map(({ uid, source }) => [uid, source]));
  const fetched: Fetched[] = [];
  for (const { uid, size, serverAt } of batch) {
    const raw = sources.get(uid);
    if (raw) fetched.push({ uid, raw, size: isWhole ? raw.length : size, serverAt });
  }
  await assertGone(
    client,
    batch.map(({ uid }) => uid).filter((uid) => !sources.get(uid)),
  );
  return fetched;
}

/** A message that was listed and did not come must have been deleted meanwhile; else the cursor may not pass it. */
async function assertGone(client: ImapFlow, uids: number[]): Promise<void> {
  if (uids.length === 0) return;
  const still = await search(client, uids.join(','));
  if (still.length > 0) throw new Error(`the server did not send ${still.length} messages that it has`);
}
