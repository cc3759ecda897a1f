import { html, useMemo } from '../kit.js';
import { withEmoji } from './emoji.js';
import { parseMrkdwn } from './mrkdwn.js';
import { Nodes } from './nodes.js';

/** A text object: plain_text or mrkdwn. */
export function Text({ text }) {
  if (!text) return null;
  if (text.type === 'mrkdwn') return html`<${Mrkdwn} text=${text.text} />`;
  return text.emoji === false ? text.text : withEmoji(text.text);
}

export function Mrkdwn({ text }) {
  const nodes = useMemo(() => parseMrkdwn(text), [text]);
  return html`<${Nodes} nodes=${nodes} />`;
}

/** A text object as a string, for labels, titles and options. */
export const plainOf = (text) => (text ? withEmoji(text.text) : '');
