/** May a deal be shown in this channel? Answered at the field. */
import type { WebClient } from '@slack/web-api';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, type ErrorCode, FieldErrors } from '../../lib/errors.ts';
import { type ChannelProblem, joinChannel } from '../../slack/channels.ts';

const codes = {
  notMember: 'channel.inviteFirst',
  // Slack does not tell a private channel that we are not in from one that does not exist.
  gone: 'channel.inviteFirst',
  archived: 'channel.archived',
  outsiders: 'channel.outsiders',
} as const satisfies Record<Exclude<ChannelProblem, 'ok'>, ErrorCode>;

/** Joins a public channel. @throws FieldErrors channel */
export async function fitChannel(ctx: Ctx, client: WebClient, channel: string): Promise<void> {
  const problem = await joinChannel(ctx, client, channel);
  if (problem !== 'ok') throw new FieldErrors([new CrmError(codes[problem], {}, 'channel')]);
}
