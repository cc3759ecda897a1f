/**
 * Finds out whether a post whose answer was lost is there after all: by the effect's uid in the first block, a file by
 * its id. The newest messages are read, whatever Slack's clock says, and older ones back to when it was sent.
 */
import type { WebClient } from '@slack/web-api';
import { type Instant, millis } from '../lib/time.ts';
import { calling } from './outcome.ts';

/** Where a message may have gone, before Slack said so. */
export interface Whereabouts {
  /** a channel, or a person's id for their DM */
  channel: string;
  thread?: string;
  file?: string;
}

export interface Found {
  channel: string;
  ts: string;
}

interface HistoryMessage {
  ts?: string;
  blocks?: { block_id?: string }[];
  files?: { id?: string }[];
}

const mark = 'fx:';
export const markOf = (uid: string): string => `${mark}${uid}`;
export const isMark = (blockId: string | undefined): blockId is string => blockId?.startsWith(mark) ?? false;

const pageSize = 200;
const pages = 20;
/** how far Slack's clock and ours may differ */
const toleranceMs = 600_000;

/** @throws SlackFailure */
export async function findPosted(
  client: WebClient,
  where: Whereabouts,
  uid: string,
  since: Instant,
): Promise<Found | null> {
  const channel = await dmOf(client, where.channel);
  const oldest = (millis(since) - toleranceMs) / 1000;
  let cursor: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const answer = await readPage(client, channel, where.thread, cursor);
    const messages = (answer.messages ?? []) as HistoryMessage[];
    const found = messages.find((message) => isOurs(message, uid, where.file));
    if (found?.ts) return { channel, ts: found.ts };
    cursor = answer.response_metadata?.next_cursor || undefined;
    const last = Number(messages.at(-1)?.ts ?? 0);
    // A thread is read from its beginning, a channel from its end.
    if (!cursor || (!where.thread && last < oldest)) return null;
  }
  return null;
}

/** A DM by its person; any other channel as it is. @throws SlackFailure */
export async function dmOf(client: WebClient, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const opened = await calling(() => client.conversations.open({ users: channel }));
  return opened.channel?.id as string;
}

const readPage = (client: WebClient, channel: string, thread: string | undefined, cursor?: string) => {
  const page = { channel, limit: pageSize, ...(cursor ? { cursor } : {}) };
  return calling(() =>
    thread ? client.conversations.replies({ ...page, ts: thread }) : client.conversations.history(page),
  );
};

const isOurs = (message: HistoryMessage, uid: string, file: string | undefined): boolean =>
  file
    ? (message.files?.some((one) => one.id === file) ?? false)
    : (message.blocks?.some((block) => block.block_id === markOf(uid)) ?? false);
