import { type Instant, millis } from '../../lib/time.ts';
import { type Content, changeMessage, contentOf, deleteMessage } from '../api/chat.ts';
import { flag } from '../api/method.ts';
import { ApiError } from '../failures.ts';
import type { Message } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { takeBlocks } from '../workspace/blocks.ts';
import { addMessage, editedBy, findMessage } from '../workspace/messages.ts';
import type { World } from '../workspace/world.ts';
import { messageEvent } from './events.ts';

const uses = 5;
const lifetimeMs = 30 * 60_000;

/** What a response_url speaks about. */
interface Source {
  channel: string;
  user: string;
  /** The message with the button, if there is one. */
  ts?: string;
  /** The thread that message is in. */
  thread?: string;
}

export interface ResponseUrls {
  make(source: Source): string;
  /** @throws ApiError expired_url, used_url, no_text, invalid_blocks... */
  respond(token: string, args: Record<string, unknown>): void;
}

type Announcing = Pick<Slack, 'world' | 'events'>;

export function makeResponseUrls(slack: Announcing): ResponseUrls {
  const { world } = slack;
  const all = new Map<string, Source & { madeAt: number; used: number }>();
  const now = () => millis(world.clock.now() as Instant);
  return {
    make(source) {
      const token = `${world.team.id}/${world.ids.token(13)}/${world.ids.token(24)}`;
      all.set(token, { ...source, madeAt: now(), used: 0 });
      return `${world.baseUrl}/response/${token}`;
    },
    respond(token, args) {
      const url = all.get(token);
      if (!url || now() - url.madeAt > lifetimeMs) throw new ApiError('expired_url');
      if (url.used >= uses) throw new ApiError('used_url');
      answer(slack, url, args);
      url.used += 1;
    },
  };
}

function answer(slack: Announcing, source: Source, args: Record<string, unknown>): void {
  const { world } = slack;
  const channel = world.channels.get(source.channel);
  if (!channel) throw new ApiError('channel_not_found');
  if (channel.is_archived) throw new ApiError('is_archived');
  const found = source.ts ? findMessage(world, channel.id, source.ts) : undefined;
  const original = found?.app_id === world.app.id ? found : undefined;
  if (flag(args, 'delete_original')) {
    if (original) deleteMessage(slack, channel, original);
    return;
  }
  const content = contentOf(args);
  if (flag(args, 'replace_original')) {
    if (!original) throw new ApiError('message_not_found');
    changeMessage(slack, channel, original, replaced(world, original, content));
    return;
  }
  const seenByAll = args.response_type === 'in_channel';
  const thread = typeof args.thread_ts === 'string' ? args.thread_ts : source.thread;
  const message = addMessage(world, channel, {
    ...content,
    user: world.app.botUserId,
    byApp: true,
    ...(thread ? { thread_ts: thread } : {}),
    ...(seenByAll ? {} : { ephemeralTo: source.user }),
  });
  if (seenByAll) slack.events.tellIn(channel, messageEvent(channel, message));
}

/** Nothing of the old message stays but its place. */
function replaced(world: World, original: Message, content: Content): Message {
  const { blocks: _b, attachments: _a, ...rest } = original;
  const blocks = content.blocks ? { blocks: takeBlocks(world, content.blocks) } : {};
  const edited = original.ephemeralTo ? {} : { edited: editedBy(world, world.app.botUserId) };
  return { ...rest, ...content, ...blocks, ...edited };
}
