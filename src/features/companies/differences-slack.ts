/** Answers to what a register says otherwise, and their way back. */
import type { Handlers } from '../../slack/handlers.ts';
import { keepOurs, showDifferences, takeOver, undoAnswer } from './buttons.ts';
import { answerDifferences, recallStanding, undoAnswers } from './register-service.ts';
import { getCompany } from './service.ts';
import { showCompany, showCompared } from './showing.ts';

export function registerDifferences(on: Handlers): void {
  on.action(showDifferences, async (request) => {
    const company = await getCompany(request.ctx, request.value);
    const standing = await recallStanding(request.ctx, company);
    if (standing) await showCompared(request, { kind: 'differs', company, ...standing });
    else await showCompany(request, company.id);
  });

  on.action(takeOver, async (request) => {
    const { id, fields } = request.value;
    const { answers } = await answerDifferences(request.ctx, id, 'accepted', fields);
    await showCompany(request, id, answers);
  });

  on.action(keepOurs, async (request) => {
    const { id, fields } = request.value;
    const { answers } = await answerDifferences(request.ctx, id, 'kept', fields);
    await showCompany(request, id, answers);
  });

  on.action(undoAnswer, async (request) => {
    const company = await undoAnswers(request.ctx, request.value);
    if (company) await showCompany(request, company.id);
  });
}
