/** Whoever is in a channel decides what it is told, and admins. */
import type { WebClient } from '@slack/web-api';
import { isAdmin } from '../../access/policy.ts';
import type { Ctx } from '../../lib/context.ts';
import { refuse } from '../../lib/errors.ts';
import { slackCode } from '../../slack/respond.ts';

/** @param slackId of the actor @throws CrmError digest.notInChannel, channel.inviteFirst when Slack does not show it */
export async function assertMaySet(
  ctx: Ctx,
  client: WebClient,
  slackId: string,
  channel: string,
): Promise<void> {
  if (isAdmin(ctx) || (await isIn(client, channel, slackId))) return;
  refuse('digest.notInChannel', {}, 'channel');
}

async function isIn(client: WebClient, channel: string, slackId: string): Promise<boolean> {
  let cursor: string | undefined;
  do {
    const page = await client.conversations
      .members({ channel, limit: 500, ...(cursor ? { cursor } : {}) })
      .catch((error) => {
        if (slackCode(error) !== 'channel_not_found') throw error;
        return refuse('channel.inviteFirst', {}, 'channel');
      });
    if (page.members?.includes(slackId)) return true;
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return false;
}
