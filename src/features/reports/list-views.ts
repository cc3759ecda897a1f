/** The digests that are set, and the whole of a list that a digest had to cut. */
import { formatClock } from '../../i18n/format.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { DigestId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import type { Instant } from '../../lib/time.ts';
import {
  actions,
  bold,
  context,
  divider,
  esc,
  lineOf,
  type Message,
  plain,
  section,
} from '../../slack/blocks.ts';
import { button } from '../../slack/ids.ts';
import { openDeal } from '../deals/buttons.ts';
import type { Deal } from '../deals/model.ts';
import type { DigestInList, Names, Period } from './content.ts';
import { bidRow, moveLine, shortLine, stepRow } from './deal-lines.ts';
import { nextMoment, type Plan } from './model.ts';
import type { Move } from './moves.ts';
import type { ListKey } from './views.ts';

export const addDigest = button<null>('reports.add');
export const editDigest = button<DigestId>('reports.edit');
export const showPreview = button<DigestId>('reports.preview');
export const stopDigest = button<DigestId>('reports.stop');
export const turnList = button<{ list: ListKey; period: Period; offset: number }>('reports.turn');

const most = 15;

export function digestList(digests: DigestInList[], now: Instant, reader: Reader): Message {
  const { t } = reader;
  const { list } = t.reports;
  return {
    text: list.title,
    blocks: [
      section(bold(list.title)),
      ...(digests.length === 0 ? [section(list.none)] : []),
      ...digests.slice(0, most).flatMap((one) => digestEntry(one, now, reader)),
      actions([addDigest.make(list.add, null, digests.length === 0 ? { style: 'primary' } : {})]),
    ],
  };
}

/** One digest with all that can be done with it. */
export function digestEntry({ digest, setBy }: DigestInList, now: Instant, reader: Reader) {
  const { list } = reader.t.reports;
  const next = nextMoment(digest, now);
  const lines = [
    `${bold(`<#${digest.channel}>`)}   ${planOf(digest, reader)} · ${reader.t.reports.languages[digest.language]}`,
    lineOf(' · ', next && list.next(reader.when(next)), setBy && list.setBy(esc(cut(setBy.name, 60)))),
  ];
  return [
    section(lines.join('\n')),
    actions([
      showPreview.make(list.preview, digest.id),
      editDigest.make(list.edit, digest.id),
      stopDigest.make(list.remove, digest.id, {
        style: 'danger',
        confirm: {
          title: plain(list.removeTitle, 100),
          text: plain(list.removeText, 300),
          confirm: plain(list.remove, 30),
          deny: plain(reader.t.common.notNow, 30),
        },
      }),
    ]),
  ];
}

/** `po–pá 8:00`; another zone than the reader's is named */
function planOf(plan: Plan, reader: Reader): string {
  const { list } = reader.t.reports;
  const key = plan.days.join('');
  const days =
    key === '1234567'
      ? list.everyDay
      : key === '12345'
        ? list.workdays
        : plan.days.map((day) => list.shortDays[day - 1]).join(', ');
  const text = list.plan(days, formatClock(reader.language, plan.clock));
  return plan.zone === reader.zone ? text : `${text} (${plan.zone})`;
}

export const digestSaved = (one: DigestInList, now: Instant, reader: Reader): Message => {
  const text = reader.t.reports.saved(`<#${one.digest.channel}>`);
  return { text, blocks: [section(text), ...digestEntry(one, now, reader)] };
};

export interface LongList {
  list: ListKey;
  period: Period;
  offset: number;
  deals: Deal[];
  /** of `moved` */
  moves: Move[];
  total: number;
  names: Names;
}

/** Ten at a time, for the one who asked. */
export function longList(
  { list, period, offset, deals, moves, total, names }: LongList,
  reader: Reader,
): Message {
  const { t } = reader;
  const head = t.reports.heads[list];
  const row = (deal: Deal): string => {
    const move = moves.find((one) => one.deal === deal);
    if (move) return moveLine(move, reader);
    if (list === 'steps') return stepRow(deal, names, reader);
    if (list === 'bids' || list === 'missedBids')
      return bidRow(deal, names, reader, list === 'bids' ? '⏰' : '⚠️');
    return shortLine(deal, names, reader);
  };
  const last = offset + deals.length;
  const turn = (text: string, to: number, suffix: string) =>
    turnList.make(text, { list, period, offset: to }, { suffix });
  const paging = [
    ...(offset > 0 ? [turn(t.common.previous, Math.max(0, offset - 10), 'p')] : []),
    ...(last < total ? [turn(t.common.next, last, 'n')] : []),
  ];
  return {
    text: head,
    blocks: [
      section(bold(head)),
      ...(deals.length === 0 ? [section(t.reports.nothing)] : []),
      ...deals.map((deal) => section(row(deal), openDeal.make(t.common.open, deal.id))),
      ...(paging.length > 0
        ? [divider(), context(t.common.page(offset + 1, last, total)), actions(paging)]
        : []),
    ],
  };
}
