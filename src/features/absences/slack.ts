/** `/crm away`, and the button in the list of leads. */
import type { PersonId } from '../../lib/ids.ts';
import type { PlainDate } from '../../lib/time.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { Opening, Request } from '../../slack/requests.ts';
import { Problems, readPerson } from '../deals/form-reading.ts';
import { meeting } from '../deals/showing.ts';
import { readAbsence, sayAway } from './service.ts';
import { absenceForm, absenceModal, absenceSaid, startAbsence } from './views.ts';

export const absenceCommand: CrmCommand = {
  key: 'away',
  words: {
    en: ['away', 'absence', 'holiday'],
    cs: ['pryč', 'nepřítomnost', 'dovolená'],
    sk: ['preč', 'neprítomnosť', 'dovolenka'],
  },
  help: (t) => t.absences.help,
  handle: (request) => openAbsence(request),
};

export function registerAbsenceHandlers(on: Handlers): void {
  on.action(startAbsence, (request) => openAbsence(request));

  on.submit(absenceForm, async (request) => {
    const { ctx, form, reader } = request;
    const problems = new Problems();
    const standIn = await readPerson(ctx, form.choice('standIn'), 'standIn', problems, meeting(request));
    problems.raise();
    const until = form.choice('until') as PlainDate | null;
    const said = await sayAway(ctx, until, (standIn ?? null) as PersonId | null);
    request.after(() => request.say(absenceSaid(said.until, said.standIn, reader)));
    return undefined;
  });
}

const openAbsence = (request: Request & Opening): Promise<void> =>
  request.open(async () => {
    const { until, standIn } = await readAbsence(request.ctx);
    return absenceModal(until, standIn?.slackId ?? null, request.reader);
  });
