import { messageEvent } from '../app/events.ts';
import { ApiError } from '../failures.ts';
import type { Channel, SlackFile } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { addFile, appMayRead, buryFile, shareFile } from '../workspace/files.ts';
import { addMessage, putMessage } from '../workspace/messages.ts';
import { writableChannel } from './channel.ts';
import { contentOf } from './chat.ts';
import { type Args, type Method, text } from './method.ts';

interface Pending {
  fileId: string;
  name: string;
  length: number;
  altText?: string;
  content?: Uint8Array;
}

/** Uploads in three steps: a URL, the bytes, the completion that makes the file appear. */
export interface Uploads {
  methods: Record<string, Method>;
  /** @throws ApiError when there is no such upload or the bytes are not as many as announced */
  receive(ticket: string, content: Uint8Array): void;
}

export function makeUploads(): Uploads {
  const byTicket = new Map<string, Pending>();
  const byFile = new Map<string, Pending>();

  const getUrl: Method = {
    scopes: ['files:write'],
    run({ world }, args) {
      const name = text(args, 'filename');
      const length = Number(args.length);
      if (!name || !Number.isInteger(length) || length <= 0) throw new ApiError('invalid_arguments');
      const pending: Pending = {
        fileId: world.ids.next('F'),
        name,
        length,
        altText: text(args, 'alt_txt') ?? text(args, 'alt_text'),
      };
      const ticket = world.ids.token(40);
      byTicket.set(ticket, pending);
      byFile.set(pending.fileId, pending);
      return { upload_url: `${world.baseUrl}/upload/v1/${ticket}`, file_id: pending.fileId };
    },
  };

  const complete: Method = {
    scopes: ['files:write'],
    run(slack, args) {
      const wanted = args.files as { id: string; title?: string }[] | undefined;
      if (!Array.isArray(wanted) || wanted.length === 0) throw new ApiError('invalid_arguments');
      const uploads = wanted.map(({ id }) => byFile.get(id));
      if (uploads.some((one) => !one?.content)) throw new ApiError('file_not_found');
      const channel = channelOf(slack, text(args, 'channel_id'));
      const files = uploads.map((one, index) => {
        const upload = one as Required<Pending>;
        byFile.delete(upload.fileId);
        const user = slack.world.app.botUserId;
        return addFile(slack.world, { ...upload, id: upload.fileId, title: wanted[index]?.title, user });
      });
      if (channel) share(slack, channel.id, files, args);
      return { files: files.map((file) => slack.world.files.get(file.id)) };
    },
  };

  return {
    methods: { 'files.getUploadURLExternal': getUrl, 'files.completeUploadExternal': complete },
    receive(ticket, content) {
      const pending = byTicket.get(ticket);
      if (!pending) throw new ApiError('file_not_found');
      if (content.byteLength !== pending.length) throw new ApiError('size_mismatch');
      byTicket.delete(ticket);
      pending.content = content;
    },
  };
}

/** By id only: the id of a person is not a channel here. */
function channelOf(slack: Slack, id: string | undefined): Channel | undefined {
  if (id === undefined) return undefined;
  if (!slack.world.channels.has(id)) throw new ApiError('channel_not_found');
  return writableChannel(slack, { channel: id });
}

function share(slack: Slack, channelId: string, files: SlackFile[], args: Args): void {
  const { world } = slack;
  const channel = world.channels.get(channelId);
  if (!channel) return;
  const comment = text(args, 'initial_comment') ?? '';
  const content = comment || args.blocks ? contentOf({ text: comment, blocks: args.blocks }) : { text: '' };
  const message = addMessage(world, channel, {
    ...content,
    user: world.app.botUserId,
    byApp: true,
    subtype: 'file_share',
    ...(text(args, 'thread_ts') ? { thread_ts: text(args, 'thread_ts') } : {}),
  });
  putFiles(slack, channelId, message.ts, files);
  slack.events.tellIn(channel, messageEvent(channel, message));
}

/** Marks files as shared by a message and puts them on it. */
export function putFiles(slack: Slack, channelId: string, ts: string, files: SlackFile[]): void {
  const { world } = slack;
  const channel = world.channels.get(channelId);
  const message = world.messages.get(channelId)?.find((one) => one.ts === ts);
  if (!channel || !message || files.length === 0) return;
  const shared = files.map((file) => shareFile(world, file, channel, message));
  message.files = shared;
  putMessage(world, message);
  for (const file of shared) {
    slack.events.tellIn(channel, {
      type: 'file_shared',
      file_id: file.id,
      user_id: file.user,
      file: { id: file.id },
      channel_id: channel.id,
      event_ts: message.ts,
    });
  }
}

/** @throws ApiError file_not_found also for files the app may not see */
function readableFile(slack: Slack, args: Args): SlackFile {
  const file = slack.world.files.get(text(args, 'file') ?? '');
  if (!file || !appMayRead(slack.world, file)) throw new ApiError('file_not_found');
  return file;
}

export const fileMethods: Record<string, Method> = {
  'files.info': {
    scopes: ['files:read'],
    run: (slack, args) => ({
      file: readableFile(slack, args),
      comments: [],
      response_metadata: { next_cursor: '' },
    }),
  },
  'files.delete': {
    scopes: ['files:write'],
    run(slack, args) {
      const file = readableFile(slack, args);
      if (file.user !== slack.world.app.botUserId) throw new ApiError('cant_delete_file');
      buryFile(slack.world, file);
      return {};
    },
  },
};
