import type { Reader } from '../../i18n/reader.ts';
import { actions, bold, context, divider, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { openExport } from '../exports/buttons.ts';
import { type ListScope, listPage, openDeal, startDeal } from './buttons.ts';
import { short, titleLine } from './lines.ts';
import { type Deal, isOverdue } from './model.ts';

export const pageSize = 10;

export interface DealPage {
  scope: ListScope;
  deals: Deal[];
  offset: number;
  total: number;
  /** by id, for lists of other people's deals */
  owners?: Map<number, string>;
}

/** Each row has a button that opens it; the last line offers what comes next. */
export function dealList(page: DealPage, reader: Reader): Message {
  const { t } = reader;
  const title = titleOfList(page.scope, reader);
  if (page.deals.length === 0) return emptyList(page, title, reader);
  const rows = page.deals.map((deal) =>
    section(
      lineOf('\n', titleLine(deal), rowFacts(deal, page, reader)),
      openDeal.make(t.common.open, deal.id),
    ),
  );
  return {
    text: title,
    blocks: [
      section(bold(title)),
      ...rows,
      ...(page.total > page.deals.length
        ? [divider(), context(t.common.page(page.offset + 1, page.offset + page.deals.length, page.total))]
        : []),
      actions([
        ...paging(page, reader),
        startDeal.make(t.deals.newDeal, {}),
        ...(page.scope.kind === 'found'
          ? []
          : [openExport.make(t.exports.button, { what: 'deals', whose: page.scope.kind, state: 'open' })]),
      ]),
    ],
  };
}

const titleOfList = (scope: ListScope, { t }: Reader): string =>
  scope.kind === 'mine'
    ? t.deals.mine
    : scope.kind === 'all'
      ? t.deals.all
      : t.deals.found(short(scope.query, 60));

function rowFacts(deal: Deal, page: DealPage, reader: Reader): string {
  const { t } = reader;
  const overdue = isOverdue(deal, reader.now);
  const deadline = deal.outcome === 'open' && !deal.submitted && deal.bidDeadline;
  return lineOf(
    ' · ',
    deadline && `${overdue ? '⚠️' : '⏰'} ${reader.nearTime(deadline.local)}`,
    t.deals.stages[deal.stage],
    deal.value && reader.money(deal.value),
    page.owners?.get(deal.ownerId) && esc(page.owners.get(deal.ownerId) as string),
    deal.restricted && '🔒',
  );
}

function paging({ scope, offset, deals, total }: DealPage, { t }: Reader) {
  const last = offset + deals.length;
  return [
    ...(offset > 0
      ? [listPage.make(t.common.previous, { scope, offset: Math.max(0, offset - pageSize) }, { suffix: 'p' })]
      : []),
    ...(last < total ? [listPage.make(t.common.next, { scope, offset: last }, { suffix: 'n' })] : []),
  ];
}

/** The empty state teaches. */
const emptyList = (page: DealPage, title: string, { t }: Reader): Message => {
  const text = page.scope.kind === 'found' ? t.deals.noneFound(short(page.scope.query, 60)) : t.deals.none;
  return {
    text: title,
    blocks: [section(text), actions([startDeal.make(t.deals.newDeal, {}, { style: 'primary' })])],
  };
};

/** What `/deal` understands. */
export const dealHelp = (lead: string | null, { t }: Reader): Message => ({
  text: lead ?? t.deals.help.title,
  blocks: [
    ...(lead ? [section(lead)] : []),
    section([bold(t.deals.help.title), ...t.deals.help.lines].join('\n')),
    actions([startDeal.make(t.deals.newDeal, {})]),
  ],
});
