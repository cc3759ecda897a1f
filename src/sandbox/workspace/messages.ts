import type { Block, Channel, Message, SlackFile } from '../protocol.ts';
import { takeBlocks } from './blocks.ts';
import { seconds } from './ids.ts';
import type { World } from './world.ts';

export interface Draft {
  user: string;
  text: string;
  /** Posted by the app. */
  byApp?: boolean;
  blocks?: Block[];
  attachments?: Record<string, unknown>[];
  files?: SlackFile[];
  metadata?: Message['metadata'];
  thread_ts?: string;
  subtype?: string;
  ephemeralTo?: string;
}

/** Adds a message; a reply changes its parent. */
export function addMessage(world: World, channel: Channel, draft: Draft): Message {
  const { byApp, blocks, ...said } = draft;
  const message: Message = {
    type: 'message',
    channel: channel.id,
    ts: world.ids.ts(),
    team: world.team.id,
    ...said,
    ...(blocks ? { blocks: takeBlocks(world, blocks) } : {}),
    ...(byApp ? appMarks(world) : {}),
  };
  world.messages.get(channel.id)?.push(message);
  if (message.thread_ts && !message.ephemeralTo) countReply(world, channel, message);
  world.changes.tell('messages', channel.id);
  return message;
}

const appMarks = (world: World) => ({
  bot_id: world.app.botId,
  app_id: world.app.id,
  bot_profile: {
    id: world.app.botId,
    name: world.app.name,
    app_id: world.app.id,
    user_id: world.app.botUserId,
  },
});

function countReply(world: World, channel: Channel, reply: Message): void {
  const parent = findMessage(world, channel.id, reply.thread_ts ?? '');
  if (!parent) return;
  const repliers = new Set([...(parent.reply_users ?? []), reply.user]);
  reply.parent_user_id = parent.user;
  putMessage(world, {
    ...parent,
    thread_ts: parent.ts,
    reply_count: (parent.reply_count ?? 0) + 1,
    reply_users: [...repliers],
    reply_users_count: repliers.size,
    latest_reply: reply.ts,
  });
}

/** Ephemerals too: the caller asks whose it is. */
export const findMessage = (world: World, channelId: string, ts: string): Message | undefined =>
  world.messages.get(channelId)?.find((message) => message.ts === ts);

/** Puts a new version in the place of the old. */
export function putMessage(world: World, message: Message): Message {
  const all = world.messages.get(message.channel) ?? [];
  const index = all.findIndex((one) => one.ts === message.ts);
  if (index >= 0) all[index] = message;
  world.changes.tell('messages', message.channel);
  return message;
}

export function removeMessage(world: World, message: Message): void {
  const all = world.messages.get(message.channel) ?? [];
  const index = all.findIndex((one) => one.ts === message.ts);
  if (index >= 0) all.splice(index, 1);
  const parent = message.thread_ts && findMessage(world, message.channel, message.thread_ts);
  if (parent && parent.ts !== message.ts) {
    putMessage(world, { ...parent, reply_count: Math.max(0, (parent.reply_count ?? 1) - 1) });
  }
  world.changes.tell('messages', message.channel);
}

/** Deleting a parent with replies leaves a stone: "This message was deleted." */
export function removeOrBury(world: World, message: Message): void {
  if (!message.reply_count) {
    removeMessage(world, message);
    return;
  }
  const { blocks: _b, attachments: _a, files: _f, ...rest } = message;
  putMessage(world, { ...rest, subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT' });
}

export const editedBy = (world: World, user: string) => ({ user, ts: `${seconds(world.clock)}.000000` });

/** & < > as Slack stores what a person typed. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
