import { SlackFailure } from '../failures.ts';
import { seenChannel } from '../people/place.ts';
import type { Message, RestModal, RestState, User } from '../protocol.ts';
import { stackOf } from '../views/stack.ts';
import { withOffset } from '../workspace/people.ts';
import type { Rest } from './rest.ts';

/** What a GET shows. */
export const lookings: Record<
  string,
  (rest: Rest, me: User, query: URLSearchParams) => Promise<object> | object
> = {
  state: (rest, me) => stateOf(rest, me),
  messages(rest, me, query) {
    const { world } = rest.slack;
    const channel = seenChannel(rest.slack, me, query.get('channel') ?? '');
    const all: Message[] = world.messages.get(channel.id) ?? [];
    return { messages: all.filter((message) => !message.ephemeralTo || message.ephemeralTo === me.id) };
  },
  modals(rest, me) {
    const { world } = rest.slack;
    const modals: RestModal[] = stackOf(world, me.id).map((view) => ({
      view,
      ...(world.formErrors.get(view.id) ?? { errors: {} }),
    }));
    return { modals };
  },
  home: (rest, me) => ({ view: rest.slack.world.homes.get(me.id) ?? null }),
  async mail(rest) {
    if (!rest.extras.mail) throw new SlackFailure('not_allowed', 'There is no mail here');
    const { mail } = rest.extras;
    return {
      mails: await mail.list(),
      senders: mail.senders?.() ?? [],
      addresses: mail.addresses?.() ?? [],
    };
  },
  time: (rest) => ({ now: rest.extras.time?.now() ?? rest.slack.world.clock.now() }),
};

function stateOf(rest: Rest, me: User): Omit<RestState, 'ok'> {
  const { world, transport } = rest.slack;
  const { app } = world;
  const channels = [...world.channels.values()].filter(
    (channel) =>
      channel.members.includes(me.id) ||
      (!channel.is_private && !channel.is_im && !me.is_restricted && me.team_id === world.team.id),
  );
  const appDm = channels.find((channel) => channel.is_im && channel.members.includes(app.botUserId));
  return {
    me: withOffset(me, world.clock),
    team: world.team,
    app: {
      id: app.id,
      name: app.name,
      botUserId: app.botUserId,
      botId: app.botId,
      connected: transport.connected(),
    },
    users: [...world.users.values()].map((user) => withOffset(user, world.clock)),
    channels: channels.map((channel) => ({
      ...channel,
      isMember: channel.members.includes(me.id),
      lastTs: world.messages.get(channel.id)?.findLast((one) => !one.ephemeralTo || one.ephemeralTo === me.id)
        ?.ts,
    })),
    ...(appDm ? { appDm: appDm.id } : {}),
    commands: app.commands ?? [],
    shortcuts: app.shortcuts ?? [],
    now: world.clock.now(),
    extras: { mail: rest.extras.mail !== undefined, time: rest.extras.time !== undefined },
  };
}
