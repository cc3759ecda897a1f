import { expect, it } from 'vitest';
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

/** However many are listed in it. */
const wordsOf = (sql: string): string => sql.replace(/\$\d+/g, '?').replace(/\(\?(, \?)*\)/g, '(?)');
