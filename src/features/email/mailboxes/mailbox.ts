import type { ImapFlow } from 'imapflow';
import type { Ctx } from '../../../lib/context.ts';
import type { MailboxConfig } from './config.ts';
import { moveDone } from './done-folder.ts';
import { type FetchOptions, fetchGapsIn, fetchNewIn, guessGapsIn } from './fetching.ts';
import { type Found, findAgain, type Wanted } from './find-again.ts';
import { type Guess, noGuess } from './guess.ts';
import { openImap } from './imap.ts';
import { idleIn, resolveFolders } from './mail-folders.ts';
import { withLogin } from './tokens.ts';

/** One connection to a mailbox. Flags are never changed; nothing else is, except where `moveDoneTo` asks for it. */
export interface MailboxConnection {
  /**
   * Stores what is new in every folder.
   * @param options.compare whether the last known mails are looked at first: is it still the same numbering?
   * @returns how many messages were met
   */
  fetchNew(ctx: Ctx, options: FetchOptions & { compare: boolean }): Promise<number>;
  /** Compares every folder with the rows and fetches what is missing; with an older `since` that is the history. */
  fetchMissing(ctx: Ctx, options: FetchOptions): Promise<number>;
  /** What would become of the messages that fetchMissing would bring. Reads headers alone. */
  guessMissing(
    ctx: Ctx,
    options: Pick<FetchOptions, 'since' | 'until' | 'history' | 'onBatch'>,
  ): Promise<Guess>;
  /** Finds a mail by its locator, or else by its Message-ID or date; null when the server does not have it any more. */
  find(ctx: Ctx, wanted: Wanted): Promise<Found | null>;
  /** Moves what is done with to the folder that the admin chose. @returns how many were moved */
  moveDone(ctx: Ctx): Promise<number>;
  /** Returns when the server announces something, after `seconds`, or when the connection is lost or aborted. */
  waitForNews(seconds: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** @throws Error with `authenticationFailed` when the server refuses the credentials; NoFolder */
export async function connectMailbox(ctx: Ctx, mailbox: MailboxConfig): Promise<MailboxConnection> {
  const client = await withLogin(ctx, mailbox, (login) => openImap(ctx, mailbox, login));
  try {
    return connectionOf(client, mailbox, await resolveFolders(ctx, client, mailbox));
  } catch (error) {
    client.close();
    throw error;
  }
}

function connectionOf(client: ImapFlow, mailbox: MailboxConfig, folders: string[]): MailboxConnection {
  let more = false;
  client.on('exists', () => {
    more = true;
  });
  const [first = 'INBOX'] = folders;
  return {
    async fetchNew(ctx, options) {
      more = false;
      let met = 0;
      // The first folder last: it stays open for IDLE, with nothing unheard in between.
      for (const folder of folders.toReversed()) {
        met += await fetchNewIn({ ctx, client, mailbox, folder }, options);
      }
      return met;
    },
    async fetchMissing(ctx, options) {
      let met = 0;
      for (const folder of folders.toReversed())
        met += await fetchGapsIn({ ctx, client, mailbox, folder }, options);
      return met;
    },
    async guessMissing(ctx, options) {
      const guess = noGuess();
      for (const folder of folders) await guessGapsIn({ ctx, client, mailbox, folder }, options, guess);
      return guess;
    },
    find: (ctx, wanted) => findAgain({ ctx, client, mailbox }, folders, wanted),
    moveDone: (ctx) => moveDone({ ctx, client, mailbox }, folders),
    async waitForNews(seconds, signal) {
      if (!more) await idleIn(client, first, seconds, signal);
    },
    close: () => client.close(),
  };
}
