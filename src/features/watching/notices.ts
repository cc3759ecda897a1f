/** What people are told besides the nudges themselves. */
import type { Reader } from '../../i18n/reader.ts';
import type { DealId } from '../../lib/ids.ts';
import { type Instant, localOf } from '../../lib/time.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { button } from '../../slack/ids.ts';
import { openDeal } from '../deals/buttons.ts';
import type { Deal } from '../deals/model.ts';
import { doing } from '../deals/views.ts';
import { stopWatch } from './form.ts';
import type { WatchedDate, WatchedKind } from './model.ts';
import type { NudgeCard } from './nudge-card.ts';
import { dateState, dealTitle, headline } from './views.ts';
import { localWords, whenOf } from './words.ts';

/** Opens the form. `from`: what shows afterwards what came of it; a notice stays as it is. */
export const watchDeal = button<{ dealId: DealId; kind?: WatchedKind; from?: 'card' | 'question' }>(
  'watching.open',
);
export const acceptUsual = button<DealId>('watching.accept');
export const declineUsual = button<DealId>('watching.decline');

/** The one question that follows a new deal with a bid deadline. */
export const watchQuestion = (deal: Pick<Deal, 'id'>, { t }: Reader): Message => ({
  text: t.watching.question,
  blocks: [
    section(`⏰ ${t.watching.question}`),
    actions([
      acceptUsual.make(t.common.yes, deal.id),
      watchDeal.make(t.common.edit, { dealId: deal.id, from: 'question' }),
      declineUsual.make(t.common.notNow, deal.id),
    ]),
  ],
});

/** In its place once it is answered: when the nudges come. */
export function accepted(ahead: Instant[], dealId: DealId, reader: Reader): Message {
  const { t } = reader;
  const list = ahead.map((instant) => `• ${localWords(localOf(instant, reader.zone), reader)}`);
  const text = list.length > 0 ? [`✅ ${t.watching.accepted}`, ...list].join('\n') : t.watching.noNudges;
  return {
    text,
    blocks: [section(text), actions([watchDeal.make(t.watching.change, { dealId, from: 'question' })])],
  };
}

export const declined = (dealId: DealId, { t }: Reader): Message => ({
  text: t.watching.declined,
  blocks: [section(t.watching.declined, watchDeal.make(t.watching.watch, { dealId, from: 'question' }))],
});

export interface NoticeOf {
  deal: Deal;
  kind: WatchedKind;
  date: WatchedDate | null;
  /** by whom; null for the product itself */
  by: string | null;
  /** the reader's nudges ahead */
  ahead: Instant[];
}

export function movedNotice(notice: NoticeOf, from: WatchedDate | null, reader: Reader): Message {
  const { t } = reader;
  const { deal, date } = notice;
  const what = t.watching.what[notice.kind];
  const title = date
    ? t.watching.movedHeadline(what, dealTitle(deal))
    : t.watching.removedHeadline(what, dealTitle(deal));
  const change =
    from && date
      ? t.watching.fromTo(whenOf(from, reader), whenOf(date, reader))
      : date
        ? t.watching.now(whenOf(date, reader))
        : from && t.watching.itWas(whenOf(from, reader));
  return noticeOf(notice, `⏰ ${title}`, change, notice.by && t.watching.changedBy(esc(notice.by)), reader);
}

export function addedNotice(notice: NoticeOf & { date: WatchedDate }, reader: Reader): Message {
  const { t } = reader;
  const { deal, date, kind } = notice;
  const title = t.watching.addedHeadline(t.watching.what[kind], dealTitle(deal), whenOf(date, reader));
  return noticeOf(notice, `⏰ ${title}`, null, notice.by && t.watching.addedBy(esc(notice.by)), reader);
}

function noticeOf(
  { deal, kind, date, ahead }: NoticeOf,
  title: string,
  change: string | null,
  by: string | null,
  reader: Reader,
): Message {
  const { t } = reader;
  return {
    text: esc(title),
    blocks: [
      section(lineOf('\n', bold(esc(title)), change)),
      context(lineOf(' · ', by, date && aheadLine(ahead, reader))),
      actions([
        openDeal.make(t.common.open, deal.id),
        ...(date
          ? [
              watchDeal.make(t.watching.change, { dealId: deal.id, kind }),
              stopWatch.make(t.watching.stop, { dealId: deal.id, kind }),
            ]
          : []),
      ]),
    ].filter((block) => block.type !== 'context' || by || date),
  };
}

export const aheadLine = (ahead: Instant[], reader: Reader): string =>
  ahead.length === 0
    ? reader.t.watching.noNudges
    : reader.t.watching.nextNudges(
        ahead.map((instant) => localWords(localOf(instant, reader.zone), reader)).join(', '),
      );

/** To the channel or the sales lead: who was told and when, without blame; afterwards what came of it. */
export function escalationNotice(
  card: NudgeCard,
  told: { name: string; at: Instant; answeredAt: Instant | null }[],
  reader: Reader,
): Message {
  const { t } = reader;
  const state = dateState(card, reader);
  const title = `${state ? '' : '⏰ '}${esc(headline(card, reader))}`;
  const list = told.map(({ name, at }) => t.watching.remindedAt(esc(name), reader.when(at))).join(', ');
  const answered = told.flatMap(({ name, answeredAt }) =>
    answeredAt ? `✅ ${t.watching.answeredBy(esc(name), reader.stamp(answeredAt))}` : [],
  );
  const standing = answered.length > 0 ? answered.join('\n') : t.watching.unanswered(list);
  return {
    text: title,
    blocks: [
      section(`${bold(title)}\n${state ?? standing}`),
      actions([
        openDeal.make(t.common.open, card.deal.id),
        ...(state ? [] : [doing(card.deal, 'submit', reader)]),
      ]),
    ],
  };
}
