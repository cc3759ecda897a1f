import { ApiError } from '../failures.ts';
import type { Slack } from '../slack.ts';
import { findMessage, putMessage } from '../workspace/messages.ts';
import { visibleChannel } from './channel.ts';
import { type Method, text } from './method.ts';

const authTest: Method = {
  run: ({ world }) => ({
    url: `https://${world.team.domain}.slack.com/`,
    team: world.team.name,
    team_id: world.team.id,
    user: world.users.get(world.app.botUserId)?.name,
    user_id: world.app.botUserId,
    bot_id: world.app.botId,
    is_enterprise_install: false,
  }),
};

const teamInfo: Method = {
  scopes: ['team:read'],
  run: ({ world }) => ({
    team: { ...world.team, email_domain: '', icon: { image_default: true }, enterprise_id: '' },
  }),
};

const botsInfo: Method = {
  scopes: ['users:read'],
  run({ world }, args) {
    const id = text(args, 'bot') ?? world.app.botId;
    if (id !== world.app.botId) throw new ApiError('bot_not_found');
    const { app } = world;
    return { bot: { id, deleted: false, name: app.name, app_id: app.id, user_id: app.botUserId } };
  },
};

const react: Method = {
  scopes: ['reactions:write'],
  run(slack, args) {
    const channel = visibleChannel(slack, args);
    addReaction(
      slack,
      channel.id,
      text(args, 'timestamp') ?? '',
      text(args, 'name') ?? '',
      slack.world.app.botUserId,
    );
    return {};
  },
};

export function addReaction(slack: Slack, channel: string, ts: string, name: string, user: string): void {
  const message = findMessage(slack.world, channel, ts);
  if (!message || message.ephemeralTo) throw new ApiError('message_not_found');
  if (!/^[\w+'-]+(::skin-tone-\d)?$/.test(name)) throw new ApiError('invalid_name');
  const before = message.reactions?.find((one) => one.name === name);
  if (before?.users.includes(user)) throw new ApiError('already_reacted');
  const users = [...(before?.users ?? []), user];
  const others = (message.reactions ?? []).filter((one) => one.name !== name);
  putMessage(slack.world, { ...message, reactions: [...others, { name, users, count: users.length }] });
}

export const miscMethods: Record<string, Method> = {
  'api.test': { run: (_, args) => ({ args }) },
  'auth.test': authTest,
  'team.info': teamInfo,
  'bots.info': botsInfo,
  'reactions.add': react,
};
