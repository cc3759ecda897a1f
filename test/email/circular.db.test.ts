/** What a colleague sends to more than twenty people outside the firm. */
import { expect, it } from 'vitest';
import { toEntries } from '../../src/features/activities/entries.ts';
import { rowLines } from '../../src/features/activities/lines.ts';
import { listTimeline } from '../../src/features/activities/service.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import { fileToDeal } from '../../src/features/email/service.ts';
import { pickModal } from '../../src/features/email/triage/filing-windows.ts';
import { moveEmail } from '../../src/features/email/triage/moving.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { ContactId, DealId } from '../../src/lib/ids.ts';
import { type Office, office } from './office.ts';

const strangers = Array.from({ length: 24 }, (_, n) => `host${n}@neznamy.example`).join(', ');

const priceList = (to: string) => ({
  from: 'Eva <eva@firma.example>',
  to,
  head: ['Message-ID: <cenik@firma.example>'],
  subject: 'Ceník 2027',
  text: 'Dobrý den, posílám nový ceník.',
});

const contacts = async (firm: Office) =>
  (await firm.system.db('contact_emails').orderBy('contact_id').distinct('contact_id', 'address')).map(
    ({ contact_id, address }) => ({ id: contact_id as ContactId, address: String(address) }),
  );

const page = { limit: 10, offset: 0 };

it.each(['dropbox', 'team'])(
  'is one entry with those of its people whom we know, in no deal, and nobody is asked (%s)',
  async (mode) => {
    const firm = await office({ mode });
    const known = await contacts(firm);
    const everybody = `${known.map(({ address }) => address).join(', ')}, ${strangers}`;
    const id = await firm.receives(priceList(everybody), mode === 'team' ? { folder: 'Sent' } : {});
    expect(await firm.row(id)).toMatchObject({ status: 'logged', deal_id: null, contact_id: null });
    for (const { id: contact } of known) {
      const { activities } = await listTimeline(firm.system, { of: 'contact', id: contact }, {}, page);
      expect(activities.map(({ text }) => text.split('\n')[0])).toEqual(['Ceník 2027']);
      const [entry] = await toEntries(firm.system, activities);
      const row = rowLines(entry!, readerOf(firm.system), { about: true });
      expect(row.replaceAll('\u2060', '')).toContain(`Eva → ${known[0]?.address} +25`);
    }
    expect(await firm.system.db('activities')).toHaveLength(1);
    expect((await contacts(firm)).length).toBe(known.length);
    expect(await firm.system.db('outbox').where({ kind: 'email.triage' })).toEqual([]);
  },
);

it('is the author’s to place when nobody on it is known, and a team’s mailbox does not keep it', async () => {
  const open = await office();
  expect(await open.row(await open.receives(priceList(strangers)))).toMatchObject({
    status: 'triage',
    reason: 'bulkMail',
  });
  const team = await office({ mode: 'team' });
  expect(await team.row(await team.receives(priceList(strangers), { folder: 'Sent' }))).toMatchObject({
    status: 'ignored',
    reason: 'notKnownHere',
  });
});

it('put to a deal by hand, asks for no contact and makes none, whatever is typed', async () => {
  const firm = await office();
  const id = await firm.receives(priceList(strangers));
  const eva = await firm.as('Eva');
  const form = pickModal(await getEmailCard(eva, id), readerOf(eva));
  expect(form.blocks.map((block) => block.block_id)).not.toContain('contact');
  const before = await contacts(firm);
  await fileToDeal(eva, id, 42 as DealId, { sender: { name: 'Host', phone: null } });
  expect(await firm.row(id)).toMatchObject({ status: 'logged', deal_id: 42, contact_id: null });
  expect(await contacts(firm)).toEqual(before);
  expect(
    await firm.system
      .db('deal_contacts')
      .where({ deal_id: 42 })
      .whereNotIn(
        'contact_id',
        before.map((one) => one.id),
      ),
  ).toEqual([]);
});

it('leaves an answer to it to the customer’s own deal, and goes to a deal when somebody moves it there', async () => {
  const firm = await office();
  const id = await firm.receives(priceList(`riha@mostni-stavby.example, ${strangers}`));
  const answer = await firm.receives({
    to: 'eva@firma.example, crm@firma.example',
    head: ['In-Reply-To: <cenik@firma.example>'],
    text: 'Děkuji, objednávám.',
  });
  expect(await firm.row(answer)).toMatchObject({ status: 'logged', deal_id: 42 });
  const eva = await firm.as('Eva');
  await moveEmail(eva, id, 42 as DealId, { thread: false });
  expect(await firm.row(id)).toMatchObject({ deal_id: 42, reason: 'movedByHand' });
  expect((await getEmailCard(eva, id)).contact).toBeNull();
});
