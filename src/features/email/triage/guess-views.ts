/** What a waiting mail's card offers to put it to, and why. */
import type { Reader } from '../../../i18n/reader.ts';
import type { DealId } from '../../../lib/ids.ts';
import { cut } from '../../../lib/text.ts';
import { lineOf } from '../../../slack/blocks.ts';
import { dealNumber } from '../../deals/model.ts';
import { logToDeal, logToPlace } from '../buttons.ts';
import type { EmailCard } from '../card.ts';
import type { Clue, Email, Reason } from '../model.ts';
import { goingAlong } from './going-along.ts';

export function guessButtons(card: EmailCard, { t }: Reader) {
  const { email, joined, guesses, mates } = card;
  const { log } = t.filing;
  const all = joined.length + 1;
  const shown = (deal: DealId | null) => {
    const ids = goingAlong(email, joined, deal, mates).map(({ id }) => id);
    return { mails: ids.length, upTo: Math.max(...ids) };
  };
  const deals = guesses.map((deal) => {
    const going = shown(deal.id);
    const words = log.deal(cut(`${dealNumber(deal.id)} · ${deal.name}`, 40), going.mails, all);
    return logToDeal.make(words, { email: email.id, deal: deal.id, ...going }, { suffix: deal.id });
  });
  const before = placeBefore(card);
  if (!before) return deals;
  const { company, name } = before;
  const words = company === null ? log.contact : log.company;
  const going = shown(null);
  const label = words(cut(name, 40), going.mails, all);
  return [logToPlace.make(label, { email: email.id, company, ...going }), ...deals];
}

/** Where mail of its sender went until somebody wanted to be asked: a company, else their contact. */
function placeBefore({ email: { reason }, company, contact }: EmailCard) {
  if (reason?.code !== 'askedNextTime') return null;
  if (reason.details.company === null) return contact && { company: null, name: contact.name };
  return company && { company: company.id, name: company.name };
}

/** `D-7: named in the subject`, of each deal of which the reason itself does not speak. */
export function guessLine({ email, guesses }: EmailCard, { t }: Reader): string | null {
  const told = email.reason ? dealsIn(email.reason) : [];
  const offered = guesses.filter(({ id }) => !told.includes(id));
  const together = Map.groupBy(offered, ({ id }) => clueOf(email, id));
  const lines = [...together].map(
    ([why, deals]) => why && `${deals.map(({ id }) => dealNumber(id)).join(', ')}: ${t.filing.clues[why]}`,
  );
  return lineOf(' · ', ...lines) || null;
}

const clueOf = ({ clues }: Email, deal: DealId): Clue | null => clues[deal] ?? null;

function dealsIn({ details }: Reason): number[] {
  const { deal = null, deals = [] } = details as { deal?: number | null; deals?: number[] };
  return deal === null ? deals : [deal, ...deals];
}
