import { isAdmin } from '../../access/policy.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, divider, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import type { CrmCommand } from '../../slack/crm.ts';
import { sortSeveral } from './buttons.ts';
import { type MailboxView, readMailboxes, readOwnMailboxes } from './health.ts';
import { mailboxBlocks } from './mailbox-views.ts';
import type { Email } from './model.ts';
import { readQuarantine } from './quarantine.ts';
import { quarantineCard, quarantineLimit } from './quarantine-view.ts';
import { openNeverLog } from './rule-buttons.ts';
import { countTriage, listTriageOf } from './triage.ts';
import { nameOf, openCard, reasonText, subjectOf } from './views.ts';

/** `/crm mail`: what waits for me, and how the mailboxes are. */
export const mailCommand: CrmCommand = {
  key: 'mail',
  words: { en: ['mail', 'email', 'e-mail'], cs: ['pošta', 'maily', 'mail'], sk: ['pošta', 'maily', 'mail'] },
  help: (t) => t.email.commandHelp,
  handle: async ({ ctx, person, reader, say }) => {
    const [mails, counts, mailboxes, quarantined] = await Promise.all([
      listTriageOf(ctx, person.id as PersonId, 10),
      countTriage(ctx, person.id as PersonId),
      isAdmin(ctx) ? readMailboxes(ctx) : readOwnMailboxes(ctx),
      isAdmin(ctx) ? readQuarantine(ctx, quarantineLimit) : { mails: [], total: 0, next: null },
    ]);
    if (quarantined.total > 0) await say(quarantineCard(quarantined, reader));
    await say(mailPage(mails, counts, mailboxes, reader));
  },
};

export function mailPage(
  mails: Email[],
  counts: { mine: number; all: number },
  mailboxes: MailboxView[],
  reader: Reader,
): Message {
  const { t } = reader;
  const title = counts.mine > 0 ? t.email.waiting(counts.mine) : t.email.nothingWaits;
  const others = counts.all - counts.mine;
  return {
    text: title,
    blocks: [
      section(bold(esc(title))),
      ...mails.map((mail) =>
        section(mailLine(mail, reader), openCard.make(t.common.open, mail.id, { suffix: mail.id })),
      ),
      ...(counts.mine > 1 ? [actions([sortSeveral.make(t.filing.bulk.open, null)])] : []),
      ...(others > 0 ? [context(t.email.waitingForOthers(others))] : []),
      actions([openNeverLog.make(t.mailRules.neverLog.button, null)]),
      ...(mailboxes.length > 0 ? [divider(), ...mailboxes.flatMap((one) => mailboxBlocks(one, reader))] : []),
    ],
  };
}

export const mailLine = (mail: Email, reader: Reader): string =>
  lineOf(
    '\n',
    `✉️ ${bold(esc(cut(subjectOf({ email: mail }, reader), 100)))}`,
    esc(lineOf(' · ', nameOf(mail.from), mail.sentAt && reader.when(mail.sentAt))),
    mail.reason && esc(reasonText(mail.reason, reader)),
  );
