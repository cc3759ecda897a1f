import type { Handlers } from '../slack/handlers.ts';
import type { ActionRequest } from '../slack/requests.ts';
import { dismissDeadLetters, listDeadLetters, replayDeadLetter } from './dead-letters.ts';
import { deadLettersCard, dismissLetters, replayLetter } from './views.ts';

export function registerOutboxHandlers(on: Handlers): void {
  on.action(replayLetter, async (request) => {
    await replayDeadLetter(request.ctx, request.value);
    await showLetters(request);
  });

  on.action(dismissLetters, async (request) => {
    await dismissDeadLetters(request.ctx, request.value);
    await showLetters(request);
  });
}

async function showLetters(request: ActionRequest<unknown>): Promise<void> {
  const { letters, total } = await listDeadLetters(request.ctx);
  await request.replace(deadLettersCard(letters, total, request.reader));
}
