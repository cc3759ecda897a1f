import type { ImapFlow } from 'imapflow';
import type { Ctx } from '../../../lib/context.ts';
import { type Instant, millis } from '../../../lib/time.ts';
import { findCursor } from './cursors.ts';
import { fetchHeads, type Head, type OpenFolder } from './folder.ts';

/**
 * Where reading goes on. Another UIDVALIDITY means that all UIDs are new: the folder is read again, and the mails'
 * identities tell what was seen. A server that numbers anew under the same UIDVALIDITY gets a generation of ours.
 */
export async function placeToStart(
  open: Omit<OpenFolder, 'uidValidity'>,
  options: { compare: boolean },
): Promise<{ uidValidity: string; lastUid: number }> {
  const { ctx, client, mailbox, folder } = open;
  const opened = client.mailbox;
  if (!opened) throw new Error(`${folder} is not open`);
  const said = String(opened.uidValidity);
  const cursor = await findCursor(ctx, mailbox.name, folder);
  const [known, generation = '0'] = cursor?.uidValidity.split('.') ?? [];
  if (!cursor || known !== said) return { uidValidity: said, lastUid: 0 };
  const { uidValidity, lastUid } = cursor;
  // Some servers do not say their next number.
  const countsOn = !opened.uidNext || opened.uidNext > lastUid;
  if (countsOn && !(options.compare && (await showsOthers({ ...open, uidValidity })))) {
    return { uidValidity, lastUid };
  }
  ctx.log.warn({ mailbox: mailbox.name, folder, uidNext: opened.uidNext, lastUid }, 'the server counts anew');
  return { uidValidity: `${said}.${Number(generation) + 1}`, lastUid: 0 };
}

const compared = 20;

/** Whether our last numbers there stand for other mails now: a mailbox that was brought back from a copy. */
async function showsOthers(open: OpenFolder): Promise<boolean> {
  const { ctx, mailbox, folder, uidValidity } = open;
  const rows = await ctx
    .db('inbound_emails')
    .where({ mailbox: mailbox.name, folder, uid_validity: uidValidity, part: '' })
    .orderBy('uid', 'desc')
    .limit(compared)
    .select('uid', 'server_at', 'received_at');
  if (rows.length === 0) return false;
  const there = new Map<number, Head>();
  for (const head of await fetchHeads(
    open,
    rows.map(({ uid }) => Number(uid)),
  )) {
    there.set(head.uid, head);
  }
  return rows.some(({ uid, server_at, received_at }) => {
    const head = there.get(Number(uid));
    // Where the server's date could not be believed ours stands instead, and says nothing.
    return (
      head !== undefined && server_at !== received_at && !isSameMoment(head.serverAt, server_at as Instant)
    );
  });
}

const hour = 3_600_000;

/** Some servers date old mail an hour off once the clocks have changed. */
function isSameMoment(a: Instant, b: Instant): boolean {
  const off = Math.abs(millis(a) - millis(b));
  return off % hour === 0 && off <= 2 * hour;
}

/** A folder opened anew: what an open one says of its next number is as old as its opening. */
export async function reopen(client: ImapFlow, folder: string): Promise<void> {
  await client.mailboxOpen(folder, { readOnly: true });
}

/** Mails on the server that no row stands for. */
export async function uidsWithoutRows(
  {
    ctx,
    mailbox,
    folder,
    uidValidity,
  }: { ctx: Ctx } & Pick<OpenFolder, 'mailbox' | 'folder' | 'uidValidity'>,
  uids: number[],
): Promise<number[]> {
  const missing: number[] = [];
  for (let from = 0; from < uids.length; from += 1000) {
    const some = uids.slice(from, from + 1000);
    const known: (number | string)[] = await ctx
      .db('inbound_emails')
      .where({ mailbox: mailbox.name, folder, uid_validity: uidValidity, part: '' })
      .whereBetween('uid', [some[0] ?? 0, some.at(-1) ?? 0])
      .pluck('uid');
    const rows = new Set(known.map(Number));
    missing.push(...some.filter((uid) => !rows.has(uid)));
  }
  return missing;
}
