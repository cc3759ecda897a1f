import type { ActionsBlockElement, ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import {
  actions,
  bold,
  context,
  esc,
  lineOf,
  type Message,
  section,
  sectionsOf,
} from '../../slack/blocks.ts';
import { modalView } from '../../slack/forms.ts';
import { parsePhone } from '../contacts/phones.ts';
import { phoneLink, silenceLine } from '../contacts/views.ts';
import { openDeal } from '../deals/buttons.ts';
import { dealNumber } from '../deals/model.ts';
import { doWithLead, type LeadDoing, leadMenu, leadWindow, openLead } from './buttons.ts';
import type { LeadCard } from './card.ts';
import type { Customer } from './customer.ts';
import { isLeadSource, isOpen, type Lead, leadName, leadNumber } from './model.ts';

/** What it is, what is due, what next, who. */
export function leadCard(card: LeadCard, reader: Reader, note: string | null = null): Message {
  const { lead } = card;
  return {
    text: cut(leadName(lead), 150),
    blocks: [
      ...(note ? [section(note)] : []),
      section(factLines(card, reader).join('\n')),
      context(sourceLine(card, reader)),
      actions(buttonsOf(card, reader, [openLead.make(reader.t.common.open, lead.id)])),
    ],
  };
}

/** The same in a window, with its note, its history and its files. */
export function leadModal(card: LeadCard, reader: Reader, note: string | null = null): ModalView {
  const { t } = reader;
  const { lead, parts } = card;
  const slots = slotsOf(parts, reader);
  const own = parts.flatMap((part) => part.more?.(reader) ?? []);
  const more = [slots.history, slots.files].filter((one) => one !== undefined);
  const edit = isOpen(lead) ? [doing(lead, 'edit', t.common.edit)] : [];
  return modalView({
    id: leadWindow,
    meta: null,
    title: leadNumber(lead.id),
    close: t.common.close,
    blocks: [
      ...(note ? [section(note)] : []),
      section(factLines(card, reader, 300).join('\n')),
      context(sourceLine(card, reader)),
      ...detailBlocks(card, reader),
      actions(buttonsOf(card, reader, [...edit, ...more])),
      ...(own.length > 0 ? [actions(own)] : []),
    ],
  });
}

/** What other slices keep of it, in as few sections as Slack's 3,000 characters allow. */
const detailBlocks = ({ parts }: LeadCard, reader: Reader) =>
  sectionsOf(parts.flatMap((part) => part.details?.(reader) ?? []));

export const doing = (lead: Pick<Lead, 'id'>, what: LeadDoing, text: string) =>
  doWithLead.make(text, { id: lead.id, what }, { suffix: what });

function slotsOf(parts: LeadCard['parts'], reader: Reader) {
  type Slots = ReturnType<NonNullable<LeadCard['parts'][number]['buttons']>>;
  return Object.assign({}, ...parts.map((part) => part.buttons?.(reader) ?? {})) as Slots;
}

function buttonsOf(card: LeadCard, reader: Reader, more: ActionsBlockElement[]): ActionsBlockElement[] {
  const { t } = reader;
  const { lead, deal } = card;
  const { log } = slotsOf(card.parts, reader);
  if (lead.state === 'converted')
    return [
      ...(deal ? [openDeal.make(t.common.open, deal.id)] : []),
      doing(lead, 'undoConversion', t.leads.undoConversion),
      ...more.filter((one) => one.action_id !== openLead.id),
    ];
  if (lead.state === 'disqualified') return [doing(lead, 'reopen', t.leads.reopen), ...more];
  return [
    ...(log ? [log] : []),
    doWithLead.make(
      t.leads.convert,
      { id: lead.id, what: 'convert' },
      { suffix: 'convert', style: 'primary' },
    ),
    doing(lead, 'nextStep', t.leads.setStep),
    ...more,
    leadMenu.make(
      [
        { text: t.leads.handOver, value: { id: lead.id, what: 'handOver' } },
        { text: t.leads.disqualify, value: { id: lead.id, what: 'disqualify' } },
        { text: t.common.whoSees, value: { id: lead.id, what: 'whoSees' } },
      ],
      lead.id,
    ),
  ];
}

function factLines(card: LeadCard, reader: Reader, noteLimit = 150): string[] {
  const { t } = reader;
  const { lead } = card;
  const { customer } = card;
  return [
    bold(esc(cut(leadName(lead), 200))),
    stateLine(card, reader),
    customer && `⚠️ ${esc(customerText(customer, reader))}`,
    card.contact && silenceLine(card.contact, reader),
    isOpen(lead) && stepLine(lead, reader),
    lineOf(
      ' · ',
      lead.position && esc(cut(lead.position, 100)),
      lead.phone && phoneLink(parsePhone(lead.phone, lead.country ?? 'CZ'), reader),
      lead.email && esc(lead.email),
      lead.ico && t.leads.ico(lead.ico),
    ),
    lead.note && esc(t.leads.note(cut(lead.note.trim().replace(/\s*\n\s*/g, ' · '), noteLimit))),
    ...card.parts.flatMap((part) => part.lines?.(reader) ?? []),
  ].filter((line): line is string => Boolean(line));
}

/** `nový · třída A (kupuje letos) · má na starosti: Eva`, or what has become of it */
function stateLine({ lead, deal, became, owner }: LeadCard, reader: Reader): string {
  const { t } = reader;
  if (lead.state === 'converted') {
    if (deal) return `✅ ${esc(t.leads.becameDeal(`${dealNumber(deal.id)} · ${cut(deal.name, 120)}`))}`;
    return `✅ ${became.length > 0 ? esc(t.leads.became(cut(became.join(', '), 200))) : t.leads.becameHidden}`;
  }
  if (lead.closed?.reason) {
    const reason = t.leads.reasons[lead.closed.reason];
    return esc(
      lead.closed.note
        ? t.leads.disqualifiedBecause(reason, cut(lead.closed.note, 200))
        : t.leads.disqualified(reason),
    );
  }
  return lineOf(
    '   ·   ',
    t.leads.states[lead.state],
    lead.class && esc(classText(lead.class, lead.classReason, reader)),
    owner && esc(t.leads.owner(owner)),
  );
}

const classText = (grade: string, reason: string | null, { t }: Reader): string =>
  reason ? t.leads.classBecause(grade, cut(reason, 100)) : t.leads.class(grade);

export function stepLine({ nextStep }: Pick<Lead, 'nextStep'>, reader: Reader, limit = 200): string {
  const { t } = reader;
  if (!nextStep) return t.leads.noStep;
  const isLate = nextStep.on !== null && nextStep.on < reader.today;
  return lineOf(
    ' · ',
    `${isLate ? '⚠️' : '⏰'} ${esc(t.leads.nextStep(cut(nextStep.text, limit)))}`,
    nextStep.on && t.leads.by(reader.near(nextStep.on)),
  );
}

export function customerText({ company, contact, by }: Customer, { t }: Reader): string {
  const name = cut(company?.name ?? contact?.name ?? '', 120);
  const isCustomer = by === 'email' || company?.lifeCycle === 'customer';
  return isCustomer ? t.leads.customer[by](name) : t.leads.ours[by](name);
}

export const sourceName = (source: string, { t }: Reader): string =>
  isLeadSource(source) ? t.leads.sources[source] : cut(source, 100);

function sourceLine({ lead }: LeadCard, reader: Reader): string {
  const { t } = reader;
  const { source, campaign } = lead;
  const from = [source && sourceName(source, reader), campaign && cut(campaign, 100)]
    .filter(Boolean)
    .join(', ');
  return lineOf(' · ', from && esc(t.leads.from(from)), t.leads.known(reader.age(lead.createdAt)));
}

/** A row of a list: who, what next, whose. */
export function leadRow(lead: Lead, owner: string | null, reader: Reader) {
  const { t } = reader;
  return section(
    lineOf(
      '\n',
      bold(esc(cut(leadName(lead), 80))),
      lineOf(
        ' · ',
        isOpen(lead) ? stepLine(lead, reader, 60) : t.leads.states[lead.state],
        lead.class && t.leads.class(lead.class),
        owner && esc(cut(owner, 60)),
      ),
    ),
    openLead.make(t.common.open, lead.id, { suffix: lead.id }),
  );
}
