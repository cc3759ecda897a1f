/** One erasure, from its asking to its certificate. */
import type { PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Kind } from './model.ts';
import type { Sought } from './part.ts';

declare const brand: unique symbol;
export type ErasureId = number & { [brand]: 'erasure' };

/**
 * seeking: whom a restored backup brought back; listing: noted beside the files; aside: what lies in files;
 * rows: the person's own; words: every other place; slack: our messages are looked through; sending: what is changed
 * there is on its way; done.
 */
export const stages = ['seeking', 'listing', 'aside', 'rows', 'words', 'slack', 'sending', 'done'] as const;
export type Stage = (typeof stages)[number];

export interface Progress {
  /** after a restore: contacts that may be the person */
  contacts?: number[];
  companies?: number[];
  /** which list, table or channel */
  index?: number;
  /** the key after which to go on */
  after?: unknown[] | null;
  /** Slack's channels, and the page within one */
  channels?: string[];
  cursor?: string | null;
  /** what their mails began with, by which our messages about them are known */
  snippets?: string[];
  subjects?: string[];
  /** names of attachments they sent */
  files?: string[];
}

/** What a person is to look at: ids only. */
export interface Look {
  activities?: number[];
  deals?: number[];
  /** of the same name */
  contacts?: number[];
  /** that have the name in theirs */
  companies?: number[];
  /** texts elsewhere that may mean the person */
  elsewhere?: number;
  /** our messages in Slack that could not be changed */
  messages?: number;
  /** files that colleagues brought to deals in which the person was named */
  files?: number;
  /** addresses and phones that somebody else has too */
  shared?: number;
}

export interface Erasure {
  id: ErasureId;
  uid: string;
  stage: Stage;
  askedBy: PersonId | null;
  askedAt: Instant;
  finishedAt: Instant | null;
  sought: Sought | null;
  progress: Progress;
  counts: Partial<Record<Kind, number>>;
  look: Look;
}
