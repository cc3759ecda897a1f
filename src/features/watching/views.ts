/** A nudge as it stands in a person's DM, and what they answer. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { type LocalDateTime, minutesBetween, type PlainDate } from '../../lib/time.ts';
import { actions, bold, context, divider, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { option } from '../../slack/forms.ts';
import { button, choice } from '../../slack/ids.ts';
import { firstThatFits } from '../../slack/room.ts';
import { openDeal } from '../deals/buttons.ts';
import { short } from '../deals/lines.ts';
import { type Deal, type DealDate, dealNumber } from '../deals/model.ts';
import { doing } from '../deals/views.ts';
import { lastOf } from './model.ts';
import type { NudgeCard } from './nudge-card.ts';
import { momentOf, rungList, whenOf } from './words.ts';

/** which nudges the message tells */
type Told = number[];

export const knowNudge = button<Told>('watching.know');
export const undoAnswer = button<Told>('watching.undo');
/** these carry the nudges in the suffix: `watching.snooze#12.13` */
export const snoozeNudge = choice('watching.snooze');
export const handNudge = choice('watching.hand');

export const snoozes = ['hour', 'morning', 'pick'] as const;
export type Snooze = (typeof snoozes)[number];

const suffixOf = (told: Told): string => told.join('.');
export const toldOf = (suffix: string | null): Told => (suffix ?? '').split('.').map(Number);

export const dealTitle = (deal: Deal): string => `${dealNumber(deal.id)} ${cut(deal.name, 120)}`;

/** One date, one message; several dates that came late share one. */
export const nudgeMessage = (cards: NudgeCard[], reader: Reader): Message =>
  cards.length === 1 ? oneNudge(cards[0] as NudgeCard, reader) : lateNudges(cards, reader);

function oneNudge(card: NudgeCard, reader: Reader): Message {
  const { t } = reader;
  const text = esc(headline(card, reader));
  const state = stateOf(card, reader);
  const told = card.nudges.map((nudge) => nudge.id);
  if (state) {
    return {
      text: `${text} ${state}`,
      blocks: [
        section(`${bold(text)}\n${state}`),
        actions([
          ...(lastOf(card.nudges).reaction ? [undoAnswer.make(t.common.undo, told)] : []),
          openDeal.make(t.common.open, card.deal.id),
        ]),
      ],
    };
  }
  const late = lateLine(card, reader);
  return {
    text: `⏰ ${text}`,
    blocks: [
      section(lineOf('\n', `⏰ ${bold(text)}`, ...factLines(card, reader))),
      ...(late ? [context(late)] : []),
      actions([
        knowNudge.make(t.watching.know, told),
        snoozeSelect(card, told, reader),
        handSelect(told, reader),
        ...(lastOf(card.nudges).kind === 'bid' ? [doing(card.deal, 'submit', reader)] : []),
        openDeal.make(t.common.open, card.deal.id),
      ]),
    ],
  };
}

function lateNudges(cards: NudgeCard[], reader: Reader): Message {
  const { t } = reader;
  const open = cards.filter((card) => !stateOf(card, reader));
  const title = t.watching.late(cards.length);
  const told = open.flatMap((card) => card.nudges.map((nudge) => nudge.id));
  return {
    text: `⏰ ${title}`,
    blocks: firstThatFits([40, 20, 10, 5], (count) => [
      section(`⏰ ${bold(title)}\n${t.watching.lateWhy}`),
      divider(),
      ...cards
        .slice(0, count)
        .map((card) =>
          section(
            lineOf('\n', esc(headline(card, reader)), stateOf(card, reader) ?? lateLine(card, reader)),
            openDeal.make(t.common.open, card.deal.id, { suffix: lastOf(card.nudges).id }),
          ),
        ),
      ...(cards.length > count ? [context(t.reports.andMore(cards.length - count))] : []),
      ...(told.length > 0 ? [actions([knowNudge.make(t.watching.knowAll, told)])] : []),
    ]),
  };
}

export function headline(card: NudgeCard, reader: Reader): string {
  const { t } = reader;
  const { kind } = lastOf(card.nudges);
  return t.watching.headline(
    leadOf(card, reader),
    t.watching.what[kind],
    dealTitle(card.deal),
    card.date ? whenOf(card.date, reader) : t.watching.removed,
  );
}

