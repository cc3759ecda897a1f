/** The digest as a channel reads it: a line of summary, what is due, what moved, what it all is worth. */
import type { KnownBlock } from '@slack/types';
import { formatWeekday } from '../../i18n/format.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { fromMillis, type Instant, millis } from '../../lib/time.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { button } from '../../slack/ids.ts';
import { firstThatFits } from '../../slack/room.ts';
import { openDeal } from '../deals/buttons.ts';
import type { Deal } from '../deals/model.ts';
import { type DigestContent, hasNews, type Period } from './content.ts';
import { bidRow, menuLimit, moveLine, openFrom, shortLine, stepRow, titleOf } from './deal-lines.ts';
import type { Move } from './moves.ts';
import { pipelineTable } from './pipeline-views.ts';

/** The lists of a digest that can be longer than it shows. */
export const listKeys = [
  'missedBids',
  'bids',
  'moved',
  'created',
  'won',
  'lost',
  'steps',
  'withoutStep',
] as const;
export type ListKey = (typeof listKeys)[number];

/** Shows one list whole, to the one who clicked. */
export const showAll = button<{ list: ListKey; period: Period; offset: number }>('reports.all');

interface Room {
  rows: number;
  lines: number;
  owners: number;
}

export interface DigestLook {
  /** in the contents: the table is asked for (the chart goes as a picture of its own) */
  withTable: boolean;
  preview: boolean;
}

/** How many rows of a list, lines of a group, and owners; hostile names take their room. */
const rooms: [Room, ...Room[]] = [
  { rows: 10, lines: 5, owners: 8 },
  { rows: 5, lines: 4, owners: 5 },
  { rows: 3, lines: 2, owners: 3 },
  { rows: 1, lines: 1, owners: 1 },
];

export function digestMessage(content: DigestContent, look: DigestLook, reader: Reader): Message {
  const text = headline(content, reader);
  return { text, blocks: firstThatFits(rooms, (room) => blocksOf(content, look, room, text, reader)) };
}

/** `Souhrn · po 8. 3.` and under it `3 nabídky k odevzdání, 2 kroky po termínu, 1 vyhraná` */
function headline(content: DigestContent, reader: Reader): string {
  const { t } = reader;
  const title = bold(t.reports.title(formatWeekday(reader.language, reader.today)));
  if (!hasNews(content)) return `${title}\n${t.reports.nothing}`;
  const counted = summaryKeys
    .map((key) => [key, countOf(content, key)] as const)
    .filter(([, count]) => count > 0)
    .map(([key, count]) => t.reports.counts[key](count));
  const leads = t.leads.digest(content.leads.fresh, content.leads.untouched);
  return `${title}\n${[...counted, ...(leads ? [leads] : [])].join(', ')}`;
}

const summaryKeys = [
  ...listKeys.slice(0, 2),
  'steps',
  'withoutStep',
  'moved',
  'created',
  'won',
  'lost',
  'mails',
] as const;

function countOf(content: DigestContent, key: (typeof summaryKeys)[number]): number {
  if (key === 'mails') return content.mails;
  if (key === 'moved' || key === 'created' || key === 'won' || key === 'lost')
    return content.happened[key].length;
  return content[key].total;
}

