/** Headers that no program writes: the mail in which they stand is read like any other, and no mail behind it waits. */
import { expect, it } from 'vitest';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { sortByHeaders } from '../../src/features/email/mailboxes/wanted.ts';
import { reason } from '../../src/features/email/model.ts';
import { office, written } from './office.ts';

const long = (name: string): string => `${name}${'Kx7'.repeat(3000)}`;
const nul = (id: string): string => `=?utf-8?q?=3C${id}=00=40x=3E?=`;

const invitation = (uid: string, sequence: string): string =>
  [
    'BEGIN:VCALENDAR',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    'DTSTAMP:20270308T070000Z',
    'DTSTART:20270310T090000Z',
    'SUMMARY:Schůzka',
    'ORGANIZER:mailto:ri\u0000ha@mostni-stavby.example',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

it('logs Petr’s mails whatever control characters and lengths their headers have', async () => {
  const { receives, row } = await office();
  const letters = [
    written({ head: [`Message-ID: ${nul('a')}`] }, '2027-03-08'),
    written({ head: [`References: ${nul('b')}`, `In-Reply-To: ${nul('c')}`] }, '2027-03-08'),
    written({ head: [`Message-ID: <${long('d')}@x>`, `References: <${long('e')}@x>`] }, '2027-03-08'),
    written({ to: `crm@firma.example, ${long('f')}@mostni-stavby.example` }, '2027-03-08'),
    written({ text: invitation('me\u0000et@x', '99999999999999999999') }, '2027-03-08').replace(
      'text/plain',
      'text/calendar; method=REQUEST',
    ),
  ];
  for (const [index, one] of letters.entries())
    expect(await row(await receives(one)), `letter ${index}`).toMatchObject({
      status: 'logged',
      deal_id: 42,
    });
});

it('knows an answer to a mail with a long Message-ID, and tells two of them apart', async () => {
  const { receives, row } = await office();
  const tagged = { to: 'crm@firma.example', from: 'Tomáš <tomas@firma.example>' };
  const ask = { head: [`Message-ID: <${long('g')}1@x>`, 'Delivered-To: crm+d50@firma.example'], ...tagged };
  await receives({ ...ask, to: 'riha@mostni-stavby.example' });
  const answer = await receives({ head: [`In-Reply-To: <${long('g')}1@x>`] });
  const other = await receives({ head: [`In-Reply-To: <${long('g')}2@x>`] });
  expect(await row(answer)).toMatchObject({ deal_id: 50, reason: 'thread' });
  expect(await row(other)).toMatchObject({ deal_id: 42 });
});

it('passes a stranger’s mail that cannot be put down with its header, and keeps the customer’s beside it', async () => {
  const { system } = await office({ mode: 'team' });
  const unwanted = (uid: number, messageId: string) => ({
    uid,
    size: 10,
    serverAt: system.time.now(),
    sentAt: system.time.now(),
    messageId,
    from: { address: `cizi.${uid}@neznamy.example`, name: '' },
    reason: reason('notKnownHere', { address: `cizi.${uid}@neznamy.example` }),
  });
  await keepBatch(system, {
    mailbox: 'crm',
    folder: 'INBOX',
    uidValidity: '1',
    messages: [{ uid: 1, raw: Buffer.from(written({}, '2027-03-08')), serverAt: system.time.now() }],
    unwanted: [unwanted(2, '<a@x>'), unwanted(3, '<b\u0000@x>'), unwanted(4, `<${long('c')}@x>`)],
    upTo: 4,
  });
  const rows = await system.db('inbound_emails').orderBy('uid').select('uid', 'status', 'from_address');
  expect(rows.map(({ uid, status }) => [Number(uid), status])).toEqual([
    [1, 'received'],
    [2, 'ignored'],
    [3, 'ignored'],
    [4, 'ignored'],
  ]);
  expect(rows[1]?.from_address).toBe('cizi.2@neznamy.example');
  expect(await system.db('mail_cursors').first('last_uid')).toMatchObject({ last_uid: expect.anything() });
});

it('fetches a mail of which looking its header up fails, and sorts those beside it', async () => {
  const { system, mailbox } = await office({ mode: 'team' });
  const header = (uid: number, head: string[]) => ({
    uid,
    headers: Buffer.from(written({ from: `Cizí <cizi.${uid}@neznamy.example>`, head }, '2027-03-08')),
  });
  const client = { fetchAll: async () => [header(1, ['References: <x@x>']), header(2, [])] };
  const broken = Object.assign(new Error('invalid byte sequence'), { code: '22021' });
  const db = new Proxy(system.db, {
    apply(target, self, [table]) {
      if (table === 'email_threads') throw broken;
      return Reflect.apply(target, self, [table]);
    },
  });
  const open = {
    ctx: { ...system, db },
    client: client as never,
    mailbox,
    folder: 'INBOX',
    uidValidity: '1',
  };
  const heads = [1, 2].map((uid) => ({ uid, size: 10, serverAt: system.time.now() }));
  const sorted = await sortByHeaders(open, heads);
  expect(sorted.wanted.map(({ uid }) => uid)).toEqual([1]);
  expect(sorted.unwanted.map(({ uid }) => uid)).toEqual([2]);
});
