/** Senders that nobody is to be asked about again: on the list of what is never logged, of everybody's mail. */
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import { findEntry, insertEntry, markRemoved } from './never-log-store.ts';

/** `@firma.example` or `jan@firma.example` */
const entryOf = (pattern: string) => {
  const kind = pattern.startsWith('@') ? ('domain' as const) : ('address' as const);
  const written = pattern.replace(/^@/, '');
  return { kind, pattern: written, written, personId: null };
};

/** @returns false when it stood there already */
export const addIgnoredSender = (ctx: Ctx, pattern: string, by: PersonId | null): Promise<boolean> =>
  insertEntry(ctx, { ...entryOf(pattern), createdBy: by });

export async function removeIgnoredSender(ctx: Ctx, pattern: string): Promise<void> {
  const entry = await findEntry(ctx, entryOf(pattern));
  if (entry) await markRemoved(ctx, entry.id);
}
