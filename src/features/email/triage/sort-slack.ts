import type { Handlers } from '../../../slack/handlers.ts';
import { mailsPage } from '../buttons.ts';
import { readMailPage } from '../command.ts';
import { sortMails } from './sort-views.ts';

export function registerSortHandlers(on: Handlers): void {
  on.action(sortMails, async ({ ctx, person, reader, say }) =>
    say(await readMailPage(ctx, person.id, 0, reader)),
  );
  on.action(mailsPage, async ({ ctx, person, value, reader, replace }) =>
    replace(await readMailPage(ctx, person.id, value, reader)),
  );
}
