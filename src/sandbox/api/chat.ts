import { messageEvent } from '../app/events.ts';
import { checkedMessage } from '../blocks.ts';
import { ApiError } from '../failures.ts';
import type { Block, Channel, Message } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { takeBlocks } from '../workspace/blocks.ts';
import { addMessage, editedBy, findMessage, putMessage, removeOrBury } from '../workspace/messages.ts';
import { visibleChannel, writableChannel } from './channel.ts';
import { type Args, flag, type Method, text } from './method.ts';

/** A post is cut here; an edit is refused much sooner. */
const longestPost = 40_000;
const longestEdit = 4000;
const longestMarkdown = 12_000;

export interface Content {
  text: string;
  blocks?: Block[];
  attachments?: Record<string, unknown>[];
  metadata?: Message['metadata'];
}

/** What a message says, checked as Slack checks it. @throws ApiError no_text, msg_too_long, invalid_blocks... */
export function contentOf(args: Args): Content {
  const markdown = text(args, 'markdown_text');
  const blocks = listOf(args.blocks, 'invalid_blocks_format') as Block[] | undefined;
  const attachments = listOf(args.attachments, 'invalid_attachments');
  if (markdown !== undefined && (blocks || text(args, 'text'))) throw new ApiError('markdown_text_conflict');
  const said = markdown ?? text(args, 'text') ?? '';
  if (said.trim() === '' && !blocks?.length && !attachments?.length) throw new ApiError('no_text');
  if (markdown !== undefined && lengthOf(markdown) > longestMarkdown) throw new ApiError('msg_too_long');
  const kept = [...said].slice(0, longestPost).join('');
  checkedMessage({ ...args, ...(args.text === undefined ? {} : { text: kept }), blocks, attachments });
  return {
    text: kept,
    ...(blocks?.length ? { blocks } : {}),
    ...(attachments?.length ? { attachments } : {}),
    ...(args.metadata ? { metadata: metadataOf(args.metadata) } : {}),
  };
}

const lengthOf = (words: string) => [...words].length;

function listOf(value: unknown, error: string): Record<string, unknown>[] | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (!Array.isArray(value)) throw new ApiError(error);
  return value as Record<string, unknown>[];
}

function metadataOf(value: unknown): Message['metadata'] {
  const metadata = value as Message['metadata'];
  if (typeof metadata?.event_type !== 'string' || typeof metadata.event_payload !== 'object') {
    throw new ApiError('invalid_metadata_format');
  }
  return metadata;
}

/** The parent a reply goes to. @throws ApiError thread_not_found */
function threadOf(slack: Slack, channel: Channel, args: Args): { thread_ts?: string } {
  const ts = text(args, 'thread_ts');
  if (!ts) return {};
  const parent = findMessage(slack.world, channel.id, ts);
  if (!parent || parent.ephemeralTo) throw new ApiError('thread_not_found');
  if (parent.thread_ts && parent.thread_ts !== parent.ts) throw new ApiError('cannot_reply_to_message');
  return { thread_ts: ts };
}

/** The app's own message. @throws ApiError message_not_found (ephemerals cannot be reached by ts), else `notMine` */
function ownMessage(slack: Slack, channel: Channel, args: Args, notMine: string): Message {
  const message = findMessage(slack.world, channel.id, text(args, 'ts') ?? '');
  if (!message || message.ephemeralTo || message.subtype === 'tombstone')
    throw new ApiError('message_not_found');
  if (message.app_id !== slack.world.app.id) throw new ApiError(notMine);
  return message;
}

const postMessage: Method = {
  scopes: ['chat:write'],
  run(slack, args) {
    const { world } = slack;
    const channel = writableChannel(slack, args);
    const content = contentOf(args);
    const thread = threadOf(slack, channel, args);
    const broadcast =
      thread.thread_ts && flag(args, 'reply_broadcast') ? { subtype: 'thread_broadcast' } : {};
    const draft = { ...content, ...thread, ...broadcast, user: world.app.botUserId, byApp: true };
    const message = addMessage(world, channel, draft);
    slack.events.tellIn(channel, messageEvent(channel, message));
    return { channel: channel.id, ts: message.ts, message: shown(message), ...cutWarning(args) };
  },
};

