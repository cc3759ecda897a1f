/** A deal in its window: the card, and everything that does not fit on it. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { DealId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import {
  actions,
  bold,
  context,
  divider,
  esc,
  lineOf,
  link,
  type Message,
  section,
  sectionsOf,
} from '../../slack/blocks.ts';
import { modalView } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import { openCompany } from '../companies/buttons.ts';
import { fullName } from '../contacts/model.ts';
import { reachLine, silenceLine } from '../contacts/views.ts';
import { type Doing, doWithDeal } from './buttons.ts';
import type { Audience, DealCard } from './card.ts';
import { dateText, ownerLine } from './lines.ts';
import { type Deal, dateKinds, dealNumber } from './model.ts';
import { cardLines, doing, slotButtons, stageSelect } from './views.ts';

export const dealWindow = modal<{ id: DealId }>('deals.window');

export function dealModal(card: DealCard, reader: Reader): ModalView {
  const { deal } = card;
  return modalView({
    id: dealWindow,
    meta: { id: deal.id },
    title: dealNumber(deal.id),
    close: reader.t.common.close,
    blocks: [
      section(cardLines(card, reader).join('\n')),
      context(ownerLine(card, reader)),
      ...firstActions(card, reader),
      ...partActions(card, reader),
      ...details(card, reader),
      ...moreActions(card, reader),
      context(
        lineOf(
          ' · ',
          reader.t.deals.details.created(reader.when(deal.createdAt)),
          reader.t.deals.details.changed(reader.when(deal.updatedAt)),
        ),
      ),
    ],
  });
}

function firstActions(card: DealCard, reader: Reader) {
  const { deal, may } = card;
  const slots = slotButtons(card, reader);
  const open = deal.outcome === 'open';
  const elements = [
    ...(slots.log ? [slots.log] : []),
    ...(open && may.edit && !deal.submitted ? [doing(deal, 'submit', reader)] : []),
    ...(open && may.edit ? [stageSelect(card, reader)] : []),
    ...(open && slots.watch ? [slots.watch] : []),
    ...(slots.attach ? [slots.attach] : []),
    ...(may.edit ? [doing(deal, 'edit', reader)] : []),
  ];
  return elements.length > 0 ? [actions(elements)] : [];
}

/** What other slices keep of the deal: its history, its files. */
function partActions(card: DealCard, reader: Reader) {
  const buttons = card.parts.flatMap((part) => part.more?.(reader) ?? []);
  return buttons.length > 0 ? [actions(buttons)] : [];
}

function details(card: DealCard, reader: Reader) {
  const { deal, company } = card;
  const { details: words } = reader.t.deals;
  const line = (label: string, text: string | null | undefined | false) =>
    text && `${bold(`${label}:`)} ${text}`;
  const long = (text: string | null | undefined) => text && esc(text);
  const lines = [
    [...deal.name].length > 120 && line(words.full, long(deal.name)),
    line(words.dates, dateLines(deal, reader)),
    [...(deal.nextStep?.text ?? '')].length > 150 && line(words.nextStep, long(deal.nextStep?.text)),
    line(words.offerNumber, long(deal.offerNumber)),
    line(words.customerReference, long(deal.customerReference)),
    line(words.source, long(deal.source)),
    line(words.portal, deal.portalUrl && link(deal.portalUrl, cut(deal.portalUrl, 80))),
    line(words.proof, long(deal.submitted?.proof)),
    line(words.note, [...(deal.closed?.note ?? '')].length > 120 && long(deal.closed?.note)),
    line(words.channel, deal.channel && `<#${deal.channel}>`),
    line(words.named, card.named.length > 0 && card.named.map((person) => esc(person.name)).join(', ')),
    ...card.contacts
      .slice(0, 10)
      .map(({ contact, role }) =>
        lineOf(
          ' · ',
          `👤 ${esc(cut(fullName(contact), 100))}`,
          role && reader.t.deals.roles[role],
          silenceLine(contact, reader),
          reachLine(contact, reader),
        ),
      ),
    ...card.parts.flatMap((part) => part.details?.(reader) ?? []),
  ].filter((text): text is string => Boolean(text));
  return [
    ...(company
      ? [
          section(
            line(words.company, esc(cut(company.name, 300))) as string,
            openCompany.make(reader.t.common.open, company.id),
          ),
        ]
      : []),
    ...sectionsOf(lines),
  ];
}

const dateLines = (deal: Deal, reader: Reader): string =>
  dateKinds
    .filter((kind) => deal.dates[kind])
    .map((kind) => `${reader.t.deals.dates[kind]}: ${dateText(deal.dates[kind]!, reader)}`)
    .join(' · ');

function moreActions({ deal, may }: DealCard, reader: Reader) {
  const open = deal.outcome === 'open';
  const offered: [Doing, boolean][] = [
    ['nextStep', open && may.edit],
    ['contacts', may.edit],
    ['won', open && may.edit],
    ['lost', open && may.edit],
    ['noBid', open && may.edit && !deal.submitted],
    ['takeBack', open && may.edit && deal.submitted !== null],
    ['reopen', !open && may.edit],
    ['handOver', may.handOver],
    ['share', may.share],
    ['access', may.restrict],
    ['whoSees', true],
  ];
  const buttons = offered.filter(([, may]) => may).map(([what]) => doing(deal, what, reader));
  return [divider(), actions([...buttons, ...(may.delete ? [deleteButton(deal, reader)] : [])])];
}

const deleteButton = (deal: Deal, { t }: Reader) =>
  doWithDeal.make(
    t.deals.doings.delete,
    { id: deal.id, what: 'delete' },
    {
      suffix: 'delete',
      style: 'danger',
      confirm: {
        title: { type: 'plain_text', text: t.deals.deleteConfirm.title },
        text: { type: 'plain_text', text: t.deals.deleteConfirm.text },
        confirm: { type: 'plain_text', text: t.deals.doings.delete },
        deny: { type: 'plain_text', text: t.common.cancel },
      },
    },
  );

/** "Who sees this?" */
export function audienceModal(deal: Deal, audience: Audience, reader: Reader): ModalView {
  const { title, editors } = reader.t.deals.audience;
  const blocks = [section(audienceLines(audience, reader).join('\n')), context(editors)];
  return windowOf(deal, { text: title, blocks }, title, reader);
}

export function audienceLines({ restricted, owner, named, admins }: Audience, { t }: Reader): string[] {
  const words = t.deals.audience;
  const names = (people: { name: string }[]) => people.map((person) => esc(person.name)).join(', ');
  return [
    restricted ? words.onlyThese : words.everyone,
    words.owner(esc(owner.name)),
    ...(named.length > 0 ? [words.named(names(named))] : []),
    words.admins(names(admins) || '–'),
  ];
}

/** A message in a window. */
export const windowOf = (deal: Pick<Deal, 'id'>, message: Message, title: string, { t }: Reader): ModalView =>
  modalView({ id: dealWindow, meta: { id: deal.id }, title, close: t.common.close, blocks: message.blocks });
