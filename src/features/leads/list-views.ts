import type { ActionsBlockElement } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, esc, type Message, section } from '../../slack/blocks.ts';
import { option, selectField } from '../../slack/forms.ts';
import { firstThatFits } from '../../slack/room.ts';
import { startAbsence } from '../absences/views.ts';
import { openExport } from '../exports/buttons.ts';
import {
  filterClass,
  filterOwner,
  filterState,
  type ListMeta,
  leadSettings,
  leadsPage,
  startLead,
} from './buttons.ts';
import { type Lead, type LeadClass, type LeadFilter, leadClasses, leadStates, pageSize } from './model.ts';
import { leadRow } from './views.ts';

export interface LeadPage {
  meta: ListMeta;
  leads: Lead[];
  total: number;
  owners: Map<PersonId, string>;
  me: PersonId;
  /** the reader takes leads in turn */
  inRota: boolean;
  /** the reader may arrange the turns */
  arranges: boolean;
}

/** `12.open.A`: the whole of a filter in the suffix of each of its selects. */
export const suffixOf = ({ ownerId, state, class: grade }: LeadFilter): string =>
  [ownerId ?? '', state, grade ?? ''].join('.');

export function filterOf(suffix: string | null): LeadFilter {
  const [owner = '', state = 'open', grade = ''] = (suffix ?? '').split('.');
  return {
    ownerId: owner ? (Number(owner) as PersonId) : null,
    state: (state || 'open') as LeadFilter['state'],
    class: (grade || null) as LeadClass | null,
  };
}

export function leadList(page: LeadPage, reader: Reader): Message {
  const { t } = reader;
  const { leads, owners, me, total } = page;
  const title = t.leads.list.count(total);
  return {
    text: title,
    blocks: [
      section(bold(title)),
      actions(filters(page, reader), 'filters'),
      ...(leads.length === 0 ? [section(t.leads.list.empty)] : []),
      ...leads.map((lead) =>
        leadRow(lead, lead.ownerId === me ? null : (owners.get(lead.ownerId) ?? null), reader),
      ),
      ...(total > leads.length
        ? [context(t.common.page(page.meta.offset + 1, page.meta.offset + leads.length, total))]
        : []),
      actions(lastRow(page, reader), 'paging'),
    ],
  };
}

function filters({ meta, owners, me }: LeadPage, { t }: Reader): ActionsBlockElement[] {
  const words = t.leads.list;
  const suffix = suffixOf(meta);
  const { ownerId } = meta;
  const others =
    ownerId !== null && ownerId !== me ? [option(owners.get(ownerId) ?? '?', String(ownerId))] : [];
  const select = (id: { id: string }, options: ReturnType<typeof option>[], value: string) =>
    ({ ...selectField(options, value), action_id: `${id.id}#${suffix}` }) as ActionsBlockElement;
  return [
    select(
      filterOwner,
      [option(words.mine, String(me)), option(words.all, 'all'), ...others],
      ownerId === null ? 'all' : String(ownerId),
    ),
    select(
      filterState,
      [
        option(words.openOnes, 'open'),
        ...leadStates.map((one) => option(t.leads.states[one], one)),
        option(words.everyState, 'all'),
      ],
      meta.state,
    ),
    select(
      filterClass,
      [option(words.everyClass, 'all'), ...leadClasses.map((one) => option(t.leads.class(one), one))],
      meta.class ?? 'all',
    ),
  ];
}

function lastRow(
  { meta, leads, total, me, inRota, arranges }: LeadPage,
  { t }: Reader,
): ActionsBlockElement[] {
  const last = meta.offset + leads.length;
  const turn = (text: string, offset: number, suffix: string) =>
    leadsPage.make(text, { ...meta, offset }, { suffix });
  return [
    ...(meta.offset > 0 ? [turn(t.common.previous, Math.max(0, meta.offset - pageSize), 'p')] : []),
    ...(last < total ? [turn(t.common.next, last, 'n')] : []),
    startLead.make(t.leads.newLead, {}),
    ...(total > 0
      ? [
          openExport.make(t.exports.button, {
            what: 'leads',
            whose: meta.ownerId === me ? 'mine' : 'all',
            state: meta.state,
          }),
        ]
      : []),
    ...(inRota ? [startAbsence.make(t.absences.title, null)] : []),
    ...(arranges ? [leadSettings.make(t.leads.settings, null)] : []),
  ];
}

/** What `/crm lead` found by a name. */
export const foundLeads = (
  leads: Lead[],
  owners: Map<PersonId, string>,
  query: string,
  reader: Reader,
): Message => {
  const { list, newLead } = reader.t.leads;
  const typed = esc(cut(query, 60));
  const title = leads.length > 0 ? list.found(typed) : list.none(typed);
  return {
    text: title,
    blocks: [
      section(leads.length > 0 ? bold(title) : title),
      ...firstThatFits([10, 5], (limit) =>
        leads.slice(0, limit).map((lead) => leadRow(lead, owners.get(lead.ownerId) ?? null, reader)),
      ),
      actions([startLead.make(newLead, leads.length > 0 ? {} : { name: cut(query, 150) })]),
    ],
  };
};