function cutWarning(args: Args): Record<string, unknown> {
  if (lengthOf(text(args, 'text') ?? '') <= longestPost) return {};
  return { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } };
}

const postEphemeral: Method = {
  scopes: ['chat:write'],
  run(slack, args) {
    const { world } = slack;
    const channel = writableChannel(slack, args);
    const user = text(args, 'user') ?? '';
    if (!world.users.has(user)) throw new ApiError('user_not_found');
    if (!channel.members.includes(user)) throw new ApiError('user_not_in_channel');
    const content = contentOf(args);
    const thread = threadOf(slack, channel, args);
    const draft = { ...content, ...thread, user: world.app.botUserId, byApp: true, ephemeralTo: user };
    return { message_ts: addMessage(world, channel, draft).ts };
  },
};

const update: Method = {
  scopes: ['chat:write'],
  run(slack, args) {
    const { world } = slack;
    const channel = visibleChannel(slack, args);
    const message = ownMessage(slack, channel, args, 'cant_update_message');
    if (channel.is_archived) throw new ApiError('is_archived');
    if (lengthOf(text(args, 'text') ?? '') > longestEdit) throw new ApiError('msg_too_long');
    const content = contentOf(args);
    // What is not given stays: a text alone does not take the blocks away, an empty list does.
    const next: Message = {
      ...unchanged(message, args),
      ...content,
      ...(content.blocks ? { blocks: takeBlocks(world, content.blocks) } : {}),
      edited: editedBy(world, world.app.botUserId),
    };
    changeMessage(slack, channel, message, next);
    return { channel: channel.id, ts: message.ts, text: next.text, message: shown(next) };
  },
};

function unchanged(message: Message, args: Args): Message {
  const { blocks, attachments, ...rest } = message;
  return {
    ...rest,
    ...(args.blocks === undefined && blocks ? { blocks } : {}),
    ...(args.attachments === undefined && attachments ? { attachments } : {}),
  };
}

const remove: Method = {
  scopes: ['chat:write'],
  run(slack, args) {
    const channel = visibleChannel(slack, args);
    const message = ownMessage(slack, channel, args, 'cant_delete_message');
    deleteMessage(slack, channel, message);
    return { channel: channel.id, ts: message.ts };
  },
};

const getPermalink: Method = {
  run(slack, args) {
    const channel = visibleChannel(slack, args);
    const ts = text(args, 'message_ts') ?? '';
    const message = findMessage(slack.world, channel.id, ts);
    if (!message || message.ephemeralTo) throw new ApiError('message_not_found');
    return { channel: channel.id, permalink: permalinkOf(slack, message) };
  },
};

export function permalinkOf(slack: Slack, message: Message): string {
  const base = `https://${slack.world.team.domain}.slack.com/archives/${message.channel}/p${message.ts.replace('.', '')}`;
  const inThread = message.thread_ts && message.thread_ts !== message.ts;
  return inThread ? `${base}?thread_ts=${message.thread_ts}&cid=${message.channel}` : base;
}

type Telling = Pick<Slack, 'world' | 'events'>;

/** Ephemeral messages change without a word to the app. */
export function changeMessage(slack: Telling, channel: Channel, before: Message, next: Message): void {
  putMessage(slack.world, next);
  if (next.ephemeralTo) return;
  slack.events.tellIn(channel, {
    ...changeEvent(channel, before),
    subtype: 'message_changed',
    message: shown(next),
    previous_message: shown(before),
  });
}

export function deleteMessage(slack: Telling, channel: Channel, message: Message): void {
  removeOrBury(slack.world, message);
  if (message.ephemeralTo) return;
  slack.events.tellIn(channel, {
    ...changeEvent(channel, message),
    subtype: 'message_deleted',
    deleted_ts: message.ts,
    previous_message: shown(message),
  });
}

const changeEvent = (channel: Channel, about: Message) => {
  const { channel_type } = messageEvent(channel, about);
  return { type: 'message', hidden: true, channel: channel.id, channel_type };
};

/** As Slack shows a message inside answers: without its channel, and without metadata unless asked for. */
export function shown(message: Message, withMetadata = false): Record<string, unknown> {
  const { channel: _, ephemeralTo: __, metadata, ...rest } = message;
  return withMetadata && metadata ? { ...rest, metadata } : rest;
}

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};
