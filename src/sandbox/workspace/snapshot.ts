/** The workspace as text, so that a demo goes on where it stopped. Open modals are not kept, as Slack does not keep them. */
import type { Channel, InputState, Message, SlackFile, User, View } from '../protocol.ts';
import type { IdsState } from './ids.ts';
import type { World } from './world.ts';

interface Snapshot {
  version: 1;
  /** addresses of files begin with it, also in messages */
  baseUrl: string;
  ids: IdsState;
  users: [string, User][];
  channels: [string, Channel][];
  messages: [string, Message[]][];
  files: [string, SlackFile][];
  givenToApp: string[];
  shownFiles: string[];
  homes: [string, View][];
  messageValues: [string, Record<string, Record<string, InputState>>][];
}

export function snapshotOf(world: World): string {
  const snapshot: Snapshot = {
    version: 1,
    baseUrl: world.baseUrl,
    ids: world.ids.state(),
    users: [...world.users],
    channels: [...world.channels],
    messages: [...world.messages],
    files: [...world.files],
    givenToApp: [...world.givenToApp],
    shownFiles: [...world.shownFiles],
    homes: [...world.homes],
    messageValues: [...world.messageValues],
  };
  return JSON.stringify(snapshot);
}

/** Contents of files come from `content`; a file without its content is left out. @throws Error when the text is no snapshot */
export function restore(world: World, text: string, content: (fileId: string) => Uint8Array | null): void {
  const { version, baseUrl } = JSON.parse(text) as Snapshot;
  if (version !== 1) throw new Error('a snapshot of another version');
  // The page may listen on another port this time.
  const kept = JSON.parse(text.replaceAll(`${baseUrl}/`, `${world.baseUrl}/`)) as Snapshot;
  world.ids.go(kept.ids);
  fill(world.users, kept.users);
  fill(world.channels, kept.channels);
  fill(world.messages, kept.messages);
  fill(world.homes, kept.homes);
  fill(world.messageValues, kept.messageValues);
  for (const id of kept.givenToApp) world.givenToApp.add(id);
  for (const id of kept.shownFiles) world.shownFiles.add(id);
  for (const [id, file] of kept.files) {
    const bytes = content(id);
    if (!bytes) continue;
    world.files.set(id, file);
    world.contents.set(id, bytes);
  }
}

function fill<T>(map: Map<string, T>, entries: [string, T][]): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
