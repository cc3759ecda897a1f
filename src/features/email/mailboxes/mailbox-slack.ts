import type { Handlers } from '../../../slack/handlers.ts';
import { logAnyway, notLoggedPageSize, readNotLogged } from './not-logged.ts';
import { logAnyhow, notLoggedPage, showNotLogged } from './not-logged-views.ts';
import { getSwitchCard, switchMailbox } from './switch.ts';
import { openSwitch, switchCard, switchOff, switchOn } from './switch-views.ts';

/** Mailboxes: what was not logged, and the switch of a person's own. */
export function registerMailboxHandlers(on: Handlers): void {
  on.action(showNotLogged, async (request) => {
    const { mailbox, offset } = request.value;
    const page = notLoggedPage(
      await readNotLogged(request.ctx, mailbox, offset),
      notLoggedPageSize,
      request.reader,
    );
    // Turning a page puts the next one in its place; the first comes below the list of mailboxes.
    await (request.suffix === 'p' || request.suffix === 'n' ? request.replace(page) : request.say(page));
  });
  on.action(logAnyhow, async (request) => {
    const { ctx, value, t, reader } = request;
    const asked = await logAnyway(ctx, value.email);
    await request.say(
      asked.outcome === 'unreadable'
        ? t.mailboxes.anyway.unreadable(t.mailboxes.problems[asked.failure.code](asked.failure.text))
        : t.mailboxes.anyway[asked.outcome],
    );
    const page = await readNotLogged(ctx, value.mailbox, value.offset);
    await request.replace(notLoggedPage(page, notLoggedPageSize, reader));
  });
  on.action(openSwitch, async ({ ctx, value, say, reader }) =>
    say(switchCard(await getSwitchCard(ctx, value), reader)),
  );
  on.action(switchOn, async ({ ctx, value, replace, reader }) =>
    replace(switchCard(await switchMailbox(ctx, value, true), reader)),
  );
  on.action(switchOff, async ({ ctx, value, replace, reader }) =>
    replace(switchCard(await switchMailbox(ctx, value, false), reader)),
  );
}
