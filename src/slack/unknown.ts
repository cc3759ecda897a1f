/**
 * Catch-all listeners. A click on something that this version no longer has (a card posted last year) is answered;
 * without a listener the HTTP receiver gives 404 after three seconds and Slack shows a failure.
 */
import type { App } from '@slack/bolt';
import { actionRequest, submitRequest } from './answering.ts';
import { modal } from './ids.ts';
import type { Answering } from './sender.ts';
import { alertView } from './standing.ts';

/** Ids that have a listener of their own. */
export interface KnownIds {
  actions: RegExp[];
  views: Set<string>;
}

export function registerCatchAll(app: App, answering: Answering, known: KnownIds): void {
  app.action(/.*/, async ({ ack, action, body }) => {
    const { action_id: id, url } = action as { action_id: string; url?: string };
    if (known.actions.some((pattern) => pattern.test(id))) return;
    await ack();
    if (url) return;
    const request = await actionRequest(answering, body, null);
    await request?.say(request.t.common.stale);
  });
  for (const type of ['view_submission', 'view_closed'] as const) {
    app.view({ callback_id: /.*/, type }, async ({ ack, view, body }) => {
      if (known.views.has(`${type}:${view.callback_id}`)) return;
      const request =
        type === 'view_submission' ? await submitRequest(answering, body, view, modal('')) : null;
      if (!request) return ack();
      await ack({ response_action: 'update', view: alertView(request.t, request.t.common.stale) } as never);
    });
  }
}
