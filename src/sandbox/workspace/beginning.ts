import type { ChannelSeed, FileSeed } from '../protocol.ts';
import { addFile, shareFile } from './files.ts';
import { addMessage, escapeText } from './messages.ts';
import { findChannel, findUser, type World } from './world.ts';

/** What was said before the app came. */
export function addSeedMessages(world: World, seeds: ChannelSeed[]): void {
  for (const seed of seeds) {
    const channel = findChannel(world, seed.id ?? `#${seed.name}`);
    for (const { user, text } of seed.messages ?? []) {
      if (channel) addMessage(world, channel, { user: findUser(world, user).id, text: escapeText(text) });
    }
  }
}

/** Files of the story: they were there before the app. */
export function addSeedFiles(world: World, seeds: Map<string, FileSeed>): void {
  for (const [id, seed] of seeds) {
    const user = findUser(world, seed.user).id;
    const file = addFile(world, {
      id,
      name: seed.name,
      mimetype: seed.mimetype,
      content: seed.content,
      user,
    });
    for (const which of seed.channels ?? []) {
      const channel = findChannel(world, which);
      if (!channel) throw new Error(`There is no channel ${which}`);
      const message = addMessage(world, channel, { user, text: '', subtype: 'file_share' });
      message.files = [shareFile(world, file, channel, message)];
    }
  }
}
