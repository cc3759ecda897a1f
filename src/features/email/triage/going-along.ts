/** Which mails of a card a guess is about: what only one of them names says nothing about the others. */
import type { DealId } from '../../../lib/ids.ts';
import type { Clue, Email, EmailId } from '../model.ts';

/** What stands in a mail itself; the others speak of its sender. */
const ofMail: ReadonlySet<Clue | undefined> = new Set(['tag', 'thread', 'subject', 'number', 'moved']);

type Guessed = Pick<Email, 'id' | 'considered' | 'clues'>;

/**
 * The mails that a click on a guess puts away, the card's own first: for a deal that it names itself those that name it too,
 * else all that name no other deal.
 * @param deal null: a company or contact, which is of the sender
 * @param mates those of its conversation, which go where it goes
 */
export function goingAlong<M extends Guessed>(
  lead: M,
  joined: M[],
  deal: DealId | null,
  mates: EmailId[] = [],
): M[] {
  const isOfSender = deal === null || !ofMail.has(lead.clues[deal]);
  const goes = ({ id, considered, clues }: M): boolean => {
    const named = considered.filter((one) => ofMail.has(clues[one]));
    if (deal !== null && (mates.includes(id) || named.includes(deal))) return true;
    return named.length === 0 && isOfSender;
  };
  return [lead, ...joined.filter(goes)];
}
