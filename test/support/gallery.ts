/** What a slice shows, by name: in the tests for the sandbox's checker, in the smoke test for Slack itself. */
import type { HomeView, ModalView } from '@slack/types';
import type { Message } from '../../src/slack/blocks.ts';

export interface Gallery {
  messages: Record<string, Message>;
  modals: Record<string, ModalView>;
  homes?: Record<string, HomeView>;
}

/** `card 1`, `card 2`... */
export const numbered = <T>(name: string, views: T[]): Record<string, T> =>
  Object.fromEntries(views.map((view, index) => [`${name} ${index + 1}`, view]));

/** Each view of one thing, as `thing: view`. */
export const viewsOf = <T>(thing: string, views: Record<string, T>): [string, T][] =>
  Object.entries(views).map(([view, shown]) => [`${thing}: ${view}`, shown]);
