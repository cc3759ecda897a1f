/** Servers add lines to one of two copies of a mail: it is one mail all the same. */
import { expect, it } from 'vitest';
import { type Fetched, keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { type Office, office, written } from './office.ts';

const letter =
  'Dobrý den, pane Řího,\nposílám nabídku č. 15 na zábradlí lávky přes Svratku, cena 184 500 Kč bez DPH.\n\nEva Nová';

const fromEva = (id: string, text: string, more: object = {}) => ({
  from: 'Eva <eva@firma.example>',
  to: 'riha@mostni-stavby.example',
  head: [`Message-ID: <${id}@firma.example>`],
  subject: 'Nabídka',
  text,
  ...more,
});

const entries = async ({ system }: Office): Promise<number> =>
  (await system.db('activities').where({ kind: 'email' })).length;

it.each([
  ['a line of an antivirus below', letter, `${letter}\n\n--\nBez virů. www.avast.com`],
  ['a warning above', letter, `UPOZORNĚNÍ: zpráva přišla zvenčí.\n\n${letter}`],
  ['a signature above what it answers', ...answered()],
])('logs Eva’s mail once when one copy has %s', async (_, bare, dressed) => {
  for (const [first, second] of [
    [bare, dressed],
    [dressed, bare],
  ] as const) {
    const firm = await office();
    const sent = await firm.receives(fromEva('nabidka', first));
    const copy = await firm.receives(fromEva('nabidka', second, { subject: '[EXT] Nabídka' }));
    expect(await firm.row(copy)).toMatchObject({ status: 'duplicate', reason_details: `{"email":${sent}}` });
    expect(await entries(firm)).toBe(1);
  }
});

function answered(): [string, string] {
  const quoted = '\n\nDne 5. 3. 2027 v 9:00 Petr Říha <riha@mostni-stavby.example> napsal:\n> Pošlete cenu.';
  return [`${letter}${quoted}`, `${letter}\nFirma s.r.o., +420 601 000 444${quoted}`];
}

it('logs it once too when both copies are decided together', async () => {
  const firm = await office();
  const [first, second] = [letter, `${letter}\n\nBez virů. www.avast.com`].map((text, index) => ({
    uid: index + 1,
    raw: Buffer.from(written(fromEva('nabidka', text), firm.time.now())),
    serverAt: firm.time.now(),
  })) as [Fetched, Fetched];
  const messages = [first, second];
  await keepBatch(firm.system, { mailbox: 'crm', folder: 'INBOX', uidValidity: '1', messages, upTo: 2 });
  await processWaiting(firm.system, [firm.mailbox]);
  const rows = await firm.system.db('inbound_emails').orderBy('uid');
  expect(rows.map(({ status }) => status)).toEqual(['logged', 'duplicate']);
});

it('keeps both mails that share a Message-ID where either says what the other does not, or has another file', async () => {
  const firm = await office();
  const file = (content: string) => ({ attachment: { name: 'vykres.pdf', content } });
  const texts: [string, object][] = [
    ['Zásilka 1 je na cestě k vám.', {}],
    ['Zásilka 12 je na cestě k vám.', {}],
    ['Zásilku jsme předali příjemci.', {}],
    ['Zásilka 1 je na cestě k vám. Doklad v příloze.', file('a')],
    ['Zásilka 1 je na cestě k vám. Doklad v příloze. Děkujeme.', file('b')],
  ];
  for (const [text, more] of texts) await firm.receives(fromEva('zasilka', text, more));
  expect(await entries(firm)).toBe(5);
});
