import type { ModalView } from '@slack/types';
import type { Person } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { context, esc, type Message, section } from '../../slack/blocks.ts';
import { dateField, input, modalView, personField } from '../../slack/forms.ts';
import { button, modal } from '../../slack/ids.ts';

export const startAbsence = button<null>('absences.start');
export const absenceForm = modal<null>('absences.form');

/** @param until null: here now @param standIn their Slack user */
export const absenceModal = (until: PlainDate | null, standIn: string | null, { t }: Reader): ModalView =>
  modalView({
    id: absenceForm,
    meta: null,
    title: t.absences.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      input('until', t.absences.until, dateField(until), { optional: true, hint: t.absences.untilHint }),
      input('standIn', t.absences.standIn, personField(standIn), { optional: true }),
      context(t.absences.explained),
    ],
  });

/** What was saved, to the one who is away. */
export function absenceSaid(until: PlainDate | null, standIn: Person | null, reader: Reader): string {
  const { absences } = reader.t;
  if (!until) return `✅ ${absences.here}`;
  const day = reader.date(until);
  return `✅ ${standIn ? absences.awayWith(day, esc(standIn.name)) : absences.away(day)}`;
}

/** To whoever stands in. */
export function standInCard(person: Person, until: PlainDate, reader: Reader): Message {
  const text = reader.t.absences.youStandIn(esc(cut(person.name, 100)), reader.date(until));
  return { text, blocks: [section(`👤 ${text}`)] };
}
