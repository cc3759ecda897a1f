/** A message's own address, also where the app is not: then it is built the way Slack builds it. */
import type { WebClient } from '@slack/web-api';
import { slackCode } from '../../slack/respond.ts';

export interface MessagePlace {
  channel: string;
  ts: string;
  thread: string | null;
}

/** @param domain of the workspace, `ocel-vir` */
export async function permalinkOf(
  client: WebClient,
  { channel, ts, thread }: MessagePlace,
  domain: string | null,
): Promise<string> {
  try {
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    if (permalink) return permalink;
  } catch (error) {
    // Not a member, or Slack is slow today: the address follows from what the shortcut said.
    if (slackCode(error) === null && !isUnreachable(error)) throw error;
  }
  const reply = thread && thread !== ts ? `?thread_ts=${thread}&cid=${channel}` : '';
  return `https://${domain ?? 'app'}.slack.com/archives/${channel}/p${ts.replace('.', '')}${reply}`;
}

const isUnreachable = (error: unknown): boolean =>
  String((error as { code?: string } | null)?.code ?? '').startsWith('slack_webapi');

/** True in a channel that the app is not in and could be invited to; conversations between people stay theirs. */
export async function couldInvite(client: WebClient, channel: string): Promise<boolean> {
  if (channel.startsWith('D')) return false;
  try {
    const { channel: info } = await client.conversations.info({ channel });
    return !info?.is_member && !info?.is_im && !info?.is_mpim && !info?.is_archived;
  } catch (error) {
    // A private channel does not exist for those who are not in it.
    return slackCode(error) === 'channel_not_found';
  }
}
