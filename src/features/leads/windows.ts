/** The smaller windows over a lead: next step, hand-over, disqualification; and the settings. */
import type { ModalView, PlainTextOption } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { bold, esc, section } from '../../slack/blocks.ts';
import {
  dateField,
  input,
  modalView,
  numberField,
  option,
  peopleField,
  personField,
  selectField,
  textField,
} from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import type { LeadPlace } from './buttons.ts';
import { disqualifyReasons, type Lead, leadLineLimit, leadName, leadTextLimit } from './model.ts';

export const stepForm = modal<LeadPlace>('leads.step');
export const handOverForm = modal<LeadPlace>('leads.handOver');
export const disqualifyForm = modal<LeadPlace>('leads.disqualify');
export const settingsForm = modal<null>('leads.settingsForm');

const frame = ({ t }: Reader) => ({ submit: t.common.save, close: t.common.cancel });
const titleOf = (lead: Lead) => section(bold(esc(leadName(lead))));

export const stepModal = (lead: Lead, meta: LeadPlace, reader: Reader): ModalView => {
  const { fields, form } = reader.t.leads;
  const text = textField(lead.nextStep?.text, { limit: leadLineLimit, focus: true });
  return modalView({
    id: stepForm,
    meta,
    title: form.stepTitle,
    ...frame(reader),
    blocks: [
      titleOf(lead),
      input('nextStep', fields.nextStep, text, { optional: true }),
      input('nextStepOn', fields.nextStepOn, dateField(lead.nextStep?.on), { optional: true }),
    ],
  });
};

/** @param next the one whose turn it is; null when nobody takes turns */
export const handOverModal = (
  lead: Lead,
  next: string | null,
  meta: LeadPlace,
  reader: Reader,
): ModalView => {
  const { form } = reader.t.leads;
  const ways: PlainTextOption[] = next
    ? [option(form.inTurn(next), 'next'), option(form.someone, 'someone')]
    : [];
  return modalView({
    id: handOverForm,
    meta,
    title: form.handOverTitle,
    ...frame(reader),
    blocks: [
      titleOf(lead),
      ...(ways.length > 0 ? [input('way', form.handOverTo, selectField(ways, 'next'))] : []),
      input('owner', ways.length > 0 ? form.someone : form.handOverTo, personField(), {
        optional: ways.length > 0,
      }),
    ],
  });
};

export const disqualifyModal = (lead: Lead, meta: LeadPlace, reader: Reader): ModalView => {
  const { form, reasons } = reader.t.leads;
  const options = disqualifyReasons.map((one) => option(reasons[one], one));
  return modalView({
    id: disqualifyForm,
    meta,
    title: form.disqualifyTitle,
    ...frame(reader),
    blocks: [
      titleOf(lead),
      input('reason', form.reason, selectField(options)),
      input('note', form.reasonNote, textField(null, { limit: leadTextLimit, multiline: true }), {
        optional: true,
        hint: form.reasonNoteHint,
      }),
    ],
  });
};

export const settingsModal = (slackIds: string[], days: number, reader: Reader): ModalView => {
  const { form } = reader.t.leads;
  return modalView({
    id: settingsForm,
    meta: null,
    title: form.settingsTitle,
    ...frame(reader),
    blocks: [
      input('rota', form.rota, peopleField(slackIds), { optional: true, hint: form.rotaHint }),
      input('days', form.days, numberField(days, { min: 1, max: 30 }), { hint: form.daysHint }),
    ],
  });
};
