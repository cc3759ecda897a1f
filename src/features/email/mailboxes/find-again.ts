import type { ImapFlow } from 'imapflow';
import type { Ctx } from '../../../lib/context.ts';
import { addHours, type Instant } from '../../../lib/time.ts';
import type { Locator } from '../model.ts';
import type { MailboxConfig } from './config.ts';
import { fetchHeaders, fetchHeads, fetchPieces, fetchSources, search } from './folder.ts';
import type { Fetched } from './ingest.ts';

/** What is known of a mail that was not stored. */
export interface Wanted {
  locator: Locator;
  messageId: string | null;
  from: string | null;
  serverAt: Instant;
}

export interface Found extends Fetched {
  folder: string;
}

/** Where it was, then by its Message-ID (by its date when it has none) there and in every other folder. */
export async function findAgain(
  place: { ctx: Ctx; client: ImapFlow; mailbox: MailboxConfig },
  folders: string[],
  wanted: Wanted,
): Promise<Found | null> {
  const { client } = place;
  const others = (await client.list())
    .filter(({ flags }) => !flags.has('\\Noselect'))
    .map(({ path }) => path);
  const { folder } = wanted.locator;
  const known = others.includes(folder) ? [folder] : [];
  for (const name of new Set([...known, ...folders, ...others])) {
    const found = await findIn(place, name, wanted);
    if (found) return found;
  }
  return null;
}

async function findIn(
  { ctx, client, mailbox }: { ctx: Ctx; client: ImapFlow; mailbox: MailboxConfig },
  folder: string,
  wanted: Wanted,
): Promise<Found | null> {
  const lock = await client.getMailboxLock(folder, { readOnly: true });
  try {
    await client.mailboxOpen(folder, { readOnly: true });
    const open = { ctx, client, mailbox, folder, uidValidity: '' };
    const said = client.mailbox ? String(client.mailbox.uidValidity) : '';
    const { locator } = wanted;
    const there = locator.folder === folder && locator.uidValidity.split('.')[0] === said;
    const uids = [
      ...(there ? await search(client, { uid: String(locator.uid) }) : []),
      ...(await searchByHeader(client, wanted)),
    ];
    const headers = await fetchHeaders(client, uids);
    const candidates = uids.filter((one) => isIt(headers.get(one), wanted));
    const heads = await fetchHeads(open, candidates);
    // Without an id of its own only the moment of its coming tells it from others of that sender.
    const head = heads.find(({ serverAt }) => wanted.messageId || serverAt === wanted.serverAt);
    if (!head) return null;
    const { size, serverAt } = head;
    const limit = mailbox.sizeLimitMb * 1_000_000;
    if (size <= limit) return { folder, uid: head.uid, raw: await whole(client, head.uid, size), serverAt };
    const raw = (await fetchSources(client, [head.uid], beginningBytes)).get(head.uid);
    return raw ? { folder, uid: head.uid, raw, size, serverAt } : null;
  } finally {
    lock.release();
  }
}

const beginningBytes = 1_000_000;

/** The folder is open only for as long as the lock is held, so nothing is left to be read later. */
async function whole(client: ImapFlow, uid: number, size: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  if (size > beginningBytes) for await (const piece of fetchPieces(client, uid)) pieces.push(piece);
  else pieces.push((await fetchSources(client, [uid])).get(uid) ?? Buffer.alloc(0));
  return Buffer.concat(pieces);
}

async function searchByHeader(client: ImapFlow, { messageId, serverAt }: Wanted): Promise<number[]> {
  const query = messageId
    ? { header: { 'message-id': messageId } }
    : { since: new Date(addHours(serverAt, -48)), before: new Date(addHours(serverAt, 48)) };
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) throw new Error('the search failed');
  return found;
}

/** The number may stand for another mail by now, and a search finds parts of words. */
function isIt(header: Buffer | undefined, { messageId, from }: Wanted): boolean {
  const text =
    header
      ?.toString('latin1')
      .replace(/\r?\n[ \t]+/g, ' ')
      .toLowerCase() ?? '';
  const id = /^message-id:\s*(\S+)/m.exec(text)?.[1] ?? null;
  if (id !== (messageId?.toLowerCase() ?? null)) return false;
  return from === null || (/^from:.*/m.exec(text)?.[0] ?? '').includes(from);
}
