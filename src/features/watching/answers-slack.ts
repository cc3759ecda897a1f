/** Answering a nudge. */
import { findPersonBySlackId, isActiveMember } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, notFound } from '../../lib/errors.ts';
import { at, dateIn, type Instant, instantOf, isSkipped, type PlainDate } from '../../lib/time.ts';
import { workdayAfter } from '../../lib/workdays.ts';
import { dateField, type FormValues, input, modalView, timeField } from '../../slack/forms.ts';
import type { Handlers } from '../../slack/handlers.ts';
import { modal } from '../../slack/ids.ts';
import type { ActionRequest } from '../../slack/requests.ts';
import {
  acknowledgeNudges,
  handNudges,
  redrawNudges,
  snoozeMoment,
  snoozeNudges,
  takeBackAnswer,
} from './answers.ts';
import { placeOf, readNudgeCards } from './nudge-card.ts';
import { listNudges } from './nudges.ts';
import { handNudge, knowNudge, nudgeMessage, snoozeNudge, toldOf, undoAnswer } from './views.ts';

const pickForm = modal<{ told: number[] }>('watching.pick');

export function registerAnswerHandlers(on: Handlers): void {
  on.action(knowNudge, async (request) => {
    await acknowledgeNudges(request.ctx, request.value);
    await show(request, request.value);
  });

  on.action(undoAnswer, async (request) => {
    await takeBackAnswer(request.ctx, request.value);
    await show(request, request.value);
  });

  on.choice(snoozeNudge, async (request) => {
    const told = toldOf(request.suffix);
    if (request.value === 'pick') return request.open(() => pickModal(request.ctx, told, request.reader));
    const until = snoozeMoment(request.ctx, request.value === 'hour' ? 'hour' : 'morning');
    await snoozeNudges(request.ctx, told, until);
    await show(request, told);
  });

  on.submit(pickForm, async (request) => {
    await snoozeNudges(request.ctx, request.meta.told, readMoment(request.form, request.ctx));
    await redrawNudges(request.ctx, request.meta.told);
  });

  on.choice(handNudge, async (request) => {
    const told = toldOf(request.suffix);
    const colleague = request.value ? await findPersonBySlackId(request.ctx.db, request.value) : null;
    if (!isActiveMember(colleague)) return notFound('person');
    await handNudges(request.ctx, told, colleague.id);
    await show(request, told);
  });
}

/** The message that was answered says so; when the answer came from elsewhere, it follows soon. */
async function show(request: ActionRequest<unknown>, told: number[]): Promise<void> {
  if (!request.message) return redrawNudges(request.ctx, told);
  const cards = await readNudgeCards(request.ctx, await listNudges(request.ctx, told));
  if (cards.length === 0) notFound('deal');
  await request.replace(nudgeMessage(cards, request.reader));
}

function pickModal(ctx: Ctx, told: number[], { t, now }: Reader) {
  const { zone, country } = placeOf(ctx);
  return modalView({
    id: pickForm,
    meta: { told },
    title: t.watching.pick.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      input('day', t.watching.pick.day, dateField(workdayAfter(dateIn(now, zone), country))),
      input('time', t.watching.pick.time, timeField('09:00')),
    ],
  });
}

/** @throws CrmError required, date.skippedHour */
function readMoment(form: FormValues, ctx: Ctx): Instant {
  const day = form.choice('day') as PlainDate | null;
  const time = form.choice('time');
  if (!day || !time) throw new CrmError('required', {}, day ? 'time' : 'day');
  const local = at(day, time);
  const { zone } = placeOf(ctx);
  if (isSkipped(local, zone)) throw new CrmError('date.skippedHour', {}, 'time');
  return instantOf(local, zone);
}
