/** What administrators do. */
import type { Channel, User } from './objects.ts';
import type { ChannelSeed, UserSeed } from './seeds.ts';

/** What happens in the workspace without the app; each sends Slack's events when the app may see them. */
export interface Admin {
  addUser(seed: UserSeed): User;
  changeUser(user: string, change: Partial<UserSeed>): User;
  deactivateUser(user: string): User;
  addChannel(seed: ChannelSeed): Channel;
  renameChannel(channel: string, name: string): void;
  archiveChannel(channel: string): void;
  unarchiveChannel(channel: string): void;
  shareChannel(channel: string): void;
  /** `user` may be 'app'. */
  invite(channel: string, user: string): void;
  remove(channel: string, user: string): void;
  uninstallApp(): void;
}