function blocksOf(
  content: DigestContent,
  look: DigestLook,
  room: Room,
  text: string,
  reader: Reader,
): KnownBlock[] {
  const { t } = reader;
  const { names, happened } = content;
  const note = look.preview ? [context(t.reports.previewNote)] : [];
  if (!hasNews(content)) return [section(text), ...note];
  const bid = (mark: string) => (deal: Deal) => bidRow(deal, names, reader, mark);
  const line = (deal: Deal) => shortLine(deal, names, reader);
  const cutLists: ListKey[] = [];
  const rows = (key: 'missedBids' | 'bids' | 'steps', make: (deal: Deal) => string) => {
    const { deals, total } = content[key];
    const limit = key === 'bids' ? room.rows : Math.ceil(room.rows / 2);
    if (total === 0) return [];
    if (total > limit) cutLists.push(key);
    return [
      section(bold(t.reports.heads[key])),
      ...deals.slice(0, limit).map((deal) => section(make(deal), openDeal.make(t.common.open, deal.id))),
    ];
  };
  const lines = (key: 'created' | 'won' | 'lost' | 'withoutStep', deals: Deal[], total: number) => {
    if (total === 0) return [];
    if (total > room.lines) cutLists.push(key);
    return [grouped(bold(t.reports.heads[key]), deals, total, line, room.lines, key, reader)];
  };
  const blocks = [
    section(text),
    ...note,
    ...rows('missedBids', bid('⚠️')),
    ...rows('bids', bid('⏰')),
    ...movedBlocks(content, room, cutLists, reader),
    ...(['created', 'won', 'lost'] as const).flatMap((key) =>
      lines(key, happened[key], happened[key].length),
    ),
    ...rows('steps', (deal) => stepRow(deal, names, reader)),
    ...lines('withoutStep', content.withoutStep.deals, content.withoutStep.total),
    ...(look.withTable && content.pipeline
      ? [
          section(bold(t.reports.heads.pipeline)),
          ...pipelineTable(content.pipeline, content.rateAuthors, reader),
        ]
      : []),
    ...(content.mails > 0 ? [section(t.reports.mailsWaiting(content.mails))] : []),
    ...(happenedAny(content) ? [context(t.reports.since(reader.when(toMinute(content.period.from))))] : []),
  ];
  return cutLists.length > 0 ? [...blocks, allButtons(content, cutLists, reader)] : blocks;
}

/** Whose deals moved, and how: each owner a section with a menu that opens the deals. */
function movedBlocks(content: DigestContent, room: Room, cutLists: ListKey[], reader: Reader): KnownBlock[] {
  const { t } = reader;
  const { moved } = content.happened;
  if (moved.length === 0) return [];
  const owners = byOwner(moved, content);
  const shown = owners.slice(0, room.owners);
  if (owners.length > shown.length || shown.some((one) => one.moves.length > room.lines))
    cutLists.push('moved');
  return [
    section(bold(t.reports.heads.moved)),
    ...shown.map(({ owner, moves }) => {
      const line = (deal: Deal) => moveLine(moves.find((move) => move.deal === deal) as Move, reader);
      const deals = moves.map((move) => move.deal);
      const head = t.reports.movedBy(esc(cut(owner.name, 60)));
      return grouped(head, deals, deals.length, line, room.lines, `moved${owner.id}`, reader);
    }),
  ];
}

function byOwner(moved: Move[], content: DigestContent) {
  const owners = new Map<PersonId, Move[]>();
  for (const move of moved) owners.set(move.deal.ownerId, [...(owners.get(move.deal.ownerId) ?? []), move]);
  return [...owners]
    .map(([id, moves]) => ({ owner: { id, name: content.names.people.get(id) ?? '?' }, moves }))
    .sort((a, b) => b.moves.length - a.moves.length || a.owner.id - b.owner.id);
}

function grouped(
  head: string,
  deals: Deal[],
  total: number,
  line: (deal: Deal) => string,
  limit: number,
  suffix: string,
  reader: Reader,
) {
  const shown = deals.slice(0, Math.min(limit, menuLimit));
  const rest = total - shown.length;
  const text = lineOf('\n', head, ...shown.map(line), rest > 0 && reader.t.reports.andMore(rest));
  const options = shown.map((deal) => ({ text: titleOf(deal, 75), value: deal.id as DealId }));
  return section(text, openFrom.make(options, suffix));
}

/** A period begins a few seconds before the minute at which the last digest was planned. */
const toMinute = (instant: Instant): Instant => fromMillis(Math.round(millis(instant) / 60_000) * 60_000);

const happenedAny = ({ happened }: DigestContent): boolean =>
  Object.values(happened).some((deals) => deals.length > 0);

const allButtons = (content: DigestContent, lists: ListKey[], reader: Reader) =>
  actions(
    lists.map((list) =>
      showAll.make(
        reader.t.reports.all(reader.t.reports.counts[list](countOf(content, list))),
        { list, period: content.period, offset: 0 },
        { suffix: list },
      ),
    ),
  );
