/** Two processes decide at the same moment a mail and the forward of it: neither sees what the other has not committed. */
import { expect, it } from 'vitest';
import { onEvent } from '../../src/events/watchers.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { sleep } from '../../src/lib/time.ts';
import { reopened } from '../support/database.ts';
import { office } from './office.ts';

const words = 'Dobrý den, posíláme poptávku na zábradlí lávky přes Svratku, délka 48 m, termín do 30. 4.';
const mail = (head: string[], text: string): Buffer =>
  Buffer.from(
    [
      ...head,
      'Date: Mon, 08 Mar 2027 08:15:42 +0100',
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '',
    ].join('\r\n'),
  );

const original = mail(
  [
    'Message-ID: <poptavka@mostni-stavby.example>',
    'From: Petr Riha <riha@mostni-stavby.example>',
    'To: crm@firma.example',
    'Subject: Zabradli',
  ],
  words,
);
const forward = mail(
  [
    'Message-ID: <preposlano@firma.example>',
    'From: eva@firma.example',
    'To: crm@firma.example',
    'Subject: FW: Zabradli',
  ],
  [
    'Vezmu si to.',
    '',
    '________________________________',
    'Od: Petr Riha <riha@mostni-stavby.example>',
    'Odesláno: 8. března 2027 8:15',
    'Komu: crm@firma.example',
    'Předmět: Zabradli',
    '',
    words,
  ].join('\r\n'),
);

const mailbox = (name: string) =>
  MailboxConfig.parse({
    name,
    host: 'imap.firma.example',
    user: 'crm@firma.example',
    pass: 'secret',
    mode: 'dropbox',
  });

it.each([
  ['the mail', original, forward],
  ['the forward', forward, original],
])(
  'a mail and its forward are one entry also when another process is just about to log %s',
  async (_, first, second) => {
    const { system, database, time } = await office();
    for (const [name, raw] of [
      ['one', first],
      ['two', second],
    ] as const)
      await keepBatch(system, {
        mailbox: name,
        folder: 'INBOX',
        uidValidity: '1',
        messages: [{ uid: 1, raw, serverAt: time.now() }],
        upTo: 1,
      });
    const other = reopened(database);
    let theirs: Promise<number> | null = null;
    const one = {
      ...system,
      listeners: [
        onEvent('email.logged', async () => {
          theirs ??= processWaiting({ ...system, database: other, db: other.reader }, [mailbox('two')]);
          await Promise.race([theirs, othersWait(database)]);
        }),
      ],
    };
    expect(await processWaiting(one, [mailbox('one')])).toBe(1);
    expect(await theirs).toBe(1);
    const entries = await system.db('activities').where({ deal_id: 42, kind: 'email' });
    expect(entries.map(({ text }) => text.includes('zábradlí'))).toEqual([true]);
    expect((await system.db('inbound_emails').pluck('status')).sort()).toEqual(['duplicate', 'logged']);
  },
);

/** On PostgreSQL until somebody waits for a lock; on SQLite the second one cannot even begin. */
async function othersWait({
  dialect,
  reader,
}: Awaited<ReturnType<typeof office>>['database']): Promise<void> {
  if (dialect === 'sqlite') return;
  for (;;) {
    const { rows } = await reader.raw(
      'select count(*)::int as waiting from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())',
    );
    if (rows[0].waiting > 0) return;
    await sleep(10);
  }
}
