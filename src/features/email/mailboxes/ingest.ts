import { transaction } from '../../../db/transaction.ts';
import type { Ctx } from '../../../lib/context.ts';
import { lackBehind } from '../../../lib/surroundings.ts';
import { addHours, type Instant } from '../../../lib/time.ts';
import { insertEmails, type NewEmail } from '../store.ts';
import { findMailboxState, noteLeft, saveCursor } from './cursors.ts';
import { MessageGone } from './folder.ts';
import { insertUnwanted, type Unwanted } from './unwanted-store.ts';

/** A message as it came from the server. */
export interface Fetched {
  uid: number;
  /** the bytes, or in pieces what is too large for the memory */
  raw: Buffer | AsyncIterable<Buffer>;
  /** bytes on the server, when only the beginning was fetched; else what came counts */
  size?: number;
  serverAt: Instant;
}

export interface Batch {
  mailbox: string;
  folder: string;
  uidValidity: string;
  messages: Fetched[];
  /** mails that are none of our business: nothing of what they say is kept */
  unwanted?: Unwanted[];
  /** nobody is told of these messages */
  history?: boolean;
  /** what the server dates before is filed without a word: a week back, unless the mailbox was not read for longer */
  newsFrom?: Instant | null;
  /** where the cursor may go: everything on the server up to this UID is in the batch or in an earlier one; null: it stays */
  upTo: number | null;
  /** what is still on the server and not here, and since when */
  left?: { count: number; since: Instant | null };
}

/**
 * Keeps a batch for good. The raw messages are on the disk before a row names them, and the cursor moves in the
 * transaction of the rows: a process killed between any two steps fetches the batch again and finds it there.
 */
export async function keepBatch(ctx: Ctx, batch: Batch): Promise<void> {
  const { mailbox, unwanted = [], history = false } = batch;
  const kept = await keepAll(ctx, batch, batch.messages);
  const newsFrom = batch.newsFrom ?? addHours(ctx.time.now(), -newsHours);
  const emails = kept.map((one) => ({ ...one, history, cameLate: one.serverAt <= newsFrom }));
  try {
    await transaction(ctx, async (tx) => {
      await insertEmails(tx, emails);
      await insertUnwanted(tx, batch, unwanted, newsFrom);
      await moveOn(tx, batch);
    });
  } catch (error) {
    // Of those that are kept no row says what is in them.
    if (lackBehind(error) || unwanted.length === 0) throw error;
    ctx.log.warn({ err: error, mailbox, mails: unwanted.length }, 'mails are put down one by one');
    await transaction(ctx, (tx) => insertEmails(tx, emails));
    for (const one of unwanted) await putDown(ctx, batch, one, newsFrom);
    await transaction(ctx, (tx) => moveOn(tx, batch));
  }
}

/** A mail that came to its server longer ago than this is old. */
const newsHours = 7 * 24;
/** What an outage kept back is news, if it was no longer than this. */
const outageHours = 60 * 24;
/** Mail may reach a server long after it says. */
const marginHours = 24;

/** From when on mail of a mailbox is news at this moment, before it is read. */
export async function newsFromOf(ctx: Ctx, mailbox: string): Promise<Instant> {
  const now = ctx.time.now();
  const { lastSuccessAt } = await findMailboxState(ctx, mailbox);
  const lastRead = addHours(lastSuccessAt ?? now, -marginHours);
  const asLongAs = addHours(now, -outageHours);
  const week = addHours(now, -newsHours);
  return lastRead > week ? week : lastRead > asLongAs ? lastRead : asLongAs;
}

async function moveOn(tx: Ctx, { mailbox, folder, uidValidity, upTo, left }: Batch): Promise<void> {
  if (upTo !== null) await saveCursor(tx, { mailbox, folder, uidValidity, lastUid: upTo });
  if (left) await noteLeft(tx, mailbox, left.count, left.since);
}

/** Where it is and why it was left there, whatever its header says. */
async function putDown(ctx: Ctx, place: Place, one: Unwanted, newsFrom: Instant): Promise<void> {
  const put = (mail: Unwanted) => transaction(ctx, (tx) => insertUnwanted(tx, place, [mail], newsFrom));
  await put(one).catch((error) => {
    if (lackBehind(error)) throw error;
    ctx.log.error(
      { err: error, mailbox: place.mailbox, uid: one.uid },
      'a mail is put down without its header',
    );
    return put({ ...one, messageId: null, from: null, sentAt: one.serverAt });
  });
}

type Place = Pick<Batch, 'mailbox' | 'folder' | 'uidValidity'>;

/** Without those that were deleted on the server meanwhile. */
async function keepAll(ctx: Ctx, place: Place, messages: Fetched[]): Promise<NewEmail[]> {
  const { mailBlobs } = ctx.ports;
  const whole = messages.flatMap((message) =>
    Buffer.isBuffer(message.raw) ? [{ ...message, raw: message.raw }] : [],
  );
  const names = await mailBlobs.putAll(whole.map(({ raw }) => raw));
  const emails = whole.map((message, index) =>
    emailOf(place, message, { name: names[index] as string, size: message.raw.length }),
  );
  for (const message of messages) {
    if (Buffer.isBuffer(message.raw)) continue;
    const kept = await keepRaw(ctx, message.raw).catch((error) => {
      if (error instanceof MessageGone) return null;
      throw error;
    });
    if (kept) emails.push(emailOf(place, message, kept));
  }
  return emails;
}

const emailOf = (
  { mailbox, folder, uidValidity }: Place,
  { uid, size, serverAt }: Fetched,
  kept: { name: string; size: number },
): NewEmail => ({
  locator: { mailbox, folder, uidValidity, uid, part: '' },
  blob: kept.name,
  size: size ?? kept.size,
  truncated: size !== undefined && size > kept.size,
  serverAt,
});

export async function keepRaw(ctx: Ctx, raw: Fetched['raw']): Promise<{ name: string; size: number }> {
  if (!Buffer.isBuffer(raw)) return ctx.ports.mailBlobs.putPieces(raw);
  return { name: await ctx.ports.mailBlobs.put(raw), size: raw.length };
}
