import { changeMessage, deleteMessage } from '../api/chat.ts';
import { putFiles } from '../api/files.ts';
import { messageEvent } from '../app/events.ts';
import { SlackFailure } from '../failures.ts';
import type { Message, SlackFile, Upload, User } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { addFile } from '../workspace/files.ts';
import { addMessage, editedBy, escapeText, findMessage } from '../workspace/messages.ts';
import { withMentions } from './commands.ts';
import { seenChannel, writableBy } from './place.ts';

interface Written {
  channel: string;
  text: string;
  thread?: string;
  /** Ids of uploaded files. */
  files?: string[];
}

/** @throws SlackFailure not_allowed, not_found */
export function write(slack: Slack, user: User, written: Written): Message {
  const { world } = slack;
  const channel = writableBy(slack, user, written.channel);
  if (written.thread && !findMessage(world, channel.id, written.thread)) {
    throw new SlackFailure('not_found', 'There is no such thread');
  }
  const files = (written.files ?? []).map((id) => ownFile(slack, user, id));
  if (written.text.trim() === '' && files.length === 0)
    throw new SlackFailure('not_allowed', 'There is nothing to send');
  const message = addMessage(world, channel, {
    user: user.id,
    text: withMentions(world, escapeText(written.text), false),
    ...(written.thread ? { thread_ts: written.thread } : {}),
    ...(files.length > 0 ? { subtype: 'file_share' } : {}),
  });
  putFiles(slack, channel.id, message.ts, files);
  slack.events.tellIn(channel, messageEvent(channel, message));
  if (!channel.is_im && message.text.includes(`<@${world.app.botUserId}>`)) {
    const { channel_type: _, subtype: __, ...said } = messageEvent(channel, message);
    slack.events.tellIn(channel, { ...said, type: 'app_mention' });
  }
  return message;
}

function ownFile(slack: Slack, user: User, id: string): SlackFile {
  const file = slack.world.files.get(id);
  if (file?.user !== user.id) throw new SlackFailure('not_found', `${user.real_name} uploaded no ${id}`);
  return file;
}

export function upload(slack: Slack, user: User, given: Upload): SlackFile {
  const content = typeof given.content === 'string' ? new TextEncoder().encode(given.content) : given.content;
  return addFile(slack.world, { name: given.name, mimetype: given.type, content, user: user.id });
}

export function edit(slack: Slack, user: User, channelId: string, ts: string, text: string): Message {
  const { channel, message } = ownMessage(slack, user, channelId, ts);
  const said = withMentions(slack.world, escapeText(text), false);
  const next = { ...message, text: said, edited: editedBy(slack.world, user.id) };
  changeMessage(slack, channel, message, next);
  return next;
}

export function remove(slack: Slack, user: User, channelId: string, ts: string): void {
  const { channel, message } = ownMessage(slack, user, channelId, ts);
  deleteMessage(slack, channel, message);
}

function ownMessage(slack: Slack, user: User, channelId: string, ts: string) {
  const channel = seenChannel(slack, user, channelId);
  const message = findMessage(slack.world, channel.id, ts);
  if (message?.user !== user.id) throw new SlackFailure('not_allowed', 'One can change only what one wrote');
  return { channel, message };
}
