import type { Handlers } from '../../slack/handlers.ts';
import { mailPage } from './command.ts';
import { sortMails } from './sort-views.ts';
import { countTriage, listTriageOf } from './triage.ts';

export function registerSortHandlers(on: Handlers): void {
  on.action(sortMails, async ({ ctx, person, reader, say }) => {
    const [mails, counts] = [await listTriageOf(ctx, person.id, 10), await countTriage(ctx, person.id)];
    await say(mailPage(mails, counts, [], reader));
  });
}
