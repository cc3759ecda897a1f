import type { Reader } from '../../i18n/reader.ts';
import type { DealId } from '../../lib/ids.ts';
import { actions, bold, context, divider, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { button } from '../../slack/ids.ts';
import type { DealCard } from './card.ts';
import type { Deal } from './model.ts';

export const openDeal = button<DealId>('deals.open');
export const shareDeal = button<DealId>('deals.share');
export const listPage = button<{ offset: number }>('deals.page');

export const dealNumber = (id: DealId): string => `D-${id}`;

/** One look, one fact, one action: what it is, what is due, what next, who. */
export function dealCard(card: DealCard, reader: Reader): Message {
  const { deal, company, owner } = card;
  const { t } = reader;
  const title = `${dealNumber(deal.id)} · ${deal.name}`;
  const facts = lineOf(
    '   ·   ',
    company && `🏢 ${esc(company.name)}`,
    t.deals.stageWithOdds(t.deals.stages[deal.stage], deal.probability),
    deal.value && t.deals.withoutVat(reader.money(deal.value)),
  );
  const lines = [bold(esc(title)), facts];
  if (deal.bidDeadline) lines.push(`⏰ ${t.deals.bidDeadlineLine(reader.nearTime(deal.bidDeadline.local))}`);
  if (deal.nextStep) {
    lines.push(
      lineOf(
        ' · ',
        t.deals.nextStepLine(esc(deal.nextStep.text)),
        deal.nextStep.on && t.deals.until(reader.near(deal.nextStep.on)),
        card.nextStepOwner && esc(card.nextStepOwner.name),
      ),
    );
  }
  return {
    text: title,
    blocks: [
      section(lines.join('\n')),
      context(lineOf(' · ', t.deals.ownedBy(esc(owner.name)), deal.restricted && `🔒 ${t.deals.restricted}`)),
      actions([openDeal.make(t.common.open, deal.id)]),
    ],
  };
}

/** Mine by deadline; each row has a button that opens it. */
export function dealList(deals: Deal[], page: { offset: number; total: number }, reader: Reader): Message {
  const { t } = reader;
  const rows = deals.map((deal) =>
    section(
      lineOf(
        '\n',
        bold(esc(`${dealNumber(deal.id)} · ${deal.name}`)),
        lineOf(
          ' · ',
          deal.bidDeadline && `⏰ ${reader.nearTime(deal.bidDeadline.local)}`,
          t.deals.stages[deal.stage],
          deal.value && reader.money(deal.value),
        ),
      ),
      openDeal.make(t.common.open, deal.id),
    ),
  );
  const last = page.offset + deals.length;
  const paging = [
    ...(page.offset > 0
      ? [listPage.make(t.common.previous, { offset: Math.max(0, page.offset - 10) }, { suffix: 'p' })]
      : []),
    ...(last < page.total ? [listPage.make(t.common.next, { offset: last }, { suffix: 'n' })] : []),
  ];
  return {
    text: t.deals.mine,
    blocks: [
      section(bold(t.deals.mine)),
      ...rows,
      ...(paging.length > 0
        ? [divider(), context(t.common.page(page.offset + 1, last, page.total)), actions(paging)]
        : []),
    ],
  };
}
