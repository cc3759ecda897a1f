/** Of a mail over the size limit only the beginning is here, and of each copy another one. */
import { expect, it } from 'vitest';
import { readEmailCard } from '../../src/features/email/card.ts';
import { giveUpErasedSources } from '../../src/features/email/privacy/retention.ts';
import { office } from './office.ts';

const limit = 1_000_000;
const drawing = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODkr\r\n';

/** @param onTop what the servers of this copy wrote on top */
const beginning = (onTop: string): string =>
  [
    `${onTop}From: Eva <eva@firma.example>`,
    'To: riha@mostni-stavby.example',
    'Subject: Vykresy',
    'Date: Mon, 8 Mar 2027 08:00:00 +0100',
    'Message-ID: <vykresy@firma.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=z',
    '',
    '--z',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Posilam vykresy.',
    '--z',
    'Content-Type: application/pdf; name=cenik.pdf',
    'Content-Disposition: attachment',
    '',
    '%PDF-1.4 cenik',
    '--z',
    'Content-Type: application/octet-stream; name=lavka.dwg',
    'Content-Disposition: attachment; filename=lavka.dwg',
    'Content-Transfer-Encoding: base64',
    '',
    drawing.repeat(14_000),
  ]
    .join('\r\n')
    .slice(0, limit);

it('is logged once, however much the servers wrote on top of each copy', async () => {
  const firm = await office();
  await firm.receives(beginning(''), { truncated: true });
  const received = `Received: from mx.firma.example by crm.firma.example; ${'x'.repeat(900)}\r\n`;
  await firm.receives(beginning(received), { truncated: true });
  const rows = await firm.system.db('inbound_emails').orderBy('id');
  expect(rows.map(({ status }) => status)).toEqual(['logged', 'duplicate']);
  expect(await firm.system.db('activities').where({ deal_id: 42 })).toHaveLength(1);
});

it('brings no piece of the file that it ends in, and says which one is missing', async () => {
  const firm = await office();
  await firm.receives(beginning(''), { truncated: true });
  expect(await firm.system.db('files').pluck('name')).toEqual(['cenik.pdf']);
  const [entry] = await firm.system.db('activities').where({ deal_id: 42 });
  expect(entry?.text).toContain('chybí tu lavka.dwg');
});

/** The same mail as a mailbox of a higher limit has it. */
const whole = `${beginning('').slice(0, beginning('').lastIndexOf('\r\n'))}\r\n--z--\r\n`;

it.each([
  ['its beginning', [true, false]],
  ['all of it', [false, true]],
])(
  'is one entry with all of its files when a copy is over the limit and another is not, and %s comes first',
  async (_, order) => {
    const firm = await office();
    for (const truncated of order) await firm.receives(truncated ? beginning('') : whole, { truncated });
    expect(await firm.system.db('inbound_emails').orderBy('id').pluck('status')).toEqual([
      'logged',
      'duplicate',
    ]);
    const [entry, ...more] = await firm.system.db('activities').where({ deal_id: 42 });
    expect(more).toEqual([]);
    expect(entry?.text).not.toContain('chybí tu');
    expect((await firm.system.db('files').pluck('name')).sort()).toEqual(['cenik.pdf', 'lavka.dwg']);
  },
);

it('has all of its files on the deal that its tag names when only the copy with the tag is cut', async () => {
  const firm = await office();
  const stranger = (raw: string) => raw.replaceAll('riha@mostni-stavby.example', 'kdosi@neznamy.example');
  await firm.receives(stranger(whole));
  await firm.receives(stranger(beginning('Delivered-To: crm+d42@firma.example\r\n')), { truncated: true });
  expect(await firm.system.db('inbound_emails').orderBy('id').pluck('status')).toEqual([
    'duplicate',
    'logged',
  ]);
  expect((await firm.system.db('files').pluck('name')).sort()).toEqual(['cenik.pdf', 'lavka.dwg']);
  // Nobody was erased: no night takes its source.
  await giveUpErasedSources(firm.system);
  const [kept, ...others] = new Set(await firm.system.db('inbound_emails').pluck('blob'));
  expect([typeof kept, others]).toEqual(['string', []]);
});

it('stays closed to others when its beginning was, and its own people see all of it', async () => {
  const firm = await office({ privacy: 'subject' });
  const id = await firm.receives(beginning(''), { truncated: true });
  await firm.receives(whole);
  const seenBy = async (name: string) => (await readEmailCard(await firm.as(name), id))?.files.length;
  expect([await seenBy('Eva'), await seenBy('Zora')]).toEqual([2, 0]);
  const files = await firm.system.db('files').orderBy('name').select('name', 'readers_only');
  expect(files.map((file) => [file.name, Boolean(file.readers_only)])).toEqual([
    ['cenik.pdf', true],
    ['lavka.dwg', true],
  ]);
  expect((await firm.system.db('email_texts')).map(({ full_text }) => full_text)).toEqual(['']);
});

it('is another mail when another file or another text came with it', async () => {
  const firm = await office();
  await firm.receives(beginning(''), { truncated: true });
  await firm.receives(whole.replace('Posilam vykresy.', 'Posilam neco jineho.'));
  await firm.receives(whole.replace('%PDF-1.4 cenik', '%PDF-1.4 smlouva'));
  expect(await firm.system.db('activities').where({ deal_id: 42 })).toHaveLength(3);
});
