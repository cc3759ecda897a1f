/** From the numbers of a folder to stored messages; everything that comes from a server goes through here. */
import { addHours, type Instant } from '../../../lib/time.ts';
import { readSoon } from '../reading/reader.ts';
import { broughtAhead } from './ahead.ts';
import {
  askedAtOnce,
  batchBytes,
  type Dates,
  type Due,
  headsWithin,
  inBatches,
  limitOf,
  planBatches,
  withinDates,
} from './batches.ts';
import { fetchHeads, fetchMails, fetchPieces, type Head, type OpenFolder, search } from './folder.ts';
import { type Guess, guessByHeaders } from './guess.ts';
import { type Fetched, keepBatch } from './ingest.ts';
import { placeToStart, reopen, uidsWithoutRows } from './numbering.ts';
import type { Unwanted } from './unwanted-store.ts';
import { sortByHeaders } from './wanted.ts';

export interface FetchOptions extends Dates {
  /** nobody is told of these messages, and a folder that was never read has them all */
  history?: boolean;
  /** what the server dates before is stored without a word; null: a week back */
  newsFrom?: Instant | null;
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
    if (fresh.length >= manyMails) readSoon();
    // An empty folder under a new numbering is remembered too.
    if (fresh.length === 0 && lastUid === 0) await keepBatch(ctx, { ...place, messages: [], upTo: 0 });
    await fetchUids(open, fresh, options, true);
    return fresh.length;
  });
}

const manyMails = 50;

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
    for (let from = 0; from < uids.length; from += askedAtOnce) {
      const heads = await headsWithin(open, uids.slice(from, from + askedAtOnce), options);
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
  const before = folder.client.mailbox;
  const lock = await folder.client.getMailboxLock(folder.folder, { readOnly: true });
  try {
    // The lock opens only what is not open yet.
    if (folder.client.mailbox === before) await reopen(folder.client, folder.folder);
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
  for (let from = 0; from < uids.length; from += askedAtOnce) {
    const some = uids.slice(from, from + askedAtOnce);
    // Those left alone and those deleted meanwhile are passed too.
    const end = some.at(-1) ?? null;
    const later = uids.length - from - some.length;
    const batches = await planBatches(open, some, options);
    const beginnings = history ? [] : await beginningsOf(open, batches);
    const leftAfter = (index: number) => ({
      count: later + batches.slice(index + 1).flat().length,
      since: beginnings[index + 1] ?? null,
    });
    const keep = async (index: number, { messages, unwanted }: Brought) => {
      const upTo = index < batches.length - 1 ? (batches[index]?.at(-1)?.uid ?? null) : end;
      const left = history ? {} : { left: leftAfter(index) };
      await keepBatch(ctx, {
        ...place,
        messages,
        unwanted,
        history,
        newsFrom: options.newsFrom ?? null,
        upTo: moveCursor ? upTo : null,
        ...left,
      });
      if (messages.length > 0) options.onStored();
    };
    if (batches.length === 0) await keep(0, { messages: [], unwanted: [] });
    const work = broughtAhead(
      batches,
      (batch) => bring(open, batch, options),
      (brought, next) => haveRoom(open, brought, next),
    );
    for await (const [index, brought] of work) {
      await keep(index, brought);
      const count = brought.messages.length + brought.unwanted.length;
      found += count;
      await options.onBatch?.(count);
    }
  }
  return found;
}

/** When the first message of each batch came. */
async function beginningsOf(open: OpenFolder, batches: Due[][]): Promise<(Instant | null)[]> {
  const firsts = batches.flatMap(([first]) => first ?? []);
  // What the first batch holds is stored before anybody is told what is left.
  const asked = firsts.slice(1).filter(({ serverAt }) => serverAt === null);
  const heads = await fetchHeads(
    open,
    asked.map(({ uid }) => uid),
  );
  const told = new Map(heads.map(({ uid, serverAt }) => [uid, serverAt]));
  return firsts.map(({ uid, serverAt }) => serverAt ?? told.get(uid) ?? null);
}

interface Brought {
  messages: Fetched[];
  unwanted: Unwanted[];
}

/** What a team's mail is may depend on the one before, so that is stored first. */
const haveRoom = ({ mailbox }: OpenFolder, { messages }: Brought, next: Due[]): boolean =>
  mailbox.mode !== 'team' &&
  // Not every server tells sizes well: what came is counted as it came.
  sumOf(messages.map(({ raw }) => (Buffer.isBuffer(raw) ? raw.length : Infinity))) <= batchBytes &&
  sumOf(next.map(({ size }) => size)) <= batchBytes;

const sumOf = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0);

/** Everything is meant to be logged where colleagues send copies; of a team's mail what its header speaks for. */
async function bring(open: OpenFolder, batch: Due[], dates: Dates): Promise<Brought> {
  if (open.mailbox.mode !== 'team') return { messages: await fetchDue(open, batch, dates), unwanted: [] };
  const { wanted, seen, unwanted } = await sortByHeaders(open, batch.filter(isHead));
  return { messages: [...seen, ...(await fetchDue(open, wanted, dates))], unwanted };
}

const isHead = (due: Due): due is Head => due.serverAt !== null;

/** Of a message over the limit this much is taken: the headers and, in all but odd ones, the text. */
const beginningBytes = 1_000_000;

/** The messages of one batch: either small ones, or one alone. */
async function fetchDue(open: OpenFolder, batch: Due[], dates: Dates): Promise<Fetched[]> {
  const { client, mailbox } = open;
  const [first] = batch;
  const isOver = first !== undefined && first.size > limitOf(mailbox);
  if (first?.serverAt && !isOver && first.size > batchBytes) {
    return [{ uid: first.uid, raw: fetchPieces(client, first.uid), serverAt: first.serverAt }];
  }
  const mails = await fetchMails(
    open,
    batch.map(({ uid }) => uid),
    isOver ? beginningBytes : undefined,
  );
  const fetched = batch.flatMap(({ uid, size, serverAt }) => {
    const mail = mails.get(uid);
    if (!mail) return [];
    return [{ uid, raw: mail.raw, serverAt: serverAt ?? mail.serverAt, ...(isOver ? { size } : {}) }];
  });
  // Of some it is known only now when they came.
  return withinDates(open, fetched, dates);
}
