import type { Person } from '../../../src/access/people.ts';
import { enter } from '../../../src/access/people.ts';
import { transaction } from '../../../src/db/transaction.ts';
import { getEmailCard } from '../../../src/features/email/card.ts';
import { readWords } from '../../../src/features/email/finding/reading-words.ts';
import { type EmailId, reason } from '../../../src/features/email/model.ts';
import { saveHolders } from '../../../src/features/email/privacy/drawer-store.ts';
import { logAgain, stopLogging } from '../../../src/features/email/privacy/never-log-service.ts';
import { setPrivacy } from '../../../src/features/email/privacy/privacy-service.ts';
import { insertEmails, reasonColumns } from '../../../src/features/email/store.ts';
import { saveText } from '../../../src/features/email/text-store.ts';
import { findEverything } from '../../../src/features/search/service.ts';
import type { Ctx } from '../../../src/lib/context.ts';
import { type Cell, plain, shows, type Use } from '../office.ts';

const words = 'Rodné číslo jednatele posílám zvlášť.';
const lawyer = { kind: 'address', pattern: 'advokat@kancelar.example' } as const;

/** A mail of this colleague's, logged to the deal, of which others see that it happened. */
async function privateMail({ system, deal }: Cell, holder: Person): Promise<EmailId> {
  const id = await transaction(system, async (tx) => {
    const locator = { mailbox: 'crm', folder: 'INBOX', uidValidity: '1', uid: deal.id, part: '' };
    const serverAt = tx.time.now();
    await insertEmails(tx, [{ locator, blob: 'none', size: 900, truncated: false, serverAt }]);
    const mail = tx.db('inbound_emails').where({ uid: deal.id });
    const { id } = (await mail.clone().first('id')) as { id: EmailId };
    const why = reasonColumns(reason('thread', { deal: deal.id }));
    await mail.update({ status: 'logged', ...why, deal_id: deal.id, subject: 'Osobní údaje' });
    const text = { to: [], cc: [], text: words, quoted: '', signature: '', full: words, note: null };
    await saveText(tx, id, text);
    await saveHolders(tx, id, [holder.id]);
    return id;
  });
  await setPrivacy(enter(system, holder) as Ctx, id, 'happened');
  return id;
}

const of =
  (holder: (cell: Cell) => Person, attempt: (cell: Cell, id: EmailId) => Promise<unknown>): Use =>
  async (cell) => {
    const id = await privateMail(cell, holder(cell));
    return () => attempt(cell, id);
  };
const own = (attempt: Parameters<typeof of>[1]) => of(({ me }) => me, attempt);
const colleagues = (attempt: Parameters<typeof of>[1]) => of(({ tomas }) => tomas.person, attempt);

const read: Parameters<typeof of>[1] = ({ ctx }, id) => shows(getEmailCard(ctx, id), words);
const find: Parameters<typeof of>[1] = async ({ ctx, system }) => {
  await readWords(system);
  return shows(findEverything(ctx, 'jednatele'), 'Osobní údaje');
};
const show: Parameters<typeof of>[1] = ({ ctx }, id) => setPrivacy(ctx, id, 'full');

export const privateMailUses: Record<string, Use> = {
  "read one's own private mail": own(read),
  "read a colleague's private mail": colleagues(read),
  "find one's own private mail": own(find),
  "find a colleague's private mail": colleagues(find),
  "let others read one's own": own(show),
  "let others read a colleague's": colleagues(show),
  "never log one's own mail with somebody": plain(async ({ ctx }) =>
    stopLogging(ctx, { ...lawyer, whose: 'mine' }),
  ),
  "never log anybody's mail with them": plain(async ({ ctx }) =>
    stopLogging(ctx, { ...lawyer, whose: 'everybody' }),
  ),
  "log again what is off everybody's": async ({ ctx, system }) => {
    const { id } = await stopLogging(system, { ...lawyer, whose: 'everybody' });
    return () => logAgain(ctx, id);
  },
  'log again what a colleague keeps off': async ({ ctx, tomas }) => {
    const { id } = await stopLogging(tomas.ctx, { ...lawyer, whose: 'mine' });
    return () => logAgain(ctx, id);
  },
};
