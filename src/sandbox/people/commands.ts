import { contentOf } from '../api/chat.ts';
import { ApiError, SlackFailure } from '../failures.ts';
import type { Channel, User } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { payloadName } from '../workspace/channels.ts';
import { addMessage, escapeText } from '../workspace/messages.ts';
import { findChannel, type World } from '../workspace/world.ts';
import { writableBy } from './place.ts';
import { askApp, trouble } from './send.ts';

interface Typed {
  command: string;
  text: string;
  channel: string;
  thread?: string;
}

/** @throws SlackFailure */
export async function runCommand(slack: Slack, user: User, typed: Typed): Promise<void> {
  const { world } = slack;
  const channel = writableBy(slack, user, typed.channel);
  if (typed.thread) {
    throw new SlackFailure('not_allowed', `${typed.command} is not supported in threads. Sorry!`);
  }
  if (user.team_id !== world.team.id) {
    throw new SlackFailure(
      'not_allowed',
      `${user.real_name} is of another workspace and has no ${typed.command}`,
    );
  }
  const known = world.app.commands?.find((one) => one.command === typed.command);
  if (world.app.commands && !known)
    throw new SlackFailure('not_allowed', `${typed.command} is not a valid command.`);
  const payload = {
    token: 'sandbox',
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: channel.id,
    channel_name: payloadName(channel),
    user_id: user.id,
    user_name: user.name,
    command: typed.command,
    text: textOf(world, typed.text.trim(), known?.should_escape ?? false),
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: slack.urls.make({ channel: channel.id, user: user.id }),
    trigger_id: slack.triggers.make(user.id, { channelId: channel.id }),
  };
  try {
    const answer = await askApp(slack, 'slash_commands', `command ${typed.command}`, payload);
    showAnswer(slack, user, channel, typed.command, answer);
  } catch (error) {
    if (error instanceof SlackFailure) {
      const text = `${typed.command} failed with the error "${error.code}"`;
      addMessage(world, channel, { user: 'USLACKBOT', text, ephemeralTo: user.id });
    }
    throw error;
  }
}

function showAnswer(
  slack: Slack,
  user: User,
  channel: Channel,
  command: string,
  answer: Record<string, unknown>,
): void {
  if (!answer.text && !answer.blocks && !answer.attachments) return;
  const { world } = slack;
  try {
    const seenByAll = answer.response_type === 'in_channel';
    const draft = { ...contentOf(answer), user: world.app.botUserId, byApp: true };
    addMessage(world, channel, { ...draft, ...(seenByAll ? {} : { ephemeralTo: user.id }) });
  } catch (error) {
    if (error instanceof ApiError)
      throw trouble(slack, 'bad_answer', `command ${command}`, JSON.stringify(error.more));
    throw error;
  }
}

/** With should_escape, names of people and channels become their ids. */
function textOf(world: World, typed: string, escapeNames: boolean): string {
  const text = escapeText(typed);
  return escapeNames ? withMentions(world, text, true) : text;
}

/** @eva -> <@U..>, #sales -> <#C..>; commands carry the name too: <@U..|eva>. */
export function withMentions(world: World, text: string, named: boolean): string {
  const after = (name: string) => (named ? `|${name}` : '');
  return text
    .replace(/(^|\s)@([\p{L}\p{N}._-]+)/gu, (whole, before: string, name: string) => {
      const user = [...world.users.values()].find((one) => one.name === name.toLowerCase());
      return user ? `${before}<@${user.id}${after(user.name)}>` : whole;
    })
    .replace(/(^|\s)#([\p{L}\p{N}_-]+)/gu, (whole, before: string, name: string) => {
      const channel = findChannel(world, `#${name}`);
      return channel ? `${before}<#${channel.id}${after(channel.name)}>` : whole;
    });
}
