/** An admin's word over news that were held back. */
import type { Handlers } from '../../slack/handlers.ts';
import { dropHeld, tellHeld } from './buttons.ts';
import { answerHeld } from './watch-service.ts';
import { heldAnswered } from './watch-views.ts';

export function registerWatch(on: Handlers): void {
  on.action(tellHeld, async (request) => {
    const isFirst = await answerHeld(request.ctx, request.value, 'told');
    await request.replace(heldAnswered(isFirst ? 'told' : 'before', request.reader));
  });

  on.action(dropHeld, async (request) => {
    const isFirst = await answerHeld(request.ctx, request.value, 'dropped');
    await request.replace(heldAnswered(isFirst ? 'dropped' : 'before', request.reader));
  });
}
