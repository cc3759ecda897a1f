import { formatClock } from '../../../i18n/format.ts';
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { clockOf, dateIn, type Instant, localOf } from '../../../lib/time.ts';
import { actions, context, esc, lineOf, type Message } from '../../../slack/blocks.ts';
import type { MailboxView } from './health.ts';
import { countsLine, showNotLogged } from './not-logged-views.ts';
import { openSwitch } from './switch-views.ts';

/** How a mailbox is, and to its people the way to what was not logged and to the switch. */
export function mailboxBlocks(view: MailboxView, reader: Reader): Message['blocks'] {
  const { t } = reader;
  const { name, mayList, isTheirs, notLogged } = view;
  const total = notLogged.reduce((sum, { count }) => sum + count, 0);
  const buttons = [
    ...(mayList && total > 0
      ? [showNotLogged.make(t.mailboxes.show, { mailbox: name, offset: 0 }, { suffix: `of-${name}` })]
      : []),
    ...(isTheirs ? [openSwitch.make(t.mailboxes.mine(name), name, { suffix: name })] : []),
  ];
  return [
    context(
      lineOf(
        '\n',
        esc(lineOf(' · ', stateOf(view, reader), waitingOf(view, reader))),
        total > 0 && esc(`${t.mailboxes.notLogged(total)} (${countsLine(notLogged, reader)})`),
      ),
    ),
    ...(buttons.length > 0 ? [actions(buttons)] : []),
  ];
}

function stateOf({ name, state, switchedOffBy }: MailboxView, reader: Reader): string {
  const { t, age } = reader;
  const words = t.mailboxes;
  if (switchedOffBy !== null) return words.off(name, switchedOffBy);
  const { failingSince, lastError, errorCode, lastSuccessAt } = state;
  if (failingSince) {
    return words.failing(
      name,
      clockOrDay(failingSince, reader),
      words.problems[errorCode ?? 'other'](cut(lastError ?? '', 150)),
    );
  }
  return lastSuccessAt ? words.fine(name, age(lastSuccessAt)) : words.never(name);
}

/** `21:55`, of another day `20. 11. ve 21:55` */
const clockOrDay = (instant: Instant, { language, zone, today, stamp }: Reader): string =>
  dateIn(instant, zone) === today ? formatClock(language, clockOf(localOf(instant, zone))) : stamp(instant);

function waitingOf({ state, backlog, quarantined, waitingSince }: MailboxView, { t, age }: Reader): string {
  const words = t.mailboxes;
  return lineOf(
    ' · ',
    words.counts(backlog, quarantined),
    state.unfetched > 0 && words.behind(state.unfetched),
    waitingSince && words.lag(age(waitingSince)),
  );
}
