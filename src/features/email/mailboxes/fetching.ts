/** From the numbers of a folder to stored messages; everything that comes from a server goes through here. */
import { addHours, type Instant } from '../../../lib/time.ts';
import type { MailboxConfig } from './config.ts';
import {
  fetchHeads,
  fetchOwnDates,
  fetchPieces,
  fetchSources,
  type Head,
  type OpenFolder,
  search,
} from './folder.ts';
import { type Guess, guessByHeaders } from './guess.ts';
import { type Fetched, keepBatch } from './ingest.ts';
import { placeToStart, reopen, uidsWithoutRows } from './numbering.ts';
import { sortByHeaders } from './wanted.ts';

export interface FetchOptions {
  /** what both the server and the mail itself date before is left alone */
  since: Instant | null;
  /** ... and what the server dates at or after this */
  until?: Instant | null;
  /** nobody is told of these messages, and a folder that was never read has them all */
  history?: boolean;
  onStored(): void;
  /** after each batch: so many of its messages have a row now, be it a reason only */
  onBatch?(count: number): Promise<void>;
}

type Folder = Omit<OpenFolder, 'uidValidity'>;

/** Opens the folder and stores what came after the cursor. @returns how many messages were met */
export async function fetchNewIn(
  folder: Folder,
  options: FetchOptions & { compare: boolean },
): Promise<number> {
  return withOpen(folder, options.compare, async (open, lastUid) => {
    const { ctx, client, mailbox } = open;
    // `n:*` also finds the last message when its UID is below n.
    const fresh = (await search(client, { uid: `${lastUid + 1}:*` })).filter((uid) => uid > lastUid);
    const place = { mailbox: mailbox.name, folder: open.folder, uidValidity: open.uidValidity };
    // An empty folder under a new numbering is remembered too.
    if (fresh.length === 0 && lastUid === 0) await keepBatch(ctx, { ...place, messages: [], upTo: 0 });
    await fetchUids(open, fresh, options, true);
    return fresh.length;
  });
}

/**
 * Compares the folder with the rows and fetches what the cursor passed and no row stands for.
 * @returns how many there were
 */
export async function fetchGapsIn(folder: Folder, options: FetchOptions): Promise<number> {
  return withOpen(folder, true, async (open, lastUid) => {
    const missing = await missingIn(open, options, lastUid);
    const found = await fetchUids(open, missing, options, false);
    if (found > 0 && !options.history) {
      const { ctx, mailbox } = open;
      ctx.log.warn({ mailbox: mailbox.name, folder: folder.folder, found }, 'mail without rows was fetched');
    }
    return found;
  });
}

/** What would become of what `fetchGapsIn` would fetch: with `since` further back, of the history of the folder. */
export async function guessGapsIn(
  folder: Folder,
  options: Pick<FetchOptions, 'since' | 'until' | 'history' | 'onBatch'>,
  guess: Guess,
): Promise<void> {
  await withOpen(folder, false, async (open, lastUid) => {
    const uids = await missingIn(open, options, lastUid);
    for (let from = 0; from < uids.length; from += headsAtOnce) {
      const some = await fetchHeads(open, uids.slice(from, from + headsAtOnce));
      const heads = await withinDates(open, some, options);
      for (const batch of inBatches(heads, open.mailbox)) {
        await guessByHeaders(open, batch, guess);
        await options.onBatch?.(batch.length);
      }
    }
  });
}

async function withOpen<T>(
  folder: Folder,
  compare: boolean,
  work: (open: OpenFolder, lastUid: number) => Promise<T>,
): Promise<T> {
  const lock = await folder.client.getMailboxLock(folder.folder, { readOnly: true });
  try {
    await reopen(folder.client, folder.folder);
    const { uidValidity, lastUid } = await placeToStart(folder, { compare });
    return await work({ ...folder, uidValidity }, lastUid);
  } finally {
    lock.release();
  }
}

/** By the server's days, with a day around for its zone: the exact moment is asked of each message. */
async function missingIn(
  open: OpenFolder,
  { since, history = false }: Pick<FetchOptions, 'since' | 'history'>,
  cursor: number,
): Promise<number[]> {
  const { mailbox: opened } = open.client;
  const lastUid = cursor === 0 && history && opened ? opened.uidNext - 1 : cursor;
  const day = since === null ? {} : { since: new Date(addHours(since, -48)) };
  const missing: number[] = [];
  // A whole folder's numbers in one answer could be millions.
  for (let from = 1; from <= lastUid; from += searchedAtOnce) {
    const uid = `${from}:${Math.min(from + searchedAtOnce - 1, lastUid)}`;
    missing.push(...(await uidsWithoutRows(open, await search(open.client, { uid, ...day }))));
  }
  return missing;
}

