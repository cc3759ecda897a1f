/** What we posted to Slack, read from Slack: not every message is remembered. */
import type { Ctx } from '../../lib/context.ts';
import { calling } from '../../slack/outcome.ts';
import { slackCode } from '../../slack/respond.ts';
import type { OurMessage } from './redacting.ts';

const pageSize = 200;

export interface Us {
  user: string | undefined;
  bot: string | undefined;
  /** `https://ocel-vir.slack.com/` */
  url: string;
}

/** @throws SlackFailure */
export async function whoWeAre(ctx: Ctx): Promise<Us> {
  const { user_id: user, bot_id: bot, url } = await calling(() => ctx.ports.slack.auth.test());
  return { user, bot, url: url ?? '' };
}

export const isOurs = (message: OurMessage, us: Us): boolean =>
  (us.user !== undefined && message.user === us.user) || (us.bot !== undefined && message.bot_id === us.bot);

/** All of them, one page after another. @throws SlackFailure */
export async function* ourMessages(
  ctx: Ctx,
): AsyncGenerator<{ channel: string; message: OurMessage; url: string }> {
  const us = await whoWeAre(ctx);
  for (const channel of await listChannels(ctx))
    for (let cursor: string | null = null; ; ) {
      const page: Page = await pageOf(ctx, channel, cursor);
      for (const message of page.messages) if (isOurs(message, us)) yield { channel, message, url: us.url };
      cursor = page.cursor;
      if (!cursor) break;
    }
}

export interface Page {
  messages: OurMessage[];
  cursor: string | null;
}

/** Where we are: channels, and everybody's DM with us. */
export async function listChannels(ctx: Ctx): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const answer = await calling(() =>
      ctx.ports.slack.users.conversations({
        types: 'public_channel,private_channel,im',
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      }),
    );
    ids.push(...(answer.channels ?? []).flatMap(({ id }) => id ?? []));
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) return ids;
  }
}

/** It is not there any more, or we are not: nothing can be changed there. */
const closed = new Set(['channel_not_found', 'not_in_channel', 'is_archived', 'thread_not_found']);

/** One page of a channel, with the threads that begin on it. */
export async function pageOf(ctx: Ctx, channel: string, cursor: string | null): Promise<Page> {
  try {
    const answer = await calling(() =>
      ctx.ports.slack.conversations.history({ channel, limit: pageSize, ...(cursor ? { cursor } : {}) }),
    );
    const top = (answer.messages ?? []) as OurMessage[];
    const messages: OurMessage[] = [];
    for (const message of top) {
      messages.push(message);
      if (message.reply_count) messages.push(...(await repliesOf(ctx, channel, message.ts)));
    }
    return { messages, cursor: answer.response_metadata?.next_cursor || null };
  } catch (error) {
    if (closed.has(slackCode((error as Error).cause) ?? '')) return { messages: [], cursor: null };
    throw error;
  }
}

async function repliesOf(ctx: Ctx, channel: string, ts: string): Promise<OurMessage[]> {
  const replies: OurMessage[] = [];
  for (let cursor: string | undefined; ; ) {
    const answer = await calling(() =>
      ctx.ports.slack.conversations.replies({ channel, ts, limit: pageSize, ...(cursor ? { cursor } : {}) }),
    );
    const page = (answer.messages ?? []) as OurMessage[];
    replies.push(...page.filter((message) => message.ts !== ts));
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (!cursor) return replies;
  }
}
