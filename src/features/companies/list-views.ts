import type { ActionsBlockElement, KnownBlock } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { option, selectField } from '../../slack/forms.ts';
import { button, choice } from '../../slack/ids.ts';
import { short } from '../deals/lines.ts';
import { openExport } from '../exports/buttons.ts';
import { openCompany, startCompany } from './buttons.ts';
import { type Company, type CompanyFilter, type LifeCycle, lifeCycles } from './model.ts';
import { ownHint } from './picks.ts';

export const pageSize = 10;

/** Everything that the list is drawn from. */
export type CompanyListMeta = CompanyFilter & { offset: number };
export const companiesPage = button<CompanyListMeta>('companies.page');
/** the list's other choices are in the suffix of these: `companies.listCycle#12.customer.mosty` */
export const filterListOwner = choice('companies.listOwner');
export const filterListCycle = choice('companies.listCycle');

export interface CompanyPage {
  meta: CompanyListMeta;
  companies: Company[];
  total: number;
  owners: Map<number, string>;
  me: PersonId;
}

export const suffixOf = ({ ownerId, lifeCycle, text }: CompanyFilter): string =>
  [ownerId ?? '', lifeCycle ?? '', cut(text, 60)].join('.');

export function filterOf(suffix: string | null): CompanyFilter {
  const [owner = '', cycle = '', ...text] = (suffix ?? '').split('.');
  return {
    ownerId: owner ? (Number(owner) as PersonId) : null,
    lifeCycle: lifeCycles.find((one) => one === cycle) ?? null,
    text: text.join('.'),
  };
}

export function companyList(page: CompanyPage, reader: Reader): Message {
  const { t } = reader;
  const { companies, meta, total } = page;
  const words = t.companyList;
  const title = lineOf(' ', words.count(total), meta.text && words.about(esc(cut(meta.text, 60))));
  return {
    text: title,
    blocks: [
      section(bold(title)),
      actions(filters(page, reader), 'filters'),
      ...(companies.length === 0 ? [section(meta.text ? words.noneFound : words.empty)] : []),
      ...companies.map((company) => row(company, page, reader)),
      ...(total > companies.length
        ? [context(t.common.page(meta.offset + 1, meta.offset + companies.length, total))]
        : []),
      actions(lastRow(page, reader), 'paging'),
    ],
  };
}

/** What the filter says already is not said again. */
function row(company: Company, { meta, owners }: CompanyPage, reader: Reader): KnownBlock {
  const { t } = reader;
  const owner = meta.ownerId === null && company.ownerId && owners.get(company.ownerId);
  const hint = lineOf(
    ' · ',
    !meta.lifeCycle && t.companies.lifeCycles[company.lifeCycle],
    ownHint(company, reader),
    owner && t.companyList.owner(cut(owner, 50)),
  );
  return section(
    lineOf('\n', `🏢 ${bold(short(company.name, 100))}`, hint && esc(cut(hint, 150))),
    openCompany.make(t.common.open, company.id),
  );
}

function filters({ meta, me, owners }: CompanyPage, { t }: Reader): ActionsBlockElement[] {
  const suffix = suffixOf(meta);
  const { ownerId } = meta;
  const others =
    ownerId !== null && ownerId !== me ? [option(cut(owners.get(ownerId) ?? '?', 70), String(ownerId))] : [];
  const select = (id: { id: string }, options: ReturnType<typeof option>[], value: string) =>
    ({ ...selectField(options, value), action_id: `${id.id}#${suffix}` }) as ActionsBlockElement;
  return [
    select(
      filterListOwner,
      [option(t.companyList.mine, String(me)), option(t.companyList.all, 'all'), ...others],
      ownerId === null ? 'all' : String(ownerId),
    ),
    select(
      filterListCycle,
      [
        option(t.companyList.everyCycle, 'all'),
        ...lifeCycles.map((one: LifeCycle) => option(t.companyList.cycles[one], one)),
      ],
      meta.lifeCycle ?? 'all',
    ),
  ];
}

/** By the filter's words alone: a text is looked for, not exported. */
const exportAll = ({ ownerId, lifeCycle }: CompanyListMeta, me: PersonId, t: Reader['t']) =>
  openExport.make(t.exports.button, {
    what: 'companies',
    whose: ownerId === me ? 'mine' : 'all',
    state: lifeCycle ?? 'all',
  });

function lastRow({ meta, companies, total, me }: CompanyPage, { t }: Reader): ActionsBlockElement[] {
  const last = meta.offset + companies.length;
  const turn = (text: string, change: Partial<CompanyListMeta>, suffix: string) =>
    companiesPage.make(text, { ...meta, ...change }, { suffix });
  return [
    ...(meta.offset > 0
      ? [turn(t.common.previous, { offset: Math.max(0, meta.offset - pageSize) }, 'p')]
      : []),
    ...(last < total ? [turn(t.common.next, { offset: last }, 'n')] : []),
    ...(meta.text ? [turn(t.companyList.withoutText, { text: '', offset: 0 }, 'all')] : []),
    startCompany.make(t.companies.newCompany, total === 0 && meta.text ? { name: meta.text } : {}),
    ...(total > 0 ? [exportAll(meta, me, t)] : []),
  ];
}
