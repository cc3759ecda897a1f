import { type Instant, millis } from '../../lib/time.ts';
import { contentOf } from '../api/chat.ts';
import { flag } from '../api/method.ts';
import { ApiError } from '../failures.ts';
import type { Message } from '../protocol.ts';
import { withIds } from '../views/elements.ts';
import { addMessage, editedBy, findMessage, putMessage, removeMessage } from '../workspace/messages.ts';
import type { World } from '../workspace/world.ts';

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

export function makeResponseUrls(world: World): ResponseUrls {
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
      answer(world, url, args);
      url.used += 1;
    },
  };
}

function answer(world: World, source: Source, args: Record<string, unknown>): void {
  const channel = world.channels.get(source.channel);
  if (!channel) throw new ApiError('channel_not_found');
  if (channel.is_archived) throw new ApiError('is_archived');
  const original = source.ts ? findMessage(world, channel.id, source.ts) : undefined;
  if (flag(args, 'delete_original')) {
    if (original) removeMessage(world, original);
    return;
  }
  const content = contentOf(args);
  if (flag(args, 'replace_original')) {
    if (!original) throw new ApiError('message_not_found');
    const { blocks: _b, attachments: _a, ...rest } = original;
    const blocks = content.blocks ? { blocks: withIds(content.blocks, world.ids) } : {};
    const edited = original.ephemeralTo ? {} : { edited: editedBy(world, world.app.botUserId) };
    putMessage(world, { ...rest, ...content, ...blocks, ...edited } as Message);
    return;
  }
  const seenByAll = args.response_type === 'in_channel';
  const thread = typeof args.thread_ts === 'string' ? args.thread_ts : source.thread;
  addMessage(world, channel, {
    ...content,
    user: world.app.botUserId,
    byApp: true,
    ...(thread ? { thread_ts: thread } : {}),
    ...(seenByAll ? {} : { ephemeralTo: source.user }),
  });
}
