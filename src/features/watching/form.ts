/** The window in which a person chooses what to watch: it shows every nudge before it is saved. */
import type { Block, KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { DealId } from '../../lib/ids.ts';
import { localOf } from '../../lib/time.ts';
import { actions, bold, context, esc, lineOf, section } from '../../slack/blocks.ts';
import {
  checkField,
  type FormValues,
  input,
  modalView,
  option,
  peopleField,
  selectField,
} from '../../slack/forms.ts';
import { button, choice, modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { offeredDays, usualDays, type WatchedDate, type WatchedKind } from './model.ts';
import type { Preview, WatchState } from './service.ts';
import { dealTitle } from './views.ts';
import { daysWords, dayWords, localWords, rungWords, whenOf } from './words.ts';

export interface WatchFormMeta {
  dealId: DealId;
  kind: WatchedKind;
  /** where it was opened, when that is to show afterwards what came of it */
  opener: Opener | null;
}
export interface Opener {
  from: 'card' | 'question';
  place: Place;
}
export const watchForm = modal<WatchFormMeta>('watching.form');
export const watchKind = choice('watching.kind');
export const watchPeople = choice('watching.people');
export const watchDays = choice('watching.days');
export const stopWatch = button<{ dealId: DealId; kind: WatchedKind }>('watching.stop');

/** What is chosen in the form at the moment. */
export interface Chosen {
  kind: WatchedKind;
  /** Slack ids */
  people: string[];
  days: number[];
}

export const readChosen = (form: FormValues, meta: { kind: WatchedKind }): Chosen => ({
  kind: (form.choice('kind') as WatchedKind | null) ?? meta.kind,
  people: form.choices('people'),
  days: form.choices('days').map(Number),
});

/** Opens on the person's own watching of the date, else on the usual days. */
export function chosenAtFirst(
  state: WatchState,
  me: { id: number; slackId: string },
  kind?: WatchedKind,
): Chosen {
  const first = kind ?? state.dates[0]?.kind ?? 'bid';
  const mine = state.watchers.find((watcher) => watcher.kind === first && watcher.personId === me.id);
  return { kind: first, people: [me.slackId], days: mine?.days ?? usualDays };
}

export function watchModal(
  state: WatchState,
  chosen: Chosen,
  preview: Preview | null,
  me: { id: number },
  reader: Reader,
  opener: Opener | null,
): ModalView {
  const { t } = reader;
  const date = state.dates.find((one) => one.kind === chosen.kind)?.date;
  const mine = state.watchers.some((one) => one.kind === chosen.kind && one.personId === me.id);
  const parts = {
    id: watchForm,
    meta: { dealId: state.deal.id, kind: chosen.kind, opener },
    title: t.watching.form.title,
    close: t.common.cancel,
  };
  if (!date) return modalView({ ...parts, blocks: [section(t.watching.form.noDates)] });
  return modalView({
    ...parts,
    submit: t.common.save,
    blocks: [
      section(`⏰ ${bold(esc(dealTitle(state.deal)))}`),
      ...kindBlocks(state, chosen, reader),
      input(
        'people',
        t.watching.form.people,
        { ...peopleField(chosen.people), action_id: watchPeople.id },
        { dispatch: true },
      ),
      input(
        'days',
        t.watching.form.days,
        {
          ...checkField(
            offeredDays.map((days) => option(daysWords(days, reader), String(days))),
            chosen.days.map(String),
          ),
          action_id: watchDays.id,
        },
        { dispatch: true, hint: t.watching.form.daysHint },
      ),
      ...previewBlocks(date, preview, reader),
      ...othersBlocks(state, chosen, me, reader),
      ...(mine
        ? [actions([stopWatch.make(t.watching.stop, { dealId: state.deal.id, kind: chosen.kind })])]
        : []),
    ],
  });
}

function kindBlocks({ dates }: WatchState, chosen: Chosen, reader: Reader): KnownBlock[] {
  const { t } = reader;
  const words = ({ kind, date }: { kind: WatchedKind; date: WatchedDate }) =>
    t.watching.whatAndWhen(t.watching.what[kind], whenOf(date, reader));
  const only = dates.length === 1 ? dates[0] : undefined;
  if (only) return [section(words(only))];
  const options = dates.map((one) => option(words(one), one.kind));
  const field = { ...selectField(options, chosen.kind), action_id: watchKind.id };
  return [input('kind', t.watching.form.kind, field, { dispatch: true })];
}

/** Exact times of everybody by their own clock; people with the same times share a list. */
function previewBlocks(date: WatchedDate, preview: Preview | null, reader: Reader): (KnownBlock | Block)[] {
  const { t } = reader;
  const lists = new Map<string, string[]>();
  for (const { person, rungs } of preview?.ladders ?? []) {
    const lines = rungs.map((rung) => {
      const when = localWords(localOf(rung.at, person.zone), reader);
      const what = rungWords(rung, date, reader, person.zone);
      return rung.isPast ? `• ~${when}~ · ${what} (${t.watching.form.past})` : `• ${bold(when)} · ${what}`;
    });
    if (rungs.length > 0 && rungs.every((rung) => rung.isPast)) lines.push(t.watching.form.nothingAhead);
    if (person.zone !== reader.zone) lines.push(esc(person.zone));
    const list = lines.join('\n');
    if (list) lists.set(list, [...(lists.get(list) ?? []), person.name]);
  }
  if (lists.size === 0) return [context(t.watching.form.choose)];
  const [country, holidays] = [preview?.customerCountry, preview?.customerHolidays ?? []];
  return [
    section(`${bold(t.watching.form.preview)} (${whenOf(date, reader)})`),
    ...[...lists].slice(0, 10).map(([list, names]) => section(lineOf('\n', esc(names.join(', ')), list))),
    ...(country && holidays.length > 0
      ? [context(t.watching.form.holidays(t.admin.countries[country], holidayList(holidays, reader)))]
      : []),
  ];
}

const holidayList = (holidays: Preview['customerHolidays'], reader: Reader): string =>
  holidays
    .map(
      ({ date, name, englishName }) =>
        `${dayWords(date, reader)} ${reader.language === 'en' ? englishName : name}`,
    )
    .join(', ');

function othersBlocks(state: WatchState, chosen: Chosen, me: { id: number }, reader: Reader): KnownBlock[] {
  const others = state.watchers.filter((one) => one.kind === chosen.kind && one.personId !== me.id);
  if (others.length === 0) return [];
  const list = others
    .map((one) => `${esc(one.name)} (${one.days.map((days) => daysWords(days, reader)).join(', ')})`)
    .join('; ');
  return [context(reader.t.watching.form.others(list))];
}
