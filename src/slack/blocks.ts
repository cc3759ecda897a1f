/** Block Kit pieces. Names are text: whatever a customer or a form puts in can never ping, link or format. */
import type {
  ActionsBlock,
  ActionsBlockElement,
  Block,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { cut } from '../lib/text.ts';

export type Blocks = (KnownBlock | Block)[];

/** What is shown: blocks, and the text for notifications and screen readers. */
export interface Message {
  text: string;
  blocks: Blocks;
}

// A word joiner after the marks that Slack's mrkdwn reads: the sign stays visible, the formatting does not happen.
const inert = '\u2060';

/** Text from outside as it stands, inside mrkdwn. */
export const esc = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[*_~`]/g, (mark) => `${inert}${mark}${inert}`)
    .replace(/:(?=[a-z0-9_+-]+:)/gi, `:${inert}`)
    // Slack links bare addresses and domains by itself.
    .replace(/(https?:)\/\//gi, `$1${inert}//`)
    .replace(/@/g, `@${inert}`);

export const plain = (text: string, limit: number): PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, limit) || ' ',
  emoji: true,
});

export const section = (
  text: string,
  accessory?: SectionBlock['accessory'],
  blockId?: string,
): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: cut(text, 3000) },
  ...(accessory ? { accessory } : {}),
  ...(blockId ? { block_id: blockId } : {}),
});

/** Lines of mrkdwn in as few sections as Slack's 3,000 characters of each allow. */
export function sectionsOf(lines: string[]): SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && [...last].length + [...line].length < 2900)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => section(text));
}

export const context = (...texts: string[]): ContextBlock => ({
  type: 'context',
  elements: texts.slice(0, 10).map((text) => ({ type: 'mrkdwn', text: cut(text, 2000) })),
});

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, 150) });

export const divider = (): DividerBlock => ({ type: 'divider' });

/** @throws RangeError over Slack's 25 elements */
export function actions(elements: ActionsBlockElement[], blockId?: string): ActionsBlock {
  if (elements.length > 25) throw new RangeError('an actions block holds at most 25 elements');
  return { type: 'actions', elements, ...(blockId ? { block_id: blockId } : {}) };
}

export const bold = (text: string): string => `*${text}*`;

/** A person of the workspace, by name: a mention would ping. */
export const link = (url: string, text: string): string =>
  `<${url.replace(/[<>|]/g, encodeURIComponent)}|${esc(text)}>`;

/** Joins the parts that are there: `lineOf(' · ', name, null, value)`. */
export const lineOf = (separator: string, ...parts: (string | null | undefined | false)[]): string =>
  parts.filter(Boolean).join(separator);
