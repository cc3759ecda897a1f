/** Cards and histories: who wrote to whom, what was last and what comes next. */
import { expect, it } from 'vitest';
import { asPerson } from '../../src/access/people.ts';
import { activitiesOnDeal } from '../../src/features/activities/card-part.ts';
import { toEntries } from '../../src/features/activities/entries.ts';
import { rowLines } from '../../src/features/activities/lines.ts';
import { listTimeline } from '../../src/features/activities/service.ts';
import { getDeal } from '../../src/features/deals/service.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import { emailOnActivity } from '../../src/features/email/part.ts';
import { fileToDeal } from '../../src/features/email/service.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { mailFirm } from '../support/mail-firm.ts';

const bridge = 42 as DealId;

const mail = (id: string, from: string, to: string, ...more: string[]) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    'Cc: crm@firma.example',
    `Subject: ${id}`,
    'Date: Tue, 3 Mar 2026 10:00:00 +0100',
    `Message-ID: <${id}@posta.example>`,
    ...more,
    ...(more.length > 0 ? [] : ['', 'Dobrý den.']),
    '',
  ].join('\r\n');

const calendar = (uid: string, method: string, day: string) => [
  'MIME-Version: 1.0',
  `Content-Type: text/calendar; charset=utf-8; method=${method}`,
  '',
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  `METHOD:${method}`,
  'BEGIN:VEVENT',
  `UID:${uid}@mostni-stavby.example`,
  'ORGANIZER:mailto:riha@mostni-stavby.example',
  `SUMMARY:${uid}`,
  `SEQUENCE:${method === 'CANCEL' ? 1 : 0}`,
  'DTSTAMP:20260303T090000Z',
  `DTSTART;TZID=Europe/Prague:202603${day}T100000`,
  'END:VEVENT',
  'END:VCALENDAR',
];

const riha = 'Petr Riha <riha@mostni-stavby.example>';
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u2060', '');

async function office() {
  const firm = await mailFirm();
  const person = asPerson(firm.system, await firm.person('Eva'));
  const ports = { ...person.ports, activityParts: [emailOnActivity] };
  const eva: Ctx = { ...person, ports, language: 'cs' };
  const card = async () =>
    (await activitiesOnDeal.card?.(eva, await getDeal(eva, bridge)))?.lines?.(readerOf(eva)).map(plain);
  return { ...firm, eva, card };
}

it('a meeting to come is what comes next, and one that was called off takes no place', async () => {
  const { receives, card, time } = await office();
  await receives(mail('Dotaz', riha, 'eva@firma.example'));
  await receives(mail('Pozvani', riha, 'eva@firma.example', ...calendar('Kontrola', 'REQUEST', '10')));
  await receives(mail('Druhe', riha, 'eva@firma.example', ...calendar('Zahajeni', 'REQUEST', '09')));
  await receives(mail('Nejde', riha, 'eva@firma.example', ...calendar('Zahajeni', 'CANCEL', '09')));
  expect(await card()).toEqual([
    expect.stringMatching(/^Příště: 🤝 10\. 3\. v 10:00, .*Kontrola/),
    expect.stringMatching(/^Naposledy: ✉️ dnes v 10:00, .*Dotaz/),
  ]);
  time.advance(8 * 24 * 3_600_000);
  expect(await card()).toEqual([expect.stringMatching(/^Naposledy: 🤝 včera v 10:00.* · ✉️ /)]);
});

it('a customer’s mail that Eva files by hand is the customer’s, and hers is hers', async () => {
  const { receives, eva, card } = await office();
  const jana = 'Jana Nova <nova@neznama.example>';
  const [id] = await receives(
    mail('Poptavka', jana, 'eva@firma.example'),
    mail('Nabidka', 'Eva <eva@firma.example>', riha),
  );
  expect((await getEmailCard(eva, id!)).text?.to).toEqual([{ address: 'eva@firma.example', name: 'Eva' }]);
  await fileToDeal(eva, id!, bridge);
  const [latest] = (await card()) ?? [];
  expect(latest).toMatch(/, Jana Nova: „Poptavka/);
  expect(latest).toMatch(/, Eva[^:]*: „Nabidka/);
  const { activities } = await listTimeline(eva, { of: 'deal', id: bridge }, {}, { limit: 10, offset: 0 });
  const rows = (await toEntries(eva, activities)).map((one) =>
    plain(rowLines(one, readerOf(eva), { about: false })),
  );
  expect(rows.find((row) => row.includes('Poptavka'))).toMatch(/Jana Nova → Eva/);
  expect(rows.find((row) => row.includes('Nabidka'))).toMatch(/Eva.* → .*Říha/);
});
