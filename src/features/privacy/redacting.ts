/** A message of ours as it stands in Slack, without the person. Pure. */
import type { Block, KnownBlock } from '@slack/types';
import { languages, wordsFor } from '../../i18n/catalog.ts';
import { cut } from '../../lib/text.ts';
import type { Progress } from './erasure.ts';
import { scrubValue } from './matching.ts';
import type { Target } from './part.ts';

/** What conversations.history tells of a message. */
export interface OurMessage {
  ts: string;
  thread_ts?: string;
  text?: string;
  blocks?: (KnownBlock | Block)[];
  files?: { id?: string; name?: string; title?: string }[];
  user?: string;
  bot_id?: string;
  reply_count?: number;
}

export type Redacted =
  | { do: 'edit'; text: string; blocks: (KnownBlock | Block)[] }
  /** a file they sent: it goes, with its message */
  | { do: 'remove'; files: string[] };

/** Exports are of this person or of another: whoever needs one makes it again. */
const exportName = /^vizitka-gdpr-[\d-]+\.(html|json)$/;

/** Of imports and lists too: what they say of whom is not known by their names. */
const isMadeAgain = (name: string): boolean =>
  exportName.test(name) ||
  languages.some((language) => {
    const { imports, exports } = wordsFor(language);
    const { file, badFile } = imports.report;
    return (
      [file, badFile].some((called) => name.normalize('NFC').endsWith(` \u2013 ${called}.xlsx`)) ||
      Object.values(exports.files).some(
        (called) => name.startsWith(`vizitka-${called}-`) && /-\d{4}-\d\d-\d\d\.(xlsx|csv)$/.test(name),
      )
    );
  });

/** Slack refuses an edit with more. */
const longestText = 3900;

/** @returns null when the person is not in it */
export function redacted(
  message: OurMessage,
  { matcher, erased }: Pick<Target, 'matcher' | 'erased'>,
  { snippets = [], subjects = [], files = [] }: Progress,
): Redacted | null {
  const theirs = (message.files ?? []).filter(({ name, title }) =>
    [name, title].some((one) => one && (files.includes(one) || isMadeAgain(one) || matcher.finds(one))),
  );
  if (theirs.length > 0) return { do: 'remove', files: theirs.flatMap(({ id }) => id ?? []) };
  const content = { text: message.text ?? '', blocks: message.blocks ?? [] };
  const isOthers = matcher.isOthers(JSON.stringify(content));
  const concerns = someText(content, (text) => (!isOthers && matcher.finds(text)) || quotes(text, snippets));
  if (!concerns) return null;
  const scrub = (text: string): string =>
    quotes(text, snippets) || quotes(text, subjects) ? erased.text : matcher.scrub(text, erased.name);
  const { text, blocks } = scrubValue(content, scrub) as typeof content;
  return { do: 'edit', text: cut(text, longestText), blocks };
}

function someText(value: unknown, fits: (text: string) => boolean): boolean {
  if (typeof value === 'string') return fits(value);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some((one) => someText(one, fits));
}

/** It says what they wrote. Our messages put unseen characters between letters, and entities for some. */
function quotes(text: string, of: string[]): boolean {
  if (of.length === 0 || text.length < 4) return false;
  const plain = text
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .toLowerCase();
  return of.some((snippet) => plain.includes(snippet));
}
