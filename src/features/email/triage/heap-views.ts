/** Lists of what waits: whose, and one colleague's as their own list shows it. */
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { actions, type Blocks, bold, context, esc, type Message, section } from '../../../slack/blocks.ts';
import { button } from '../../../slack/ids.ts';
import { openCard } from '../buttons.ts';
import { mailLine } from '../mail-line.ts';
import type { HeapCount, Whose } from './heaps.ts';
import { pageSize, type Waiting } from './triage.ts';

/** lists what waits for a colleague */
export const showHeap = button<Whose>('email.heap');
/** the value says how many are skipped */
export const heapPage = button<{ whose: Whose; offset: number }>('email.heapPage');
/** more colleagues, beside the same page of one's own mails */
export const heapsPage = button<{ offset: number; heaps: number }>('email.heaps');
export const sortHeap = button<Whose>('email.heapSeveral');

const shownHeaps = 5;

/** `Oliver Grant` */
export const heapName = (name: string | null, { t }: Reader): string =>
  name === null ? t.waitingMails.nobodys : cut(name, 80);

/** @param own the page of one's own mails that stands above */
export function heapBlocks(
  heaps: HeapCount[],
  from: number,
  own: Pick<Waiting, 'total' | 'offset'>,
  reader: Reader,
): Blocks {
  const { t } = reader;
  const mails = heaps.reduce((sum, one) => sum + one.mails, 0);
  if (mails === 0) return [];
  const page = (heap: number, text: string) =>
    heapsPage.make(text, { offset: own.offset, heaps: heap }, { suffix: heap });
  const turns = [
    ...(from > 0 ? [page(Math.max(0, from - shownHeaps), t.common.previous)] : []),
    ...(from + shownHeaps < heaps.length ? [page(from + shownHeaps, t.common.next)] : []),
  ];
  return [
    context(t.email.waitingForOthers(mails, own.total > 0)),
    ...heaps
      .slice(from, from + shownHeaps)
      .map(({ whose, name, mails }) =>
        section(
          esc(`${heapName(name, reader)}: ${mails}`),
          showHeap.make(t.waitingMails.show, whose, { suffix: whose }),
        ),
      ),
    ...(turns.length > 0 ? [actions(turns)] : []),
  ];
}

export const mailRows = ({ mails, joined }: Waiting, reader: Reader): Blocks =>
  mails.map((mail) =>
    section(
      mailLine(mail, reader, joined.get(mail.id)),
      openCard.make(reader.t.common.open, mail.id, { suffix: mail.id }),
    ),
  );

/** What waits for a colleague. @param name null: nobody's */
export function heapMessage(whose: Whose, name: string | null, waiting: Waiting, reader: Reader): Message {
  const { t } = reader;
  const { offset, cards, total } = waiting;
  const who = heapName(name, reader);
  const title = total > 0 ? t.waitingMails.waiting(who, total) : t.waitingMails.nothing(who);
  const page = (to: number, text: string) => heapPage.make(text, { whose, offset: to }, { suffix: to });
  const buttons = [
    ...(total > 1 ? [sortHeap.make(t.filing.bulk.open, whose)] : []),
    ...(offset > 0 ? [page(Math.max(0, offset - pageSize), t.common.previous)] : []),
    ...(offset + pageSize < cards ? [page(offset + pageSize, t.common.next)] : []),
  ];
  return {
    text: title,
    blocks: [
      section(bold(esc(title))),
      ...mailRows(waiting, reader),
      ...(buttons.length > 0 ? [actions(buttons)] : []),
    ],
  };
}
