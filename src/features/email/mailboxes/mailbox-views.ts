import { formatClock } from '../../../i18n/format.ts';
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { clockOf, dateIn, type Instant, localOf } from '../../../lib/time.ts';
import { actions, type Blocks, context, divider, esc, lineOf } from '../../../slack/blocks.ts';
import { fits } from '../../../slack/room.ts';
import type { MailboxView } from './health.ts';
import { countsLine, showNotLogged } from './not-logged-views.ts';
import { openSwitch } from './switch-views.ts';

/** The reader's own come first, then those that cannot be read. @param above what the message shows besides */
export function mailboxList(views: MailboxView[], reader: Reader, above: Blocks): Blocks {
  if (views.length === 0) return [];
  const more = (count: number): Blocks => (count > 0 ? [context(reader.t.email.andMore(count))] : []);
  const shown: Blocks = [divider()];
  const sorted = views.toSorted((a, b) => placeOf(a) - placeOf(b));
  for (const [at, view] of sorted.entries()) {
    const blocks = mailboxBlocks(view, reader);
    const left = sorted.length - at;
    if (!fits([...above, ...shown, ...blocks, ...more(left - 1)])) return [...shown, ...more(left)];
    shown.push(...blocks);
  }
  return shown;
}

const placeOf = ({ isTheirs, switchedOffBy, state }: MailboxView): number =>
  isTheirs ? 0 : state.failingSince !== null && switchedOffBy === null ? 1 : 2;

/** How a mailbox is, and to its people the way to what was not logged and to the switch. */
export function mailboxBlocks(view: MailboxView, reader: Reader): Blocks {
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
