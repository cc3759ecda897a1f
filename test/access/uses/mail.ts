import { transaction } from '../../../src/db/transaction.ts';
import { readThingAudience } from '../../../src/features/audience/card.ts';
import { createDeal } from '../../../src/features/deals/service.ts';
import { getEmailCard } from '../../../src/features/email/card.ts';
import { openMailFile } from '../../../src/features/email/file-copies.ts';
import { readWords } from '../../../src/features/email/finding/reading-words.ts';
import { readWordsAnew } from '../../../src/features/email/finding/words-store.ts';
import { readMailboxes } from '../../../src/features/email/mailboxes/health.ts';
import {
  type DecisionId,
  type EmailId,
  type Reason,
  reason,
  type Status,
} from '../../../src/features/email/model.ts';
import { readQuarantine, retryEmail } from '../../../src/features/email/quarantine.ts';
import {
  fileToContact,
  fileToDeal,
  ignoreEmail,
  splitCard,
  undoDecision,
} from '../../../src/features/email/service.ts';
import { insertEmails, reasonColumns } from '../../../src/features/email/store.ts';
import { askAgain } from '../../../src/features/email/triage/ask-again.ts';
import { moveEmail } from '../../../src/features/email/triage/moving.ts';
import { readWaiting } from '../../../src/features/email/triage/triage.ts';
import { findEverything } from '../../../src/features/search/service.ts';
import { bridge, type Cell, plain, shows, type Use } from '../office.ts';

const dvorak = 'dvorak@kovovyroba-h.example';

interface Mail {
  status: Status;
  why: Reason;
  /** it may belong to the deal */
  considered?: boolean;
  logged?: boolean;
  /** whom it was put to */
  to?: Cell['me'];
}

/** A mail from nobody we know, in the state that the use case begins with. */
async function mail(cell: Cell, { status, why, considered, logged, to }: Mail): Promise<EmailId> {
  const { deal } = cell;
  return transaction(cell.system, async (tx) => {
    const at = tx.time.now();
    const locator = { mailbox: 'crm', folder: 'INBOX', uidValidity: '1', uid: deal.id, part: '' };
    await insertEmails(tx, [{ locator, blob: 'none', size: 1200, truncated: false, serverAt: at }]);
    const row = await tx.db('inbound_emails').where({ uid: deal.id }).first('id');
    await tx
      .db('inbound_emails')
      .where({ uid: deal.id })
      .update({
        status,
        ...reasonColumns(why),
        considered: JSON.stringify(considered ? [deal.id] : []),
        deal_id: logged ? deal.id : null,
        subject: 'Poptávka zámečnických prací',
        from_address: dvorak,
        from_name: 'Jan Dvořák',
        counterpart: dvorak,
        direction: 'in',
        triage_person_id: to?.id ?? cell.people.owner.id,
      });
    return row?.id as EmailId;
  });
}

const prepared =
  (make: (cell: Cell) => Mail, attempt: (cell: Cell, id: EmailId) => Promise<unknown>): Use =>
  async (cell) => {
    const id = await mail(cell, make(cell));
    return () => attempt(cell, id);
  };

const unknown = reason('unknownSender', { address: dvorak });
const waiting = (): Mail => ({ status: 'triage', why: unknown, considered: false });
/** Put to Tomáš, so that nobody of the table has it for a reason of their own. */
const maybeHere = ({ deal, tomas }: Cell): Mail => ({
  status: 'triage',
  why: reason('severalDeals', { who: dvorak, deals: [deal.id] }),
  considered: true,
  to: tomas.person,
});
const see = ({ ctx }: Cell, id: EmailId) => getEmailCard(ctx, id);

const find = async ({ ctx, system }: Cell, id: EmailId) => {
  await transaction(system, (tx) => readWordsAnew(tx, [id]));
  await readWords(system);
  return shows(findEverything(ctx, 'zamecnickych'), 'Poptávka zámečnických prací');
};

