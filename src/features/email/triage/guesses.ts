import type { DealId } from '../../../lib/ids.ts';
import type { Clue, Email } from '../model.ts';

const ofSubject: ReadonlySet<Clue | undefined> = new Set<Clue>(['subject', 'number']);

/** What a mail may belong to, the likeliest first: what its subject alone tells only to those who read that. */
export const guessesOf = ({ considered, clues, privacy }: Email, isMine: boolean): DealId[] =>
  privacy === 'happened' && !isMine ? considered.filter((id) => !ofSubject.has(clues[id])) : considered;
