/** Scanners, forms and fax gateways write mails without a Message-ID, and some without a Date. */
import { expect, it } from 'vitest';
import { identityOf } from '../../src/features/email/reading/identity.ts';
import { parseEmail } from '../../src/features/email/reading/parse.ts';
import { office } from './office.ts';

const empty = (subject: string, more: string[] = []): string =>
  [
    'From: Petr Riha <riha@mostni-stavby.example>',
    'To: crm@firma.example',
    `Subject: ${subject}`,
    ...more,
    '',
    '',
  ].join('\r\n');

it('mails of one second and of nothing but a subject are as many as their subjects', async () => {
  const firm = await office();
  const date = 'Date: Mon, 8 Mar 2027 08:00:00 +0100';
  for (const subject of ['Prosim zavolejte', 'Objednavam 5 ks zabradli', 'Prosim zavolejte'])
    await firm.receives(empty(subject, [date]));
  expect(await firm.system.db('inbound_emails').orderBy('id').pluck('status')).toEqual([
    'logged',
    'logged',
    'duplicate',
  ]);
});

it('one that does not say when it was written is another mail on another day', async () => {
  const firm = await office();
  for (const serverAt of ['2027-03-07T08:00:00.000Z', '2027-03-07T08:00:05.000Z', '2027-03-08T07:00:00.000Z'])
    await firm.receives(empty('Prosim zavolejte', ['Date: nesmysl']), { serverAt });
  expect(await firm.system.db('inbound_emails').orderBy('id').pluck('status')).toEqual([
    'logged',
    'duplicate',
    'logged',
  ]);
});

it('a mail with an id is known by what was kept of it before, whatever its subject', async () => {
  const id = 'Message-ID: <dotaz@mostni-stavby.example>';
  const read = await parseEmail(Buffer.from(empty('Dotaz', [id])));
  expect(read.identity).toBe('cb38e8b7b230fbc4e020eb09190996db93f9c9f4154001d81882784585a8f362');
  expect(identityOf({ ...read, subject: 'Jiny' })).toBe(read.identity);
});
