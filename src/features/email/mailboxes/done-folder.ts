/** Moves mail that is done with out of the way, where the admin asks for it. Our rows follow it there. */
import type { ImapFlow } from 'imapflow';
import { transaction } from '../../../db/transaction.ts';
import type { Ctx } from '../../../lib/context.ts';
import { addMinutes, type Instant } from '../../../lib/time.ts';
import type { MailboxConfig } from './config.ts';
import { findCursor } from './cursors.ts';
import { type DoneRow, followTo, listDone, markLeft } from './done-store.ts';
import { fetchHeads, search } from './folder.ts';

interface Place {
  ctx: Ctx;
  client: ImapFlow;
  mailbox: MailboxConfig;
}

const atOnce = 100;
const refusedPauseMinutes = 15;
/** When the server last refused to move mail on this connection: its quota may be full. */
const refusedAt = new WeakMap<ImapFlow, Instant>();

/** What waits for a person or is in quarantine stays where it is. @returns how many were moved */
export async function moveDone(place: Place, folders: string[]): Promise<number> {
  const { ctx, client, mailbox } = place;
  if (!mailbox.moveDoneTo) return 0;
  const refused = refusedAt.get(client);
  if (refused && refused > addMinutes(ctx.time.now(), -refusedPauseMinutes)) return 0;
  const target = await openTarget(client, mailbox.moveDoneTo);
  // Without either, what others have marked as deleted would be removed along with it.
  if (!client.capabilities.has('MOVE') && !client.capabilities.has('UIDPLUS')) {
    ctx.log.warn({ mailbox: mailbox.name }, 'the server cannot move mail safely');
    return 0;
  }
  let moved = 0;
  for (const folder of folders) {
    if (folder === target) continue;
    const cursor = await findCursor(ctx, mailbox.name, folder);
    if (!cursor) continue;
    const rows = await listDone(ctx, mailbox, { folder, uidValidity: cursor.uidValidity, target }, atOnce);
    if (rows.length > 0)
      moved += await moveRows(place, { folder, uidValidity: cursor.uidValidity, target }, rows);
  }
  return moved;
}

async function openTarget(client: ImapFlow, name: string): Promise<string> {
  const there = (await client.list()).find(({ path }) => path === name);
  if (there) return there.path;
  return (await client.mailboxCreate(name)).path;
}

async function moveRows(
  { ctx, client, mailbox }: Place,
  { folder, uidValidity, target }: { folder: string; uidValidity: string; target: string },
  rows: DoneRow[],
): Promise<number> {
  const lock = await client.getMailboxLock(folder);
  try {
    await client.mailboxOpen(folder);
    const said = client.mailbox ? String(client.mailbox.uidValidity) : '';
    // Numbered anew since it was read: these numbers are other mails now.
    if (said !== uidValidity.split('.')[0]) return 0;
    const uids = rows.map(({ uid }) => uid);
    const there = new Set(await search(client, { uid: uids.join(',') }));
    const heads = await fetchHeads(
      { ctx, client, mailbox, folder, uidValidity },
      uids.filter((uid) => there.has(uid)),
    );
    const dates = new Map(heads.map(({ uid, serverAt }) => [uid, serverAt]));
    const sure = rows.filter((row) => isSame(row, dates.get(row.uid)));
    const result =
      sure.length === 0
        ? null
        : await client.messageMove(sure.map(({ uid }) => uid).join(','), target, { uid: true });
    if (result === false) {
      if (!client.usable) throw new Error(`the connection was lost while mail was moved to ${target}`);
      // Mail is read all the same.
      refusedAt.set(client, ctx.time.now());
      ctx.log.warn({ mailbox: mailbox.name, target }, 'the server did not move mail');
      return 0;
    }
    await transaction(ctx, async (tx) => {
      for (const row of rows) {
        const to = sure.includes(row) ? result?.uidMap?.get(row.uid) : undefined;
        if (to && result?.uidValidity) {
          await followTo(tx, row, { folder: target, uidValidity: String(result.uidValidity), uid: to });
        } else if (!there.has(row.uid) || sure.includes(row)) await markLeft(tx, row);
      }
    });
    return sure.length;
  } finally {
    lock.release();
  }
}

/** A server's wrong clock was not believed: then only the number tells. */
const isSame = ({ serverAt, receivedAt }: DoneRow, there: Instant | undefined): boolean =>
  there !== undefined && (there === serverAt || serverAt === receivedAt);