const searchedAtOnce = 50_000;
const headsAtOnce = 2000;

async function fetchUids(
  open: OpenFolder,
  uids: number[],
  options: FetchOptions,
  moveCursor: boolean,
): Promise<number> {
  const { ctx, mailbox } = open;
  const { history = false } = options;
  const place = { mailbox: mailbox.name, folder: open.folder, uidValidity: open.uidValidity };
  let found = 0;
  for (let from = 0; from < uids.length; from += headsAtOnce) {
    const some = uids.slice(from, from + headsAtOnce);
    const heads = await withinDates(open, await fetchHeads(open, some), options);
    const later = uids.length - from - some.length;
    for (const [batch, after] of withRest(inBatches(heads, mailbox))) {
      const { wanted, seen, unwanted } = await sortByHeaders(open, batch);
      const messages = [...seen, ...(await fetchWanted(open, wanted))];
      const upTo = moveCursor ? (batch.at(-1)?.uid ?? null) : null;
      const left = { count: after.length + later, since: after[0]?.serverAt ?? null };
      await keepBatch(ctx, { ...place, messages, unwanted, history, upTo, ...(history ? {} : { left }) });
      found += messages.length + unwanted.length;
      if (messages.length > 0) options.onStored();
      await options.onBatch?.(messages.length + unwanted.length);
    }
    // Those left alone and those deleted meanwhile are passed too.
    const upTo = moveCursor ? (some.at(-1) ?? null) : null;
    const left = history ? {} : { left: { count: later, since: null } };
    await keepBatch(ctx, { ...place, messages: [], upTo, ...left });
  }
  return found;
}

/** Each batch with the messages of those after it. */
const withRest = (batches: Head[][]): [Head[], Head[]][] =>
  batches.map((batch, index) => [batch, batches.slice(index + 1).flat()]);

/**
 * By the dates that come with the sizes: as a search it would depend on the clocks of both machines. A server whose
 * clock was wrong dates new mail years back, so what looks too old is asked for its own date.
 */
async function withinDates(
  { client, ctx }: OpenFolder,
  heads: Head[],
  { since, until = null }: Pick<FetchOptions, 'since' | 'until'>,
): Promise<Head[]> {
  const before = until === null ? heads : heads.filter(({ serverAt }) => serverAt < until);
  if (since === null) return before;
  const old = before.filter(({ serverAt }) => serverAt < since);
  const dates = await fetchOwnDates(
    client,
    old.map(({ uid }) => uid),
  );
  const now = ctx.time.now();
  return before.filter(({ uid, serverAt }) => {
    const own = dates.get(uid) ?? null;
    return serverAt >= since || (own !== null && own >= since && own <= now);
  });
}

/** One fetch takes at most so many messages and bytes; a larger message goes alone. */
const batchMessages = 50;
const batchBytes = 8_000_000;

function inBatches(heads: Head[], mailbox: MailboxConfig): Head[][] {
  const batches: Head[][] = [];
  let bytes = 0;
  for (const head of heads) {
    const last = batches.at(-1);
    if (last && last.length < batchMessages && bytes + head.size <= Math.min(batchBytes, limitOf(mailbox))) {
      last.push(head);
      bytes += head.size;
    } else {
      batches.push([head]);
      bytes = head.size;
    }
  }
  return batches;
}

const limitOf = ({ sizeLimitMb }: MailboxConfig): number => sizeLimitMb * 1_000_000;

/** Of a message over the limit this much is taken: the headers and, in all but odd ones, the text. */
const beginningBytes = 1_000_000;

/** The messages of one batch: either small ones, or one alone. */
async function fetchWanted({ client, mailbox }: OpenFolder, heads: Head[]): Promise<Fetched[]> {
  const [first] = heads;
  const isOver = first !== undefined && first.size > limitOf(mailbox);
  if (first && !isOver && first.size > batchBytes) {
    return [{ uid: first.uid, raw: fetchPieces(client, first.uid), serverAt: first.serverAt }];
  }
  const sources = await fetchSources(
    client,
    heads.map(({ uid }) => uid),
    isOver ? beginningBytes : undefined,
  );
  return heads.flatMap(({ uid, size, serverAt }) => {
    const raw = sources.get(uid);
    return raw ? [{ uid, raw, serverAt, ...(isOver ? { size } : {}) }] : [];
  });
}
