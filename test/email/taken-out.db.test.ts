/** An entry that somebody deleted from the journal: whoever means the mail to be logged gets it logged. */
import { expect, it } from 'vitest';
import { deleteActivity } from '../../src/features/activities/service.ts';
import { undoDecision } from '../../src/features/email/service.ts';
import { moveEmail } from '../../src/features/email/triage/moving.ts';
import type { ActivityId, DealId } from '../../src/lib/ids.ts';
import { type Office, office } from './office.ts';

const offer = {
  from: 'Eva <eva@firma.example>',
  to: 'riha@mostni-stavby.example',
  subject: 'Nabídka',
  head: ['Message-ID: <nabidka@firma.example>'],
};
const copyTo = (address: string) => ({ ...offer, head: [`Delivered-To: ${address}`, ...offer.head] });

const sentAt = '2027-03-08T07:59:00.000Z';

/** Eva's mail lies in D-42, and she deletes its entry. */
async function takenOut() {
  const firm = await office();
  const eva = await firm.as('Eva');
  const posted = (letter: object) => firm.receives(writtenAt(letter));
  const id = await posted(copyTo('crm@firma.example'));
  const { activity_id: entry } = await firm.row(id);
  await deleteActivity(eva, entry as ActivityId);
  firm.time.advance(60_000);
  return { firm, eva, id, posted };
}

const writtenAt = (letter: object): string => {
  const { from, to, subject, head, text = 'Dobrý den.' } = letter as typeof offer & { text?: string };
  return [
    ...head,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
  ]
    .concat([
      `Date: ${new Date(sentAt).toUTCString()}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '',
    ])
    .join('\r\n');
};

const entriesIn = (firm: Office, deal: number) =>
  firm.system.db('activities').where({ deal_id: deal, kind: 'email' }).whereNull('deleted_at');

it('a copy with a tag that comes after its entry was deleted is logged where the tag says', async () => {
  const { firm, id, posted } = await takenOut();
  await posted(copyTo('crm@firma.example'));
  expect(await entriesIn(firm, 42)).toEqual([]);
  const again = await posted(copyTo('crm+d60@firma.example'));
  expect(await firm.row(again)).toMatchObject({ status: 'logged', reason: 'addressTag', deal_id: 60 });
  expect(await firm.row(id)).toMatchObject({ status: 'duplicate' });
  expect(await entriesIn(firm, 60)).toHaveLength(1);
  await posted(copyTo('crm+d60@firma.example'));
  expect(await entriesIn(firm, 60)).toHaveLength(1);
});

it('a move brings the deleted entry back, and taking it back deletes it again', async () => {
  const { firm, eva, id } = await takenOut();
  const { decision } = await moveEmail(eva, id, 42 as DealId, { thread: false });
  expect(await entriesIn(firm, 42)).toHaveLength(1);
  await undoDecision(eva, decision);
  expect(await entriesIn(firm, 42)).toEqual([]);
  await moveEmail(eva, id, 60 as DealId, { thread: false });
  expect(await entriesIn(firm, 60)).toHaveLength(1);
});

it('a customer’s mail that is forwarded after its entry was deleted is logged again', async () => {
  const firm = await office();
  const first = await firm.receives({ subject: 'Dotaz na zábradlí', text: 'Kolik stojí zábradlí?' });
  const { activity_id: entry } = await firm.row(first);
  await deleteActivity(await firm.as('Anna', { isAdmin: true }), entry as ActivityId);
  firm.time.advance(60_000);
  const forward = [
    'Od: Petr Říha <riha@mostni-stavby.example>',
    'Odesláno: 8. března 2027 9:00',
    'Komu: crm@firma.example',
    'Předmět: Dotaz na zábradlí',
    '',
    'Kolik stojí zábradlí?',
  ].join('\n');
  const again = await firm.receives({
    from: 'Tomáš <tomas@firma.example>',
    subject: 'FW: Dotaz na zábradlí',
    text: `Patří to sem.\n\n________________________________\n${forward}`,
  });
  expect(await firm.row(again)).toMatchObject({ status: 'logged', deal_id: 42 });
  const [row, ...others] = await entriesIn(firm, 42);
  expect(others).toEqual([]);
  expect(row?.text).toContain('Patří to sem.');
});
