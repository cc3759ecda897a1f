import { SlackFailure } from '../failures.ts';
import type { Channel, User } from '../protocol.ts';
import { familyOf } from '../workspace/channels.ts';
import type { World } from '../workspace/world.ts';
import type { Element } from './elements.ts';

const kinds = { channels: 'public', groups: 'private', im: 'im', mpim: 'mpim' } as const;

/** Does Slack offer this channel to this person in a channels_select or conversations_select? */
export function offersChannel(element: Element, channel: Channel, user: User): boolean {
  const mine = channel.members.includes(user.id);
  const visible = mine || (!channel.is_private && !channel.is_im && !user.is_restricted);
  if (!visible || channel.is_archived) return false;
  const kind = kinds[familyOf(channel)];
  if (element.type.endsWith('channels_select')) return kind === 'public';
  const { include, exclude_external_shared_channels } = element.filter ?? {};
  if (include && !include.includes(kind)) return false;
  return !(exclude_external_shared_channels && channel.is_ext_shared);
}

/** @throws SlackFailure not_found when Slack would not have offered it */
export function mustBeOffered(world: World, user: User, element: Element, ids: string[]): void {
  const people = element.type.endsWith('users_select');
  const places = /(channels|conversations)_select$/.test(element.type);
  for (const id of ids) {
    const channel = world.channels.get(id);
    const person = world.users.get(id);
    const good = people
      ? person !== undefined && !person.deleted
      : !places || (channel !== undefined && offersChannel(element, channel, user));
    if (!good) throw new SlackFailure('not_found', `Slack does not offer ${id} to ${user.real_name} here`);
  }
}
