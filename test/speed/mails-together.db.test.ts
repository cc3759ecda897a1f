import { expect, it } from 'vitest';
import { asPerson } from '../../src/access/people.ts';
import { sayAway } from '../../src/features/absences/service.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { mailHealthPart } from '../../src/features/email/mailboxes/health.ts';
import { allDecided } from '../../src/features/email/personal-aside.ts';
import { listTriageOf } from '../../src/features/email/service.ts';
import {
  listIdsAbout,
  listWaitingAbout,
  someWaitAbout,
} from '../../src/features/email/triage/look-again-store.ts';
import { listWaitingOf } from '../../src/features/email/triage/waiting-store.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { mailFirm } from '../support/mail-firm.ts';
import { type Query, queriesDuring, wholeReads } from '../support/queries.ts';

type Firm = Awaited<ReturnType<typeof mailFirm>>;

const inquiry = (number: number): string =>
  `From: moore${number}@neznama${number}.example\r\nTo: crm@firma.example\r\nSubject: Poptávka ocelové haly ${number}\r\n` +
  `Message-ID: <poptavka-${number}@neznama.example>\r\nReferences: <nabidka-${number}@firma.example>\r\n\r\nProsíme o cenu.\r\n`;

/** What is asked while so many mails of strangers are decided together; what is written goes in blocks. */
async function asked(firm: Firm, numbers: number[]): Promise<Query[]> {
  const queries = await queriesDuring(firm.database, () => firm.receives(...numbers.map(inquiry)));
  return queries.filter(({ sql }) => /^select/i.test(sql));
}

const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, n) => from + n);

it('strangers’ mails that are decided together are asked about once, and what waits of others is not read for it', async () => {
  const firm = await mailFirm();
  await asked(firm, numbers(0, 2));
  const few = await asked(firm, numbers(100, 10));
  const many = await asked(firm, numbers(200, 20));
  expect(many.map(({ sql }) => wordsOf(sql)).sort()).toEqual(few.map(({ sql }) => wordsOf(sql)).sort());
  expect(many.length).toBeGreaterThan(10);

  const waiting = many.filter(({ sql }) => /triage/.test(sql) && /counterpart/.test(sql));
  expect(waiting).toHaveLength(1);
  expect(await wholeReads(firm.database, waiting, ['inbound_emails'])).toEqual([]);
  if (firm.database.dialect === 'postgres') return;
  const [{ sql = '', bindings = [] } = {}] = waiting;
  const plan: { detail: string }[] = await firm.database.writer.raw(
    `explain query plan ${sql}`,
    bindings as never,
  );
  expect(plan.map(({ detail }) => detail).join()).toContain('(counterpart=?)');
});

it('what the same strangers write again joins their cards, and is asked about once as well', async () => {
  const firm = await mailFirm();
  await firm.receives(...numbers(0, 30).map(inquiry));
  const again = (number: number) => inquiry(number).replace('<poptavka-', '<urgence-');
  const decided = async (some: number[]) => {
    const queries = await queriesDuring(firm.database, () => firm.receives(...some.map(again)));
    // Whose card it is on tells of each: one look for each card.
    return queries.map(({ sql }) => wordsOf(sql)).filter((sql) => !/slack_messages/.test(sql));
  };
  const few = await decided(numbers(0, 8));
  const many = await decided(numbers(8, 16));
  expect(many.length).toBeLessThanOrEqual(few.length + 4);
  const joined = await firm.system.db('inbound_emails').whereNotNull('triage_lead_id').select('id');
  expect(joined).toHaveLength(24);
});

/** However many are listed in it. */
const wordsOf = (sql: string): string => sql.replace(/\$\d+/g, '?').replace(/\(\?(, \?)*\)/g, '(?)');

it('who looks for some of what waits, and whether all is decided, does not go through all mails', async () => {
  const firm = await mailFirm();
  const [tomas, nora] = [await firm.person('Tomas'), await firm.person('Nora')];
  await firm.receives(...numbers(0, 3).map(inquiry));
  await firm.database.writer('inbound_emails').update({ triage_person_id: tomas.id });
  await sayAway(asPerson(firm.system, tomas), '2026-03-19' as PlainDate, nora.id);
  const mailboxes = [
    MailboxConfig.parse({
      name: 'crm',
      host: 'mail.firma.example',
      user: 'crm',
      pass: 'x',
      mode: 'dropbox',
      addresses: ['crm@firma.example'],
    }),
  ];
  const system = { ...firm.system, ports: { ...firm.system.ports, mailboxes } };
  const company = await system.db('company_domains').first('company_id');
  const looks: (() => Promise<unknown>)[] = (['contact', 'company', 'deal', 'lead'] as const).flatMap(
    (kind) => {
      const about = { kind, ids: [Number(company?.company_id), 42] };
      return [
        () => someWaitAbout(system, about),
        () => listIdsAbout(system, about),
        () => listWaitingAbout(system, about),
      ];
    },
  );
  const listed = () => listTriageOf(asPerson(system, nora), nora.id, 10);
  expect(await listed()).toHaveLength(3);
  looks.push(listed, () => listWaitingOf(system, '@neznama1.example'));
  looks.push(
    () => allDecided(system, system.time.now()),
    () => mailHealthPart.check(system),
  );
  for (const look of looks) {
    const queries = await queriesDuring(firm.database, look);
    expect(queries.some(({ sql }) => sql.includes('inbound_emails'))).toBe(true);
    expect(await wholeReads(firm.database, queries, ['inbound_emails'])).toEqual([]);
  }
});
