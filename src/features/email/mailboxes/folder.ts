/** What is asked of a folder that is open on the server. A refused question throws: it is never "no mail". */
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { Ctx } from '../../../lib/context.ts';
import { addHours, fromMillis, type Instant } from '../../../lib/time.ts';
import type { MailboxConfig } from './config.ts';

/** A folder open on the server, and the numbering under which its mails are known here. */
export interface OpenFolder {
  ctx: Ctx;
  client: ImapFlow;
  mailbox: MailboxConfig;
  folder: string;
  /** the server's UIDVALIDITY, and where that was not enough a generation of ours: `1718000000.1` */
  uidValidity: string;
}

/** What is known of a message before it is fetched. */
export interface Head {
  uid: number;
  /** RFC822.SIZE: not every server counts well */
  size: number;
  serverAt: Instant;
}

interface Query {
  uid: string;
  since?: Date;
  /** bytes */
  larger?: number;
  smaller?: number;
}

export async function search(client: ImapFlow, query: Query): Promise<number[]> {
  const found = await searchIfTaken(client, query);
  if (!found) throw new Error('the search failed');
  return found;
}

/** Where there is another way to know. @returns null when the server refuses the question, or is gone */
export async function searchIfTaken(client: ImapFlow, query: Query): Promise<number[] | null> {
  const found = await client.search(query, { uid: true });
  return Array.isArray(found) ? found.sort((a, b) => a - b) : null;
}

/** `7:9,12`: numbers of a folder are mostly in a row, and both sides read each that is written out. */
export function setOf(uids: number[]): string {
  const rows: [from: number, to: number][] = [];
  for (const uid of uids.toSorted((a, b) => a - b)) {
    const last = rows.at(-1);
    if (last && uid <= last[1] + 1) last[1] = uid;
    else rows.push([uid, uid]);
  }
  return rows.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(',');
}

/** Sizes and dates of these messages, in the order of UIDs; those deleted meanwhile are left out. */
export async function fetchHeads({ ctx, client }: OpenFolder, uids: number[]): Promise<Head[]> {
  if (uids.length === 0) return [];
  const found = await client.fetchAll(
    setOf(uids),
    { uid: true, size: true, internalDate: true },
    { uid: true },
  );
  const heads = found.map(({ uid, size, internalDate }) => ({
    uid,
    size: size ?? 0,
    serverAt: believable(internalDate, ctx.time.now()),
  }));
  await assertGone(client, missingOf(uids, heads));
  return heads.sort((a, b) => a.uid - b.uid);
}

/** A server whose clock is wrong, or that says nothing: then it came when we saw it. */
function believable(date: Date | string | undefined, now: Instant): Instant {
  const ms = date ? new Date(date).getTime() : 0;
  if (Number.isNaN(ms) || ms < firstMail) return now;
  const said = fromMillis(ms);
  return said > addHours(now, 24) ? now : said;
}

const firstMail = Date.UTC(1990, 0, 1);

/** What a message says of its own date, where that matters: null when it says nothing. */
export async function fetchOwnDates(client: ImapFlow, uids: number[]): Promise<Map<number, Instant | null>> {
  if (uids.length === 0) return new Map();
  const found = await client.fetchAll(setOf(uids), { uid: true, envelope: true }, { uid: true });
  return new Map(
    found.map(({ uid, envelope }) => {
      const ms = envelope?.date ? new Date(envelope.date).getTime() : Number.NaN;
      return [uid, Number.isNaN(ms) ? null : fromMillis(ms)];
    }),
  );
}

/** So much of the header decides; what is longer was not written by people. */
const headerBytes = 256_000;

/** The header fields of these messages as they stand. */
export async function fetchHeaders(client: ImapFlow, uids: number[]): Promise<Map<number, Buffer>> {
  if (uids.length === 0) return new Map();
  const found = await client.fetchAll(
    setOf(uids),
    { uid: true, bodyParts: [{ key: 'HEADER', start: 0, maxLength: headerBytes }] },
    { uid: true },
  );
  const headers = new Map<number, Buffer>();
  // However it was asked for, a header comes back as `headers`.
  for (const { uid, headers: header } of found) if (header) headers.set(uid, header);
  await assertGone(
    client,
    uids.filter((uid) => !headers.has(uid)),
  );
  return headers;
}

/** Whole messages, or only their beginnings. Those deleted meanwhile are left out. */
export async function fetchSources(
  client: ImapFlow,
  uids: number[],
  beginning?: number,
): Promise<Map<number, Buffer>> {
  const found = await fetchWhole(client, uids, beginning);
  return new Map(found.map(({ uid, source }) => [uid, source]));
}

/** The same with the moment at which each came. */
export async function fetchMails(
  { ctx, client }: OpenFolder,
  uids: number[],
  beginning?: number,
): Promise<Map<number, { raw: Buffer; serverAt: Instant }>> {
  const now = ctx.time.now();
  const found = await fetchWhole(client, uids, beginning);
  return new Map(
    found.map(({ uid, source, internalDate }) => [
      uid,
      { raw: source, serverAt: believable(internalDate, now) },
    ]),
  );
}

type Whole = FetchMessageObject & { source: Buffer };

async function fetchWhole(client: ImapFlow, uids: number[], beginning?: number): Promise<Whole[]> {
  if (uids.length === 0) return [];
  const found = await client.fetchAll(
    setOf(uids),
    { uid: true, internalDate: true, source: beginning ? { start: 0, maxLength: beginning } : true },
    { uid: true },
  );
  // A server also tells of flags that somebody changes meanwhile.
  const whole = found.filter((one): one is Whole => Boolean(one.source));
  const here = new Set(whole.map(({ uid }) => uid));
  await assertGone(
    client,
    uids.filter((uid) => !here.has(uid)),
  );
  return whole;
}

const pieceBytes = 256_000;

/** A large message piece by piece, so that it is never in memory as a whole. */
export async function* fetchPieces(client: ImapFlow, uid: number): AsyncGenerator<Buffer> {
  for (let start = 0; ; start += pieceBytes) {
    const found = await client.fetchOne(
      String(uid),
      { uid: true, source: { start, maxLength: pieceBytes } },
      { uid: true },
    );
    // Gone in the middle: what came so far is not the message.
    if (!found) throw new MessageGone();
    if (found.source) yield found.source;
    if ((found.source?.length ?? 0) < pieceBytes) return;
  }
}

/** It was deleted while it was being fetched. */
export class MessageGone extends Error {
  constructor() {
    super('the message was deleted while it was read');
    this.name = 'MessageGone';
  }
}

/** A message that was listed and did not come must have been deleted meanwhile; else the cursor may not pass it. */
export async function assertGone(client: ImapFlow, uids: number[]): Promise<void> {
  if (uids.length === 0) return;
  const still = await search(client, { uid: setOf(uids) });
  if (still.length > 0) throw new Error(`the server did not send ${still.length} messages that it has`);
}

const missingOf = (uids: number[], heads: Head[]): number[] => {
  const known = new Set(heads.map(({ uid }) => uid));
  return uids.filter((uid) => !known.has(uid));
};
