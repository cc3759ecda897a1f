/** The calls that make something appear in Slack. Each throws SlackFailure, which says what the failure means. */
import type { Block, HomeView, KnownBlock, SectionBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { plain } from './blocks.ts';
import { inertText } from './inert-text.ts';
import { type Found, markOf, type Whereabouts } from './lookup.ts';
import { calling } from './outcome.ts';

interface Content {
  text: string;
  blocks: (KnownBlock | Block)[];
}

/** @throws SlackFailure */
export async function postMessage(
  client: WebClient,
  to: Whereabouts,
  uid: string,
  { text, blocks }: Content,
): Promise<Found> {
  const posted = await calling(() =>
    client.chat.postMessage({
      channel: to.channel,
      text: inertText(text, blocks),
      blocks: marked(blocks, text, uid),
      unfurl_links: false,
      unfurl_media: false,
      ...(to.thread ? { thread_ts: to.thread } : {}),
    }),
  );
  return { channel: posted.channel as string, ts: posted.ts as string };
}

/** The first block carries the effect's uid, by which a post whose answer was lost is found again. */
function marked(blocks: Content['blocks'], text: string, uid: string): Content['blocks'] {
  const [first, ...rest] = blocks;
  const block = first ?? ({ type: 'section', text: plain(text, 3000) } satisfies SectionBlock);
  return [{ ...block, block_id: markOf(uid) } as KnownBlock, ...rest];
}

/** @throws SlackFailure */
export async function editMessage(client: WebClient, where: Found, { text, blocks }: Content): Promise<void> {
  await calling(() => client.chat.update({ ...where, text: inertText(text, blocks), blocks }));
}

/** @throws SlackFailure */
export async function deleteMessage(client: WebClient, where: Found): Promise<void> {
  await calling(() => client.chat.delete(where));
}

/** @throws SlackFailure */
export async function publishHome(client: WebClient, slackId: string, view: HomeView): Promise<void> {
  await calling(() => client.views.publish({ user_id: slackId, view }));
}
