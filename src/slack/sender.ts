/** Who sent what Slack posts to us, and what is needed to answer them. */
import type { View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Person } from '../access/people.ts';
import type { Ctx } from '../lib/context.ts';
import { cleanLine } from '../lib/text.ts';
import type { SlackFile } from './requests.ts';

export interface Answering {
  /** never retries and never queues behind a rate limit: it answers people who wait */
  client: WebClient;
  ctx: Ctx;
  systemCtx(): Promise<Ctx>;
  /** looks a person up in Slack when our own table does not know them yet */
  meet(slackId: string): Promise<Person | null>;
  /** where response_url may point to, as prefixes */
  responseHosts: string[];
}

export interface Sender {
  slackId: string;
  channel: string | null;
  triggerId: string | null;
  responseUrl: string | null;
  /** a modal on the screen: what is said is pushed on top of it */
  inModal: boolean;
  requestKey: string | null;
}

/** What we read of Slack's payloads. */
export interface Body {
  team?: { domain?: string } | null;
  user?: { id: string };
  user_id?: string;
  channel?: { id: string };
  channel_id?: string;
  trigger_id?: string;
  response_url?: string;
  view?: View & { id: string };
  message?: {
    ts: string;
    blocks?: { block_id?: string }[];
    thread_ts?: string;
    text?: string;
    user?: string;
    files?: RawFile[];
  };
  message_ts?: string;
  actions?: { action_id: string }[];
  container?: {
    type?: string;
    message_ts?: string;
    channel_id?: string;
    is_ephemeral?: boolean;
    thread_ts?: string;
  };
}

export interface RawFile {
  id: string;
  name?: string;
  size?: number;
  mimetype?: string;
  url_private_download?: string;
  url_private?: string;
  is_external?: boolean;
}

export const senderOf = (body: Body, requestKey: string | null = null): Sender => ({
  slackId: body.user?.id ?? body.user_id ?? '',
  channel: body.channel?.id ?? body.channel_id ?? body.container?.channel_id ?? null,
  triggerId: body.trigger_id ?? null,
  responseUrl: body.response_url ?? null,
  inModal: body.view?.type === 'modal',
  requestKey,
});

export const toSlackFile = (file: RawFile): SlackFile => ({
  id: file.id,
  // It is said in messages before it is kept: a name must not turn the words around it.
  name: cleanLine(file.name ?? '') || file.id,
  size: file.size ?? 0,
  mimetype: file.mimetype ?? 'application/octet-stream',
  url: file.url_private_download ?? file.url_private ?? '',
  isExternal: file.is_external ?? false,
});
