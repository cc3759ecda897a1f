import { isAdmin } from '../../access/policy.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { actions, bold, esc, type Message, section } from '../../slack/blocks.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import { mailsPage, sortSeveral } from './buttons.ts';
import { type MailboxView, readMailboxes, readOwnMailboxes } from './mailboxes/health.ts';
import { mailboxList } from './mailboxes/mailbox-views.ts';
import { openNeverLog } from './privacy/rule-buttons.ts';
import { readQuarantine } from './quarantine.ts';
import { quarantineCard, quarantineLimit } from './quarantine-view.ts';
import { heapBlocks, mailRows } from './triage/heap-views.ts';
import { type HeapCount, listHeaps } from './triage/heaps.ts';
import { pageSize, readWaiting, type Waiting } from './triage/triage.ts';

/** `/crm mail`: what waits for me, and how the mailboxes are. */
export const mailCommand: CrmCommand = {
  key: 'mail',
  words: { en: ['mail', 'email', 'e-mail'], cs: ['pošta', 'maily', 'mail'], sk: ['pošta', 'maily', 'mail'] },
  help: (t) => t.email.commandHelp,
  handle: async ({ ctx, person, reader, say }) => {
    const quarantined = isAdmin(ctx)
      ? await readQuarantine(ctx, quarantineLimit)
      : { mails: [], total: 0, next: null };
    if (quarantined.total > 0) await say(quarantineCard(quarantined, reader));
    await say(await readMailPage(ctx, person.id, 0, reader));
  },
};

/** What waits for a person, and how the mailboxes that concern them are. */
export async function readMailPage(
  ctx: Ctx,
  personId: PersonId,
  offset: number,
  reader: Reader,
  fromHeap = 0,
): Promise<Message> {
  const [waiting, heaps, mailboxes] = await Promise.all([
    readWaiting(ctx, personId, offset),
    listHeaps(ctx),
    isAdmin(ctx) ? readMailboxes(ctx) : readOwnMailboxes(ctx),
  ]);
  return mailPage(waiting, heaps, mailboxes, reader, fromHeap);
}

/** @param heaps what waits for others, to those who may sort it */
export function mailPage(
  waiting: Waiting,
  heaps: HeapCount[],
  mailboxes: MailboxView[],
  reader: Reader,
  fromHeap = 0,
): Message {
  const { t } = reader;
  const { total } = waiting;
  const title = total > 0 ? t.email.waiting(total) : t.email.nothingWaits;
  const mails = [
    section(bold(esc(title))),
    ...mailRows(waiting, reader),
    ...(total > 1 ? [actions(listButtons(waiting, reader))] : []),
    ...heapBlocks(heaps, fromHeap, waiting, reader),
    actions([openNeverLog.make(t.mailRules.neverLog.button, null)]),
  ];
  return { text: title, blocks: [...mails, ...mailboxList(mailboxes, reader, mails)] };
}

function listButtons({ offset, cards }: Waiting, { t }: Reader) {
  const page = (to: number, text: string) => mailsPage.make(text, to, { suffix: to });
  return [
    sortSeveral.make(t.filing.bulk.open, null),
    ...(offset > 0 ? [page(Math.max(0, offset - pageSize), t.common.previous)] : []),
    ...(offset + pageSize < cards ? [page(offset + pageSize, t.common.next)] : []),
  ];
}
