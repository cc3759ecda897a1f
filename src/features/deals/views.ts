import type { Button } from '@slack/types';
import type { Person } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { option, selectField } from '../../slack/forms.ts';
import { chooseStage, type Doing, dealMenu, doWithDeal, openDeal, undoDelete } from './buttons.ts';
import type { DealCard } from './card.ts';
import {
  contactsLine,
  deadlineLine,
  factsLine,
  nextStepLine,
  overdueLine,
  ownerLine,
  resultLine,
  short,
  titleLine,
  titleOf,
} from './lines.ts';
import type { Deal } from './model.ts';
import type { CardSlot } from './part.ts';

/**
 * One look, one fact, one action: what it is, what is due, what next, who.
 * @param options.personal only its reader sees it, so it can be shared from here
 */
export function dealCard(card: DealCard, reader: Reader, options: { personal?: boolean } = {}): Message {
  if (card.deal.outcome !== 'open') return closedCard(card, reader);
  return {
    text: esc(titleOf(card.deal)),
    blocks: [
      section(cardLines(card, reader).join('\n'), openDeal.make(reader.t.common.open, card.deal.id)),
      context(ownerLine(card, reader)),
      actions(cardActions(card, reader, options.personal ?? false)),
    ],
  };
}

export function cardLines(card: DealCard, reader: Reader): string[] {
  const lines = [
    overdueLine(card, reader),
    titleLine(card.deal),
    factsLine(card, reader),
    resultLine(card, reader),
    deadlineLine(card, reader),
    nextStepLine(card, reader),
    contactsLine(card, reader),
    ...card.parts.flatMap((part) => part.lines?.(reader) ?? []),
  ];
  return lines.filter((line) => line !== null);
}

/** Won or lost: what it was and how it ended; the rest is behind Open. */
const closedCard = (card: DealCard, reader: Reader): Message => ({
  text: esc(titleOf(card.deal)),
  blocks: [
    section(lineOf('\n', titleLine(card.deal), resultLine(card, reader))),
    context(lineOf(' · ', card.company && `🏢 ${short(card.company.name)}`, ownerLine(card, reader))),
    actions([openDeal.make(reader.t.common.open, card.deal.id), menuOf(card, ['whoSees'], reader)]),
  ],
});

const menuOf = ({ deal }: DealCard, doings: Doing[], { t }: Reader) =>
  dealMenu.make(doings.map((what) => ({ text: t.deals.doings[what], value: { id: deal.id, what } })));

function cardActions(card: DealCard, reader: Reader, personal: boolean) {
  const { deal, may } = card;
  const slots = slotButtons(card, reader);
  return [
    ...(slots.log ? [slots.log] : []),
    ...(may.edit && !deal.submitted ? [doing(deal, 'submit', reader)] : []),
    ...(may.edit ? [stageSelect(card, reader)] : []),
    ...(slots.watch ? [slots.watch] : []),
    ...(slots.attach ? [slots.attach] : []),
    ...(personal && may.share ? [doing(deal, 'share', reader)] : []),
    menuOf(card, may.edit ? ['won', 'lost', 'nextStep', 'edit', 'whoSees'] : ['whoSees', 'details'], reader),
  ];
}

/** What other slices bring to the card, each button in its place. */
export const slotButtons = (card: DealCard, reader: Reader): Partial<Record<CardSlot, Button>> =>
  Object.assign({}, ...card.parts.map((part) => part.buttons?.(reader) ?? {}));

export const doing = (deal: Pick<Deal, 'id'>, what: Doing, reader: Reader): Button =>
  doWithDeal.make(reader.t.deals.doings[what], { id: deal.id, what }, { suffix: what });

/** Open stages only: won and lost have their own words and questions. */
export function stageSelect({ deal, stages }: DealCard, reader: Reader) {
  const options = stages
    .filter((stage) => stage.outcome === 'open')
    .map((stage) => option(reader.t.deals.stages[stage.key], stage.key));
  return {
    ...(selectField(options, deal.stage, reader.t.deals.stage) as { type: 'static_select' }),
    action_id: `${chooseStage.id}#${deal.id}`,
  };
}

/** Where the card of a deleted deal stood. */
export const deletedCard = (deal: Deal, reader: Reader): Message => {
  const text = reader.t.deals.deleted(esc(titleOf(deal)));
  return { text, blocks: [context(text)] };
};

/** To the one who deleted it. */
export const deletedNotice = (deal: Deal, reader: Reader): Message => ({
  text: reader.t.deals.deleted(esc(titleOf(deal))),
  blocks: [
    section(
      `✅ ${reader.t.deals.deleted(esc(titleOf(deal)))}`,
      undoDelete.make(reader.t.common.undo, deal.id),
    ),
  ],
});

/** To the new owner. */
export function handedOverCard(
  card: DealCard,
  giver: Person | null,
  note: string | null,
  reader: Reader,
): Message {
  const { t } = reader;
  const text = giver ? t.deals.handedToYouBy(esc(giver.name)) : t.deals.handedToYou;
  const shown = dealCard(card, reader, { personal: true });
  return {
    text: `${text} ${shown.text}`,
    blocks: [section(lineOf('\n', bold(text), note && t.deals.quoted(short(note, 500)))), ...shown.blocks],
  };
}
