/** One mail comes in several copies, and not each of them by a way that is open to all. */
import { expect, it } from 'vitest';
import { readEmailCard } from '../../src/features/email/card.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { setPrivacy } from '../../src/features/email/privacy/privacy-service.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { type Office, office, written } from './office.ts';

const letter = {
  to: 'eva@firma.example, crm@firma.example',
  subject: 'Cena lávky',
  text: 'Sleva osm procent.',
  head: ['Message-ID: <cena@mostni-stavby.example>'],
};

/** Eva's own mailbox, of which others see only that something came; and the dropbox, which is open. */
async function twoWays() {
  const firm = await office();
  const evas = MailboxConfig.parse({
    name: 'eva',
    host: 'imap.firma.example',
    user: 'eva@firma.example',
    pass: 'secret',
    mode: 'team',
    privacy: 'happened',
    person: 'eva@firma.example',
  });
  firm.system.ports.mailboxes = [firm.mailbox, evas];
  const raw = Buffer.from(written(letter, firm.time.now()));
  const comesTo = async (mailbox: string): Promise<void> => {
    const messages = [{ uid: 900, raw, size: raw.length, serverAt: firm.time.now() }];
    await keepBatch(firm.system, { mailbox, folder: 'INBOX', uidValidity: '1', messages, upTo: 900 });
    while ((await processWaiting(firm.system, [firm.mailbox, evas])) > 0);
  };
  return { firm, comesTo };
}

const logged = async (firm: Office): Promise<EmailId> =>
  (await firm.system.db('inbound_emails').where({ status: 'logged' }).first('id'))?.id as EmailId;

const textFor = async (firm: Office, name: string): Promise<string | undefined> => {
  const card = await readEmailCard(await firm.as(name), await logged(firm));
  return card?.text?.text.trim();
};

it.each([
  ['the open one', ['crm', 'eva']],
  ['the private one', ['eva', 'crm']],
])('a mail whose copies are open and private is private, also when %s comes first', async (_, order) => {
  const { firm, comesTo } = await twoWays();
  for (const mailbox of order) await comesTo(mailbox);
  expect(await textFor(firm, 'Eva')).toBe('Sleva osm procent.');
  expect(await textFor(firm, 'Olga')).toBeFalsy();
  const kept = await Promise.all(
    ['activities', 'email_texts'].map((table) => firm.system.db(table as never)),
  );
  expect(JSON.stringify(kept)).not.toContain('Sleva');
});

it('what its own people opened by hand stays open, whatever copy of it comes later', async () => {
  const { firm, comesTo } = await twoWays();
  await comesTo('crm');
  const [eva, id] = [await firm.as('Eva'), await logged(firm)];
  await setPrivacy(eva, id, 'subject');
  await setPrivacy(eva, id, 'full');
  await comesTo('eva');
  expect(await textFor(firm, 'Olga')).toBe('Sleva osm procent.');
});

it('what a colleague writes above a forward of a private mail is read by its people, the colleague among them', async () => {
  const firm = await office();
  const id = await firm.receives({ ...letter, text: 'Kolik stojí lávka?' });
  await setPrivacy(await firm.as('Eva'), id, 'subject');
  expect((await readEmailCard(await firm.as('Tomas'), id))?.text?.text).toBeFalsy();
  await firm.receives({
    from: 'Tomas <tomas@firma.example>',
    subject: 'Fwd: Cena lávky',
    text: `Prosím spěchá.\n\n---------- Forwarded message ---------\nOd: Petr Říha <riha@mostni-stavby.example>\nDate: po 8. 3. 2027 v 9:00\nSubject: Cena lávky\nTo: <eva@firma.example>\n\nKolik stojí lávka?`,
  });
  expect(await firm.system.db('inbound_emails').orderBy('id').pluck('status')).toEqual([
    'logged',
    'duplicate',
  ]);
  for (const name of ['Eva', 'Tomas'])
    expect((await readEmailCard(await firm.as(name), id))?.text?.note).toBe('Prosím spěchá.');
  expect((await readEmailCard(await firm.as('Olga'), id))?.text?.note).toBeFalsy();
  const kept = await Promise.all(
    ['activities', 'email_texts'].map((table) => firm.system.db(table as never)),
  );
  expect(JSON.stringify(kept)).not.toContain('spěchá');
});