function leadOf({ date, isOver, workdaysLeft, daysLeft }: NudgeCard, { t }: Reader): string {
  if (!date || isOver) return t.watching.over;
  if (daysLeft === 0) return t.watching.today;
  if (daysLeft === 1) return t.watching.tomorrow;
  return workdaysLeft > 0 ? t.watching.inWorkdays(workdaysLeft) : t.watching.soon;
}

/** What is still to be done, as far as we know. */
function factLines({ deal, nextStepOwner, nudges, handedBy }: NudgeCard, reader: Reader): string[] {
  const { t } = reader;
  const { nextStep, dates } = deal;
  const isBid = lastOf(nudges).kind === 'bid';
  return [
    handedBy && t.watching.handedBy(esc(handedBy)),
    nextStep &&
      lineOf(
        ' · ',
        t.watching.nextStep(short(nextStep.text, 300)),
        nextStepOwner && esc(nextStepOwner),
        nextStep.on && `${nextStep.on < reader.today ? '⚠️ ' : ''}${t.watching.by(reader.near(nextStep.on))}`,
      ),
    isBid && dates.preparation && t.watching.preparationUntil(dateWords(dates.preparation, reader)),
  ].filter((line) => typeof line === 'string');
}

const dateWords = (date: DealDate, reader: Reader): string =>
  date.length === 10 ? reader.near(date as PlainDate) : reader.nearTime(date as LocalDateTime);

const lateAfterMinutes = 60;

/** Which nudges did not come when they should have. */
function lateLine(card: NudgeCard, reader: Reader): string | null {
  const { t } = reader;
  const last = lastOf(card.nudges);
  const minutesLate = minutesBetween(last.dueAt, last.sentAt ?? reader.now);
  const missed = card.nudges.length > 1 || minutesLate >= lateAfterMinutes ? card.nudges : [];
  if (missed.length === 0) return null;
  if (missed.length === 1) return t.watching.shouldHaveCome(momentOf(last.dueAt, reader));
  return card.date && t.watching.missed(rungList(missed, card.date, reader));
}

/** What came of it; null while it asks for an answer. */
function stateOf(card: NudgeCard, reader: Reader): string | null {
  const { t } = reader;
  const { reaction } = lastOf(card.nudges);
  if (reaction?.what === 'handed') return `✅ ${t.watching.handed(esc(card.handedTo ?? ''))}`;
  switch (card.standing) {
    case 'takenBack':
      return t.watching.takenBack(esc(card.handedBy ?? ''));
    case 'stopped':
      return t.watching.stopped;
    case 'asked':
      if (!reaction) return null;
      return reaction.what === 'known'
        ? `✅ ${t.watching.confirmed(momentOf(reaction.at, reader))}`
        : t.watching.snoozed(reaction.snoozedTo ? momentOf(reaction.snoozedTo, reader) : '');
    default:
      return dateState(card, reader);
  }
}

/** What came of the date itself; null while it is ahead. */
export function dateState({ standing, date }: NudgeCard, reader: Reader): string | null {
  const { t } = reader;
  if (standing === 'submitted') return `✅ ${t.watching.submitted}`;
  if (standing === 'closed') return t.watching.closed;
  if (standing === 'moved') return date ? t.watching.moved(whenOf(date, reader)) : t.watching.removed;
  return null;
}

function snoozeSelect({ tomorrowWorks }: NudgeCard, told: Told, { t }: Reader) {
  const texts: Record<Snooze, string> = {
    hour: t.watching.snoozes.hour,
    morning: tomorrowWorks ? t.watching.snoozes.tomorrow : t.watching.snoozes.morning,
    pick: t.watching.snoozes.pick,
  };
  return {
    type: 'static_select' as const,
    action_id: `${snoozeNudge.id}#${suffixOf(told)}`,
    placeholder: { type: 'plain_text' as const, text: t.watching.snooze },
    options: snoozes.map((one) => option(texts[one], one)),
  };
}

const handSelect = (told: Told, { t }: Reader) => ({
  type: 'users_select' as const,
  action_id: `${handNudge.id}#${suffixOf(told)}`,
  placeholder: { type: 'plain_text' as const, text: t.watching.hand },
});
