import type { Channel, Message, SlackFile } from '../protocol.ts';
import { seconds } from './ids.ts';
import type { World } from './world.ts';

interface NewFile {
  id?: string;
  name: string;
  title?: string;
  mimetype?: string;
  content: Uint8Array;
  user: string;
  altText?: string;
}

export function addFile(world: World, given: NewFile): SlackFile {
  const id = given.id ?? world.ids.next('F');
  const extension = /\.([A-Za-z0-9]{1,10})$/.exec(given.name)?.[1]?.toLowerCase() ?? '';
  const address = `${world.baseUrl}/files-pri/${world.team.id}-${id}`;
  const slug = encodeURIComponent(given.name.toLowerCase().replaceAll(/\s/g, '_'));
  const file: SlackFile = {
    id,
    created: seconds(world.clock),
    timestamp: seconds(world.clock),
    name: given.name,
    title: given.title ?? given.name,
    mimetype: given.mimetype || mimetypes[extension] || 'application/octet-stream',
    filetype: extension || 'binary',
    pretty_type: extension.toUpperCase() || 'Binary',
    user: given.user,
    user_team: world.team.id,
    size: given.content.byteLength,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    public_url_shared: false,
    url_private: `${address}/${slug}`,
    url_private_download: `${address}/download/${slug}`,
    permalink: `https://${world.team.domain}.slack.com/files/${given.user}/${id}/${slug}`,
    ...(given.altText ? { alt_txt: given.altText } : {}),
    channels: [],
    groups: [],
    ims: [],
    file_access: 'visible',
  };
  world.files.set(id, file);
  world.contents.set(id, given.content);
  return file;
}

/** After a message with the file was posted. */
export function shareFile(world: World, file: SlackFile, channel: Channel, message: Message): SlackFile {
  const list = channel.is_im ? 'ims' : channel.is_private ? 'groups' : 'channels';
  const kind = channel.is_private ? 'private' : 'public';
  const share = { ts: message.ts, ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}) };
  const shares = { public: {}, private: {}, ...file.shares };
  const next: SlackFile = {
    ...file,
    [list]: [...new Set([...file[list], channel.id])],
    is_public: file.is_public || kind === 'public',
    shares: {
      ...shares,
      [kind]: { ...shares[kind], [channel.id]: [...(shares[kind][channel.id] ?? []), share] },
    },
  };
  world.files.set(file.id, next);
  return next;
}

/** Messages keep a stone in place of the file; a message that was only the file disappears. */
export function buryFile(world: World, file: SlackFile): void {
  world.files.delete(file.id);
  world.contents.delete(file.id);
  for (const [channel, all] of world.messages) {
    const kept = all.flatMap((message) => {
      if (!message.files?.some((one) => one.id === file.id)) return [message];
      if (!message.text && !message.blocks && message.files.length === 1) return [];
      const files = message.files.map((one) =>
        one.id === file.id ? { ...one, mode: 'tombstone' as const } : one,
      );
      return [{ ...message, files }];
    });
    world.messages.set(channel, kept);
    world.changes.tell('messages', channel);
  }
}

/** The app reads what it uploaded, what came through its modals, and what is shared where it is. */
export function appMayRead(world: World, file: SlackFile): boolean {
  if (file.user === world.app.botUserId || world.givenToApp.has(file.id)) return true;
  return sharedIn(world, file).some((channel) => channel.members.includes(world.app.botUserId));
}

export function personMayRead(world: World, file: SlackFile, user: string): boolean {
  if (file.user === user || world.shownFiles.has(file.id)) return true;
  return sharedIn(world, file).some((channel) => !channel.is_private || channel.members.includes(user));
}

const sharedIn = (world: World, file: SlackFile): Channel[] =>
  [...file.channels, ...file.groups, ...file.ims]
    .map((id) => world.channels.get(id))
    .filter((channel) => channel !== undefined);

const mimetypes: Record<string, string> = {
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  html: 'text/html',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  eml: 'message/rfc822',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
