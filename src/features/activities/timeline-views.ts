import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { actions, type Blocks, bold, context, divider, section } from '../../slack/blocks.ts';
import { modalView, option, selectField } from '../../slack/forms.ts';
import {
  filterKind,
  filterPerson,
  logAbout,
  openEntry,
  type TimelineMeta,
  timelinePage,
  timelineWindow,
} from './buttons.ts';
import { type Entry, kindLabel, rowLines, short } from './lines.ts';
import { type ActivityKind, pageSize } from './model.ts';
import { companyTarget, dealTarget, leadTarget, type Target } from './target.ts';

export interface TimelinePage {
  meta: TimelineMeta;
  /** the deal, company, lead or contact it is of */
  name: string;
  /** decisions, orders and changes from further back, on the first page */
  pinned: Entry[];
  entries: Entry[];
  total: number;
  kinds: ActivityKind[];
}

/** Ten to a page, changed in place. */
export function timelineModal(page: TimelinePage, reader: Reader): ModalView {
  const { t } = reader;
  const { meta, entries, total } = page;
  return modalView({
    id: timelineWindow,
    meta,
    title: t.activities.history,
    close: t.common.close,
    blocks: [
      section(bold(short(page.name, 200))),
      filters(page, reader),
      divider(),
      ...(page.pinned.length > 0
        ? [context(`⚑ ${t.activities.pinned}`), ...rows(page.pinned, page, reader), divider()]
        : []),
      ...(entries.length > 0
        ? rows(entries, page, reader)
        : [section(isFiltered(meta) ? t.activities.emptyFilter : t.activities.emptyTimeline)]),
      ...(total > entries.length
        ? [context(t.common.page(meta.offset + 1, meta.offset + entries.length, total))]
        : []),
      ...lastRow(page, reader),
    ],
  });
}

const rows = (entries: Entry[], { meta }: TimelinePage, reader: Reader): Blocks =>
  entries.map((entry) =>
    section(
      rowLines(entry, reader, { about: meta.of.of !== 'deal' && meta.of.of !== 'lead' }),
      openEntry.make(reader.t.common.open, entry.activity.id, { suffix: entry.activity.id }),
    ),
  );

const isFiltered = (meta: TimelineMeta): boolean => meta.only !== null || meta.person !== null;

function filters({ meta, kinds }: TimelinePage, reader: Reader) {
  const { t } = reader;
  const options = [
    option(t.activities.allKinds, 'all'),
    option(t.activities.pinned, 'pinned'),
    ...kinds.slice(0, 98).map((kind) => option(kindLabel(kind, reader), `kind:${kind.key}`)),
  ];
  const person = meta.person ? { initial_user: meta.person } : {};
  return actions(
    [
      {
        ...(selectField(options, meta.only ?? 'all') as { type: 'static_select' }),
        action_id: filterKind.id,
      },
      {
        type: 'users_select',
        action_id: filterPerson.id,
        placeholder: { type: 'plain_text', text: t.activities.anybody },
        ...person,
      },
    ],
    'filters',
  );
}

function lastRow({ meta, entries, total }: TimelinePage, { t }: Reader): Blocks {
  const last = meta.offset + entries.length;
  const target = targetOfTimeline(meta);
  const buttons = [
    ...(meta.offset > 0
      ? [timelinePage.make(t.common.previous, Math.max(0, meta.offset - pageSize), { suffix: 'previous' })]
      : []),
    ...(last < total ? [timelinePage.make(t.common.next, last, { suffix: 'next' })] : []),
    ...(target ? [logAbout.make(t.activities.log, { target })] : []),
  ];
  return buttons.length > 0 ? [actions(buttons, 'paging')] : [];
}

function targetOfTimeline({ of }: TimelineMeta): Target | null {
  if (of.of === 'deal') return dealTarget(of.id);
  if (of.of === 'company') return companyTarget(of.id);
  return of.of === 'lead' ? leadTarget(of.id) : null;
}
