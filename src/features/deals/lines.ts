/** The lines of a deal's card: each says one thing. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { clockOf, dayOf, localOf, minutesBetween } from '../../lib/time.ts';
import { bold, esc, lineOf } from '../../slack/blocks.ts';
import { fullName } from '../contacts/model.ts';
import type { DealCard } from './card.ts';
import { type Deal, type DealDate, dealNumber, isOverdue } from './model.ts';

/** Outside text on a card: one line of at most this many characters, the rest is behind Open. */
export const short = (text: string, limit = 100): string => esc(cut(text.replace(/\s+/g, ' '), limit));

export const titleOf = (deal: Deal): string => `${dealNumber(deal.id)} · ${cut(deal.name, 120)}`;

export const titleLine = (deal: Deal): string => bold(esc(titleOf(deal)));

export function factsLine({ deal, company }: DealCard, reader: Reader): string {
  const { t } = reader;
  return lineOf(
    '   ·   ',
    company && `🏢 ${short(company.name)}`,
    t.deals.stageWithOdds(t.deals.stages[deal.stage], deal.probability),
    deal.value && t.deals.withoutVat(reader.money(deal.value)),
  );
}

/** Comes before everything else on the card. */
export function overdueLine({ deal }: DealCard, reader: Reader): string | null {
  if (!deal.bidDeadline || !isOverdue(deal, reader.now)) return null;
  const { local, at } = deal.bidDeadline;
  return `⚠️ ${bold(reader.t.deals.overdue(reader.age(at)))}: ${reader.nearTime(local)}`;
}

export function deadlineLine({ deal, workdaysLeft }: DealCard, reader: Reader): string | null {
  const { t } = reader;
  const { submitted, bidDeadline } = deal;
  if (submitted) return `✅ ${t.deals.submittedLine(reader.when(submitted.at), t.deals.ways[submitted.how])}`;
  if (!bidDeadline || isOverdue(deal, reader.now)) return null;
  const when = lineOf(' — ', reader.nearTime(bidDeadline.local), timeLeft(deal, workdaysLeft, reader));
  const ready = deal.dates.preparation && t.deals.readyBy(dateText(deal.dates.preparation, reader));
  return `⏰ ${bold(t.deals.bidDeadlineLine(lineOf(' · ', when, otherZone(deal, reader))))}${ready ? `   (${ready})` : ''}`;
}

function timeLeft(deal: Deal, workdays: number | null, reader: Reader): string | null {
  const minutes = deal.bidDeadline ? minutesBetween(reader.now, deal.bidDeadline.at) : 0;
  if (minutes < 60) return reader.t.deals.inMinutes(Math.max(1, Math.floor(minutes)));
  if (minutes < 24 * 60) return reader.t.deals.inHours(Math.floor(minutes / 60));
  return workdays === null ? null : reader.t.deals.inWorkdays(workdays);
}

/** The clock of the reader, when it is not the deadline's. */
function otherZone(deal: Deal, reader: Reader): string | null {
  if (!deal.bidDeadline) return null;
  const theirs = localOf(deal.bidDeadline.at, reader.zone);
  if (theirs === deal.bidDeadline.local) return null;
  const sameDay = dayOf(theirs) === dayOf(deal.bidDeadline.local);
  return reader.t.deals.yourTime(sameDay ? clockOf(theirs) : reader.nearTime(theirs));
}

/** A day, or a day and time. */
export const dateText = (date: DealDate, reader: Reader): string =>
  date.length > 10 ? reader.nearTime(date as never) : reader.near(date as never);

export function nextStepLine({ deal, nextStepOwner }: DealCard, reader: Reader): string | null {
  if (!deal.nextStep) return null;
  const { text, on } = deal.nextStep;
  const late = on !== null && on < reader.today;
  return lineOf(
    ' · ',
    `${late ? '⚠️ ' : ''}${reader.t.deals.nextStepLine(short(text, 150))}`,
    on && reader.t.deals.until(reader.near(on)),
    nextStepOwner && esc(nextStepOwner.name),
  );
}

export function contactsLine({ contacts }: DealCard, reader: Reader): string | null {
  if (contacts.length === 0) return null;
  const shown = contacts.slice(0, 3).map(({ contact, role }) => {
    const name = short(fullName(contact), 60);
    return role ? `${name} (${reader.t.deals.roles[role]})` : name;
  });
  const more = contacts.length > 3 ? ` +${contacts.length - 3}` : '';
  return `👤 ${shown.join(', ')}${more}`;
}

export const ownerLine = ({ deal, owner, parts }: DealCard, reader: Reader): string =>
  lineOf(
    ' · ',
    reader.t.deals.ownedBy(esc(owner.name)),
    ...parts.flatMap((part) => part.people?.(reader) ?? []),
    deal.restricted && `🔒 ${reader.t.deals.restricted}`,
  );

/** One line with the result, the reason and the day. */
export function resultLine({ deal }: DealCard, reader: Reader): string | null {
  const { t } = reader;
  const { closed, outcome } = deal;
  if (!closed) return null;
  const day = reader.when(closed.at);
  if (outcome === 'won')
    return lineOf(
      ' · ',
      `✅ ${bold(t.deals.won)}`,
      deal.value && t.deals.withoutVat(reader.money(deal.value)),
      day,
    );
  const noBid = closed.reason === 'noBid';
  const winner =
    closed.winner &&
    t.deals.winner(short(closed.winner, 80), closed.winnerValue && reader.money(closed.winnerValue));
  return lineOf(
    ' · ',
    bold(noBid ? t.deals.notBid : t.deals.lost),
    closed.reason && !noBid && t.deals.reasons[closed.reason],
    closed.note && t.deals.quoted(short(closed.note, 120)),
    winner,
    day,
  );
}
