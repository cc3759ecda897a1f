import type { KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Instant } from '../../lib/time.ts';
import { bold, context, divider, esc, section } from '../../slack/blocks.ts';
import { input, modalView, option, selectField } from '../../slack/forms.ts';
import { type LifeCycle, lifeCycles } from '../companies/model.ts';
import { type StageKey, stageKeys } from '../deals/model.ts';
import { type LeadState, leadStates } from '../leads/model.ts';
import { chooseWhat, chooseWho, exportForm } from './buttons.ts';
import {
  type Exporters,
  type ExportKind,
  exportersChoices,
  exportKinds,
  isExportKind,
  type PastExport,
  usualState,
  type Wanted,
} from './model.ts';

/** What only admins see of it. */
export interface ExportRules {
  who: Exporters;
  past: PastExport[];
}

export function exportModal(start: Partial<Wanted>, rules: ExportRules | null, reader: Reader): ModalView {
  const { t } = reader;
  const what = start.what ?? 'deals';
  const words = t.exports;
  return modalView({
    id: exportForm,
    meta: null,
    title: words.title,
    submit: words.submit,
    close: t.common.cancel,
    blocks: [
      section(words.explained),
      input(
        'what',
        words.what,
        {
          ...selectField(
            exportKinds.map((kind) => option(words.kinds[kind], kind)),
            what,
          ),
          action_id: chooseWhat.id,
        } as ReturnType<typeof selectField>,
        { dispatch: true },
      ),
      // Named by what it is of, so that Slack keeps no choice of another kind.
      input(
        `whose-${what}`,
        words.whose,
        selectField([option(words.all, 'all'), option(words.mine[what], 'mine')], start.whose ?? 'all'),
      ),
      ...stateInput(what, start.state, reader),
      input(
        'format',
        words.format,
        selectField(
          (['xlsx', 'csv'] as const).map((one) => option(words.formats[one], one)),
          start.format ?? 'xlsx',
        ),
      ),
      ...(rules ? rulesBlocks(rules, reader) : []),
    ],
  });
}

/** What was chosen in the form as it stands. */
export function wantedIn(form: { choice(name: string): string | null }): Wanted {
  const said = form.choice('what');
  const what = isExportKind(said) ? said : 'deals';
  const state = form.choice(`state-${what}`) ?? usualState(what);
  return {
    what,
    whose: form.choice(`whose-${what}`) === 'mine' ? 'mine' : 'all',
    state: states[what].includes(state) ? state : usualState(what),
    format: form.choice('format') === 'csv' ? 'csv' : 'xlsx',
  };
}

const states: Record<ExportKind, readonly string[]> = {
  deals: ['open', 'all', ...stageKeys],
  leads: ['open', 'all', ...leadStates],
  companies: ['all', ...lifeCycles],
  contacts: ['all'],
  activities: ['all'],
};

function stateInput(what: ExportKind, state: string | undefined, reader: Reader): KnownBlock[] {
  if (states[what].length < 2) return [];
  const options = states[what].map((one) => option(stateText(what, one, reader), one));
  return [input(`state-${what}`, reader.t.exports.state, selectField(options, state ?? usualState(what)))];
}

function stateText(what: ExportKind, state: string, { t }: Reader): string {
  if (what === 'companies')
    return state === 'all' ? t.companyList.everyCycle : t.companyList.cycles[state as LifeCycle];
  if (state === 'open') return t.exports.open;
  if (state === 'all') return what === 'deals' ? t.exports.anyStage : t.exports.anyState;
  return what === 'deals' ? t.deals.stages[state as StageKey] : t.leads.states[state as LeadState];
}

/** `Příležitosti (moje, otevřené)` */
export function whatText({ what, whose, state }: Wanted, reader: Reader): string {
  const words = reader.t.exports;
  const narrow = [
    whose === 'mine' ? words.mine[what] : null,
    state === 'all' ? null : stateText(what, state, reader),
  ].flatMap((one) => (one ? [one.toLocaleLowerCase(reader.language)] : []));
  return narrow.length > 0 ? `${words.kinds[what]} (${narrow.join(', ')})` : words.kinds[what];
}

function rulesBlocks({ who, past }: ExportRules, reader: Reader): KnownBlock[] {
  const words = reader.t.exports;
  const lines = past.map(({ by, what, rows, at }) =>
    words.line(esc(by), words.kinds[what], rows, reader.when(at as Instant)),
  );
  return [
    divider(),
    section(bold(words.who), {
      ...(selectField(
        exportersChoices.map((one) => option(words.exporters[one], one)),
        who,
      ) as { type: 'static_select' }),
      action_id: chooseWho.id,
    }),
    ...(lines.length > 0 ? [context([bold(words.recent), ...lines].join('\n'))] : []),
  ];
}

/** In the window's place: it is on its way. */
export const onTheWayModal = ({ t }: Reader): ModalView =>
  modalView({
    id: exportForm,
    meta: null,
    title: t.exports.title,
    close: t.common.close,
    blocks: [section(t.exports.onTheWay)],
  });
