/** The folders of a mailbox, and waiting in one of them. */
import type { ImapFlow } from 'imapflow';
import type { Ctx } from '../../../lib/context.ts';
import { sleep } from '../../../lib/time.ts';
import type { MailboxConfig } from './config.ts';
import { NoFolder } from './mail-failure.ts';

/**
 * `\Sent` and its kin are found by their special use, whatever they are called there; one that the server does not have
 * is left out while there is another folder to read.
 * @throws NoFolder
 */
export async function resolveFolders(
  ctx: Pick<Ctx, 'log'>,
  client: ImapFlow,
  { name, folders }: Pick<MailboxConfig, 'name' | 'folders'>,
): Promise<string[]> {
  // Every server has it, and the answer takes two ways there and back.
  if (folders.every(isInbox)) return ['INBOX'];
  const listed = await client.list();
  const found = folders.flatMap((folder) => {
    const isUse = folder.startsWith('\\');
    const there = listed.find(({ path, specialUse }) =>
      isUse ? specialUse?.toLowerCase() === folder.toLowerCase() : samePath(path, folder),
    );
    if (there) return [there.path];
    if (!isUse || folders.length === 1) throw new NoFolder(folder);
    ctx.log.warn({ mailbox: name, folder }, 'the server has no such folder');
    return [];
  });
  if (found.length === 0) throw new NoFolder(folders.join(', '));
  return [...new Set(found)];
}

const isInbox = (folder: string): boolean => folder.toUpperCase() === 'INBOX';

const samePath = (path: string, folder: string): boolean =>
  path === folder || (isInbox(path) && isInbox(folder));

/** Idles in the open folder until the server announces something, `seconds` are over, or the connection is lost or aborted. */
export async function idleIn(
  client: ImapFlow,
  folder: string,
  seconds: number,
  signal: AbortSignal,
): Promise<void> {
  const lock = await client.getMailboxLock(folder, { readOnly: true });
  try {
    const idling = client.idle();
    await announced(client, seconds, signal);
    // Any command ends IDLE; this one also fails when the server is gone, or silent for too long.
    if (client.usable && !signal.aborted) await client.noop();
    else client.close();
    await idling;
  } finally {
    lock.release();
  }
  // idle() resolves when the connection is lost.
  if (!client.usable && !signal.aborted) throw lostConnection();
}

const lostConnection = (): Error =>
  Object.assign(new Error('the connection was lost'), { code: 'NoConnection' });

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
