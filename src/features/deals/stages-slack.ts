/** `/crm stages`: how much a deal in each stage weighs in the pipeline. */
import type { ModalView } from '@slack/types';
import { assertAdmin } from '../../access/policy.ts';
import type { Reader } from '../../i18n/reader.ts';
import { context } from '../../slack/blocks.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import { type FormValues, input, modalView, textField } from '../../slack/forms.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { modal } from '../../slack/ids.ts';
import { type Stage, type StageKey, stageKeys } from './model.ts';
import { listStages } from './service.ts';
import { weighStages } from './stage-service.ts';

const stagesForm = modal<null>('deals.stages');

export const stagesCommand: CrmCommand = {
  key: 'stages',
  words: {
    en: ['stages', 'probability'],
    cs: ['fáze', 'pravděpodobnost', 'pravděpodobnosti'],
    sk: ['fázy', 'pravdepodobnosť', 'pravdepodobnosti'],
  },
  help: (t) => t.dealForms.stages.help,
  handle: async (request) => {
    assertAdmin(request.ctx);
    await request.open(async () => stagesModal(await listStages(request.ctx), request.reader));
  },
};

export function registerStageHandlers(on: Handlers): void {
  on.submit(stagesForm, async (request) => {
    await weighStages(request.ctx, readPercents(request.form));
    return undefined;
  });
}

export const stagesModal = (stages: Stage[], { t }: Reader): ModalView =>
  modalView({
    id: stagesForm,
    meta: null,
    title: t.dealForms.stages.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      context(t.dealForms.stages.explained),
      ...stages
        .filter((stage) => stage.outcome === 'open')
        .map((stage) =>
          input(stage.key, t.deals.stages[stage.key], textField(String(stage.probability), { limit: 5 })),
        ),
    ],
  });

/** `40`, `40 %` */
const readPercents = (form: FormValues): Partial<Record<StageKey, number>> =>
  Object.fromEntries(
    stageKeys
      .filter((key) => form.has(key))
      .map((key) => [
        key,
        Number((form.text(key) ?? '').replace(/\s*%$/, '').replace(',', '.') || Number.NaN),
      ]),
  );
