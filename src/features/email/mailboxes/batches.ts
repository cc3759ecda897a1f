/** Which messages are fetched together, by their sizes: of small ones the server only says that they are small. */
import { addHours, type Instant } from '../../../lib/time.ts';
import type { MailboxConfig } from './config.ts';
import { fetchHeads, fetchOwnDates, type Head, type OpenFolder, searchIfTaken, setOf } from './folder.ts';

/** A message that is to be fetched. */
export interface Due {
  uid: number;
  /** for one of which only that is known: no more than this */
  size: number;
  /** null: it is told with the message */
  serverAt: Instant | null;
}

export interface Dates {
  /** what both the server and the mail itself date before is left alone */
  since: Instant | null;
  /** ... and what the server dates at or after this */
  until?: Instant | null;
}

/** So many messages are asked about at a time. */
export const askedAtOnce = 2000;

/** One fetch takes at most so many messages and bytes; a larger message goes alone. */
const batchMessages = 50;
export const batchBytes = 8_000_000;

export const limitOf = ({ sizeLimitMb }: MailboxConfig): number => sizeLimitMb * 1_000_000;

/** Those that are to be fetched, in the order of UIDs; of what is left alone by its date nothing more is asked. */
export async function planBatches(open: OpenFolder, uids: number[], dates: Dates): Promise<Due[][]> {
  const small = await findSmall(open, uids, dates);
  const others = uids.filter((uid) => !small.has(uid));
  const known = new Map((await headsWithin(open, others, dates)).map((head) => [head.uid, head]));
  const due = uids.flatMap<Due>((uid) =>
    small.has(uid) ? { uid, size: smallBytes(open.mailbox), serverAt: null } : (known.get(uid) ?? []),
  );
  return inBatches(due, open.mailbox);
}

/** The sizes and dates of all of them. */
export const headsWithin = async (open: OpenFolder, uids: number[], dates: Dates): Promise<Head[]> =>
  withinDates(open, await fetchHeads(open, uids), dates);

/** As many as one fetch takes of them do not come to more than its bytes. */
const smallBytes = (mailbox: MailboxConfig): number =>
  Math.floor(Math.min(batchBytes, limitOf(mailbox)) / batchMessages);

/**
 * An answer for each message costs about half of what fetching it costs, so the server is asked for all small ones at
 * once. Both ways: one that leaves out what it does not know says of every message that it is small, and large too.
 * @returns none where every head is needed, or where too few came to be worth the questions
 */
async function findSmall(open: OpenFolder, uids: number[], { since, until }: Dates): Promise<Set<number>> {
  if (uids.length < batchMessages || open.mailbox.mode === 'team' || until) return new Set();
  const { client, mailbox } = open;
  const most = smallBytes(mailbox);
  const uid = setOf(uids);
  // By the server's days: what is not late enough to be sure is asked for its exact moment.
  const day = since === null ? {} : { since: new Date(addHours(since, 48)) };
  const small = await searchIfTaken(client, { uid, smaller: most + 1, ...day });
  const large = small && (await searchIfTaken(client, { uid, larger: most }));
  if (!small || !large) return new Set();
  const isLarge = new Set(large);
  return new Set(small.filter((one) => !isLarge.has(one)));
}

/**
 * By the dates that come with the sizes: as a search it would depend on the clocks of both machines. A server whose
 * clock was wrong dates new mail years back, so what looks too old is asked for its own date.
 */
export async function withinDates<M extends { uid: number; serverAt: Instant }>(
  { client, ctx }: OpenFolder,
  mails: M[],
  { since, until = null }: Dates,
): Promise<M[]> {
  const before = until === null ? mails : mails.filter(({ serverAt }) => serverAt < until);
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

export function inBatches<M extends { size: number }>(mails: M[], mailbox: MailboxConfig): M[][] {
  const batches: M[][] = [];
  let bytes = 0;
  for (const mail of mails) {
    const last = batches.at(-1);
    if (last && last.length < batchMessages && bytes + mail.size <= Math.min(batchBytes, limitOf(mailbox))) {
      last.push(mail);
      bytes += mail.size;
    } else {
      batches.push([mail]);
      bytes = mail.size;
    }
  }
  return batches;
}
