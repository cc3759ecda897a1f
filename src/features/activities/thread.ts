/** A whole thread of Slack as minutes: who said what when, as far as people said it. */
import type { WebClient } from '@slack/web-api';
import { listPeopleBySlackIds } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { fromMillis } from '../../lib/time.ts';
import { calling, SlackFailure } from '../../slack/outcome.ts';
import { mentionedIn, plainOf } from '../../slack/plain-text.ts';
import { threadLimit } from './model.ts';

export interface SlackThread {
  /** of all messages that people wrote */
  count: number;
  text: string;
  /** colleagues among them */
  people: PersonId[];
}

interface Said {
  ts?: string;
  user?: string;
  bot_id?: string;
  subtype?: string;
  text?: string;
  files?: { name?: string; mode?: string }[];
}

const pageSize = 200;

/**
 * Bots are left out: the root of a deal's thread is our own card.
 * @param root its first message's ts
 * @returns null when the app cannot read it: it is not in the channel, or Slack does not answer
 */
export async function readThread(
  ctx: Ctx,
  client: WebClient,
  { channel, root, permalink }: { channel: string; root: string; permalink: string },
  reader: Reader,
): Promise<SlackThread | null> {
  const said = await listSaid(ctx, client, channel, root);
  if (!said) return null;
  const known = await listPeopleBySlackIds(ctx.db, [...new Set(said.flatMap(idsIn))]);
  const names = new Map(known.map((person) => [person.slackId, person.name]));
  const entries = said.map((one) => entryOf(one, names, reader));
  const writers = new Set(said.map((one) => one.user));
  return {
    count: said.length,
    text: withinLimit(entries, (left) => reader.t.activities.thread.cut(left, permalink)),
    people: known.filter((one) => one.kind === 'member' && writers.has(one.slackId)).map((one) => one.id),
  };
}

async function listSaid(ctx: Ctx, client: WebClient, channel: string, ts: string): Promise<Said[] | null> {
  const said: Said[] = [];
  let cursor: string | undefined;
  try {
    do {
      const page = await calling(() =>
        client.conversations.replies({ channel, ts, limit: pageSize, ...(cursor ? { cursor } : {}) }),
      );
      said.push(...((page.messages ?? []) as Said[]));
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor);
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    ctx.log.info({ err: error }, 'a thread cannot be read');
    return null;
  }
  return said.filter(isPeoples);
}

const isPeoples = (one: Said): boolean =>
  Boolean(one.ts && one.user) &&
  !one.bot_id &&
  (one.subtype === undefined || one.subtype === 'file_share' || one.subtype === 'thread_broadcast') &&
  Boolean(one.text?.trim() || filesOf(one).length > 0);

const filesOf = ({ files = [] }: Said): string[] =>
  files.flatMap((file) => (file.mode === 'tombstone' || !file.name ? [] : [`📎 ${file.name}`]));

const idsIn = (one: Said): string[] => [one.user ?? '', ...mentionedIn(one.text ?? '')];

function entryOf(one: Said, names: Map<string, string>, { instant, t }: Reader): string {
  const who = names.get(one.user ?? '') ?? t.activities.thread.somebody;
  const at = instant(fromMillis(Number(one.ts) * 1000));
  return [`${who}, ${at}:`, plainOf(one.text ?? '', names), ...filesOf(one)].filter(Boolean).join('\n');
}

/** A thread longer than what one entry holds says at its end how much is missing and where it is. */
function withinLimit(entries: string[], cut: (left: number) => string): string {
  const text = entries.join('\n\n');
  if ([...text].length <= threadLimit) return text;
  const kept: string[] = [];
  let room = threadLimit - 500;
  for (const entry of entries) {
    room -= [...entry].length + 2;
    if (room < 0) break;
    kept.push(entry);
  }
  return [...kept, cut(entries.length - kept.length)].join('\n\n');
}