export const mailUses: Record<string, Use> = {
  'see a mail that may belong to it': prepared(maybeHere, see),
  'see such a mail put to oneself': prepared((cell) => ({ ...maybeHere(cell), to: cell.me }), see),
  'read there that it may belong to it': prepared(
    (cell) => ({ ...maybeHere(cell), to: cell.me }),
    ({ ctx }, id) => shows(getEmailCard(ctx, id), bridge),
  ),
  'list such a mail of a colleague’s': prepared(maybeHere, ({ ctx, tomas }) =>
    shows(readWaiting(ctx, tomas.person.id, 0), 'Poptávka zámečnických prací'),
  ),
  'ignore such a mail': prepared(maybeHere, ({ ctx }, id) => ignoreEmail(ctx, id, 'mail')),
  'ask who sees such a mail': prepared(maybeHere, ({ ctx }, id) =>
    readThingAudience(ctx, { kind: 'email', id }),
  ),
  'ask who sees a logged one': prepared(
    ({ deal }) => ({ status: 'logged', why: reason('thread', { deal: deal.id }), logged: true }),
    ({ ctx }, id) => readThingAudience(ctx, { kind: 'email', id }),
  ),
  'see a mail logged to it': prepared(
    ({ deal }) => ({ status: 'logged', why: reason('thread', { deal: deal.id }), logged: true }),
    see,
  ),
  'find a mail logged to it': prepared(
    ({ deal }) => ({ status: 'logged', why: reason('thread', { deal: deal.id }), logged: true }),
    find,
  ),
  'find a mail that may belong to it': prepared(maybeHere, find),
  'put a waiting mail to it': prepared(waiting, ({ ctx, deal }, id) => fileToDeal(ctx, id, deal.id)),
  'move a logged mail to it': prepared(
    () => ({ status: 'logged', why: reason('byHand', { deal: null }) }),
    ({ ctx, deal }, id) => moveEmail(ctx, id, deal.id, { thread: false }),
  ),
  'move a mail away from it': prepared(
    ({ deal }) => ({ status: 'logged', why: reason('thread', { deal: deal.id }), logged: true }),
    async ({ ctx, tomas }, id) => {
      const stairs = await createDeal(tomas.ctx, { name: 'Schodiště' });
      return moveEmail(ctx, id, stairs.id, { thread: false });
    },
  ),
  'take back where a colleague put a mail': prepared(waiting, async ({ ctx, tomas, deal }, id) => {
    const { decisionId } = await fileToDeal(tomas.ctx, id, deal.id);
    await undoDecision(ctx, decisionId as DecisionId);
  }),
  'ask about each of its mails apart': prepared(maybeHere, ({ ctx }, id) => splitCard(ctx, id)),
  'open a file of a mail': prepared(maybeHere, async ({ ctx, system, me }, id) => {
    const file = {
      position: 0,
      name: 'výkres.pdf',
      type: 'application/pdf',
      kind: 'file',
      size: 9,
      sha256: 'ab',
    };
    await transaction(system, (tx) => tx.db('email_files').insert({ email_id: id, ...file }));
    await openMailFile(ctx, id, 'ab', me.id);
  }),
  'have its sender asked about again': prepared(maybeHere, ({ ctx }, id) => askAgain(ctx, id)),
  "make a contact of a mail's sender": prepared(waiting, ({ ctx }, id) =>
    fileToContact(ctx, id, { name: 'Jan Dvořák', phone: null }, { companyId: null, newCompany: null }),
  ),
  'ignore a waiting mail': prepared(waiting, ({ ctx }, id) => ignoreEmail(ctx, id, 'address')),
  'stop ignoring it': prepared(waiting, async ({ ctx, system }, id) => {
    const { decisionId } = await ignoreEmail(system, id, 'mail');
    await undoDecision(ctx, decisionId as DecisionId);
  }),
  'see how the mailboxes are': plain(({ ctx }) => readMailboxes(ctx)),
  'see the quarantine': plain(({ ctx }) => readQuarantine(ctx, 10)),
  'read a quarantined mail again': prepared(
    () => ({ status: 'quarantined', why: reason('noFrom', {}) }),
    async ({ ctx }, id) => retryEmail(ctx, id),
  ),
};
