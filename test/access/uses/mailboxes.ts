import { transaction } from '../../../src/db/transaction.ts';
import { getEmailCard } from '../../../src/features/email/card.ts';
import { MailboxConfig } from '../../../src/features/email/mailboxes/config.ts';
import { readOwnMailboxes } from '../../../src/features/email/mailboxes/health.ts';
import { logAnyway, readNotLogged } from '../../../src/features/email/mailboxes/not-logged.ts';
import { getSwitchCard, switchMailbox } from '../../../src/features/email/mailboxes/switch.ts';
import { insertUnwanted } from '../../../src/features/email/mailboxes/unwanted-store.ts';
import { type EmailId, reason } from '../../../src/features/email/model.ts';
import { reasonColumns } from '../../../src/features/email/store.ts';
import type { Ctx } from '../../../src/lib/context.ts';
import { refuse } from '../../../src/lib/errors.ts';
import { addHours } from '../../../src/lib/time.ts';
import type { Cell, Use } from '../office.ts';

const shared = { host: 'imap.firma.example', user: 'x', pass: 'x', mode: 'team' };
/** The team's is sorted by Eva; the other one is in her name. */
const mailboxes = [
  { ...shared, name: 'obchod', addresses: ['obchod@firma.example'], for: ['eva@firma.example'] },
  { ...shared, name: 'eva', addresses: ['eva@firma.example'], person: 'eva@firma.example' },
].map((mailbox) => MailboxConfig.parse(mailbox));

const withMailboxes = ({ ctx }: Cell): Ctx => ({ ...ctx, ports: { ...ctx.ports, mailboxes } });

const prepared =
  (attempt: (ctx: Ctx, id: EmailId) => Promise<unknown>, blob: string | null = null): Use =>
  async (cell) => {
    const { system, deal } = cell;
    const at = system.time.now();
    const why = reason('notKnownHere', { address: 'ordinace@klinika.example' });
    await transaction(system, async (tx) => {
      const place = { mailbox: 'obchod', folder: 'INBOX', uidValidity: '1' };
      const mails = [
        {
          uid: deal.id,
          size: 1200,
          serverAt: at,
          sentAt: at,
          messageId: `<${deal.id}@klinika.example>`,
          from: { address: 'ordinace@klinika.example', name: 'MUDr. Alena Malá' },
          reason: why,
        },
      ];
      await insertUnwanted(tx, place, mails, addHours(at, -1));
      await tx
        .db('inbound_emails')
        .where({ uid: deal.id })
        .update({ blob, ...reasonColumns(why) });
    });
    const row = await system.db('inbound_emails').where({ uid: deal.id }).first('id');
    return () => attempt(withMailboxes(cell), row?.id as EmailId);
  };

export const mailboxUses: Record<string, Use> = {
  'see one’s own mailboxes': prepared(async (ctx) => {
    if ((await readOwnMailboxes(ctx)).length === 0) refuse('notFound', { what: 'mailbox' });
  }),
  'see what a mailbox did not log': prepared((ctx) => readNotLogged(ctx, 'obchod', 0)),
  'open a mail that it did not log': prepared((ctx, id) => getEmailCard(ctx, id)),
  'log it anyway': prepared((ctx, id) => logAnyway(ctx, id), 'kept'),
  'see the switch of a colleague’s mailbox': prepared((ctx) => getSwitchCard(ctx, 'eva')),
  'switch a colleague’s mailbox on': prepared((ctx) => switchMailbox(ctx, 'eva', true)),
};
