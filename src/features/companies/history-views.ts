/** What happened to a company's data, in words: and where each value comes from now. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { CrmEvent } from '../../lib/event.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, esc, lineOf, section } from '../../slack/blocks.ts';
import { modalView } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import { showChanges } from './buttons.ts';
import { fieldLabel, fieldText, type Names } from './field-words.ts';
import { registerFields, valueOfField } from './fields.ts';
import type { Company } from './model.ts';
import type { FieldSource, FieldSources } from './provenance.ts';
import type { FactChange, WatchedField } from './watch-facts.ts';
import { changeLine } from './watch-views.ts';

const sourcesWindow = modal<null>('companies.sourcesWindow');
const changesWindow = modal<null>('companies.changesWindow');

const ownFields = [
  'website',
  'billing',
  'ownerId',
  'lifeCycle',
  'acquiredOn',
  'acquiredSource',
  'paymentTerms',
  'budget',
  'parentId',
  'tags',
  'language',
];

/** `*Název:* Mostaři` and under it `ručně: Eva, 8. 3. 2027`. */
export function sourcesModal(
  company: Company,
  sources: FieldSources,
  names: Names,
  reader: Reader,
): ModalView {
  const fields = [...registerFields, ...ownFields].filter((field) => sources.has(field));
  const lines = fields.map((field) => {
    const value = field === 'billing' ? company.billingStreet : valueOfField(company, field);
    return lineOf(
      '\n',
      `${bold(`${fieldLabel(field, reader)}:`)} ${esc(cut(fieldText(field, value, names, reader), 120))}`,
      sourceText(sources.get(field) as FieldSource, names, reader),
    );
  });
  const { t } = reader;
  return modalView({
    id: sourcesWindow,
    meta: null,
    title: t.companyCard.whereFrom,
    close: t.common.close,
    blocks: [
      section(bold(esc(cut(company.name, 200)))),
      ...(lines.length > 0 ? lines.map((line) => section(line)) : [section(t.companyCard.noSources)]),
      context(t.companyCard.sourcesHint),
    ],
  });
}

function sourceText(source: FieldSource, names: Names, { t, when }: Reader): string {
  const words = t.companyCard.sources;
  const who = source.byId === null ? null : esc(names.people.get(source.byId) ?? '?');
  const at = when(source.at);
  if (source.source === 'register') return words.register(t.registers.names[source.register ?? 'ares'], at);
  return words[source.source](who, at);
}

/** @param more the event from which an older page begins */
export function changesModal(
  company: Company,
  events: CrmEvent[],
  more: CrmEvent | null,
  names: Names,
  reader: Reader,
): ModalView {
  const { t } = reader;
  return modalView({
    id: changesWindow,
    meta: null,
    title: t.companyCard.changes,
    close: t.common.close,
    blocks: [
      section(bold(esc(cut(company.name, 200)))),
      ...(events.length > 0
        ? events.map((event) => section(eventLines(event, names, reader).join('\n')))
        : [section(t.companyCard.noChanges)]),
      ...(more
        ? [actions([showChanges.make(t.companyCard.older, { id: company.id, before: more.id })])]
        : []),
    ],
  });
}

function eventLines(event: CrmEvent, names: Names, reader: Reader): string[] {
  const { t, when } = reader;
  const who = event.actorId === null ? 'Vizitka' : esc(names.people.get(event.actorId) ?? '?');
  return [`${bold(when(event.at))} · ${who}`, ...whatHappened(event, names, reader, t.companyCard.events)];
}

function whatHappened(
  { kind, details }: CrmEvent,
  names: Names,
  reader: Reader,
  words: Reader['t']['companyCard']['events'],
): string[] {
  if (kind === 'company.created') return [words.created];
  if (kind === 'company.merged') return [words.merged];
  if (kind === 'company.mergeUndone') return [words.mergeUndone];
  if (kind === 'company.dicRevealed') return [words.dicRevealed];
  if (kind === 'company.watched')
    return [words.watched, ...changesOf(details).map((change) => changeLine(change, reader))];
  if (kind !== 'company.changed') return [];
  const changes = Object.entries(details as Record<string, { from: unknown; to: unknown }>);
  const shown = changes.filter(([field, change]) => isShown(field) && change && 'to' in change);
  if (shown.length === 0) return [words.confirmed];
  return shown
    .slice(0, 12)
    .map(([field, { from, to }]) =>
      reader.t.companies.difference(
        fieldLabel(field, reader),
        esc(cut(fieldText(field, from, names, reader), 120)),
        esc(cut(fieldText(field, to, names, reader), 120)),
      ),
    );
}

/** The parts of an address are told as one line. */
const isShown = (field: string): boolean =>
  !['version', 'register', 'registerAt', 'street', 'city', 'postalCode', 'municipalityPart'].includes(field);

const changesOf = (details: CrmEvent['details']): FactChange[] =>
  Object.entries(details as Record<string, { from: unknown; to: unknown }>).map(([field, { from, to }]) => ({
    field: field as WatchedField,
    from,
    to,
  }));
