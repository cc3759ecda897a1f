/** Meetings that repeat: cards know the next of them, as time passes and whatever becomes of single ones and of the rest. */
import { expect, it } from 'vitest';
import { asPerson } from '../../src/access/people.ts';
import { cardLines, readCardEntries } from '../../src/features/activities/card-lines.ts';
import { findNext } from '../../src/features/activities/service.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import { listMeetings } from '../../src/features/email/jobs.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { emailOnActivity } from '../../src/features/email/part.ts';
import { newsCard } from '../../src/features/email/views.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { DealId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { calendar, instead, on, tuesdays, version } from '../support/invitations.ts';
import { mailFirm } from '../support/mail-firm.ts';

const deal = { of: 'deal', id: 42 as DealId } as const;
const plain = (line: string) => line.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u2060', '');
const control = 'SUMMARY:Kontrola';
const left = (day: string) => `EXDATE;TZID=Europe/Prague:202603${day}T080000`;
const onwards = (day: string) => instead(day).replace(';TZID', ';RANGE=THISANDFUTURE;TZID');

/** Říha calls a meeting each Tuesday at eight, from 10 March on; Eva has the only open deal with him. */
async function evasSeries(...more: string[]) {
  const firm = await mailFirm();
  const eva = { ...asPerson(firm.system, await firm.person('Eva')), language: 'cs' as const };
  const { system, time } = firm;
  await firm.receives(calendar('REQUEST', [...tuesdays, ...more]));
  return {
    ...firm,
    eva,
    /** What the deal's card calls next, at that time. */
    async next(at: string): Promise<string | null> {
      time.set(at as Instant);
      return (await findNext(system, deal))?.at ?? null;
    },
    async says(): Promise<string> {
      const entry = await findNext(system, deal);
      const lines = entry && (await emailOnActivity.lines?.(eva, entry));
      return (lines?.(readerOf(eva)) ?? []).map(plain).join('\n');
    },
    async mailSays(id: EmailId | undefined): Promise<string> {
      return plain(JSON.stringify(newsCard([await getEmailCard(eva, id as EmailId)], readerOf(eva))));
    },
  };
}

it('the card says the next of the series, by the clock on the wall, also when its first is over', async () => {
  const { next, eva } = await evasSeries();
  expect(await next('2026-03-05T12:00:00.000Z')).toBe('2026-03-10T07:00:00.000Z');
  expect(await next('2026-03-10T12:00:00.000Z')).toBe('2026-03-17T07:00:00.000Z');
  expect(await next('2026-03-30T12:00:00.000Z')).toBe('2026-03-31T06:00:00.000Z');
  const lines = cardLines(await readCardEntries(eva, deal, 1), readerOf(eva)).map(plain);
  expect(lines[0]).toContain('zítra v 8:00');
  expect(lines[1]).toContain('10. 3.');
});

it('the next is none that is left out or called off; what is moved or comes besides counts when it takes place', async () => {
  const { next, receives } = await evasSeries(left('10'), 'RDATE;TZID=Europe/Prague:20260319T140000');
  expect(await next('2026-03-05T12:00:00.000Z')).toBe('2026-03-17T07:00:00.000Z');
  expect(await next('2026-03-18T12:00:00.000Z')).toBe('2026-03-19T13:00:00.000Z');
  await receives(
    calendar('CANCEL', [control, version(1), instead('24'), on('24')]),
    calendar('REQUEST', [control, version(1), instead('31'), on('29', '10')]),
  );
  expect(await next('2026-03-20T12:00:00.000Z')).toBe('2026-03-29T08:00:00.000Z');
  expect(await next('2026-03-30T12:00:00.000Z')).toBe('2026-04-07T06:00:00.000Z');
  await receives(calendar('CANCEL', [...tuesdays, version(2)]));
  expect(await next('2026-03-30T12:00:00.000Z')).toBeNull();
});

it('a series without an end goes on, however long ago it was called', async () => {
  const { next, system, time } = await evasSeries();
  time.set('2027-11-01T12:00:00.000Z' as Instant);
  expect(await findNext(system, deal)).toBeNull();
  await listMeetings(system);
  expect((await findNext(system, deal))?.at).toBe('2027-11-02T07:00:00.000Z');
  await listMeetings(system);
  expect(await next('2028-06-01T12:00:00.000Z')).toBe('2028-06-06T06:00:00.000Z');
  expect(await system.db('activity_dates')).toHaveLength(40);
});

it('a series that was called before its dates were listed is known too, its rule from the words', async () => {
  const { next, system } = await evasSeries();
  const { writer } = system.database;
  const [meeting] = await system.db('meetings');
  const { rule, ...before } = JSON.parse(meeting?.details ?? '');
  expect(rule).toMatchObject({ every: 'week' });
  await writer('meetings').update({ details: JSON.stringify(before), more_from: '2000-01-01T00:00:00.000Z' });
  await writer('activity_dates').delete();
  await writer('activities').update({ repeats_until: null });
  await listMeetings(system);
  expect(await next('2026-03-30T12:00:00.000Z')).toBe('2026-03-31T06:00:00.000Z');
});

it('one moved with all that follow moves the rest of the series: one entry, and what was moved by itself stays', async () => {
  const { next, receives, system, says, mailSays } = await evasSeries();
  await receives(calendar('REQUEST', [control, version(1), instead('31'), on('30', '15')]));
  const ids = await receives(calendar('REQUEST', [control, version(2), onwards('24'), on('25', '10')]));
  expect(await system.db('activities').where({ kind: 'meeting' })).toHaveLength(2);
  expect(await next('2026-03-05T12:00:00.000Z')).toBe('2026-03-10T07:00:00.000Z');
  expect(await says()).toContain('přesunuto i se všemi dalšími: 24. 3. v 8:00 → 25. 3. v 10:00');
  expect(await mailSays(ids.at(-1))).toContain(
    'Přesouvá se 24. 3. v 8:00 → 25. 3. v 10:00 a s tím i všechny další schůzky v řadě.',
  );
  expect(await next('2026-03-18T12:00:00.000Z')).toBe('2026-03-25T09:00:00.000Z');
  expect(await next('2026-03-26T12:00:00.000Z')).toBe('2026-03-30T13:00:00.000Z');
  expect(await next('2026-04-01T12:00:00.000Z')).toBe('2026-04-08T08:00:00.000Z');
  await receives(calendar('REQUEST', [control, version(1), onwards('24'), on('26', '10')]));
  expect(await next('2026-04-01T12:00:00.000Z')).toBe('2026-04-08T08:00:00.000Z');
});

it('one called off with all that follow ends the series, and its first moved with all moves all of it', async () => {
  const { next, receives, system } = await evasSeries();
  await receives(calendar('REQUEST', [control, version(1), onwards('10'), on('11', '09')]));
  expect(await next('2026-03-05T12:00:00.000Z')).toBe('2026-03-11T08:00:00.000Z');
  expect(await next('2026-03-12T12:00:00.000Z')).toBe('2026-03-18T08:00:00.000Z');
  await receives(calendar('CANCEL', [control, version(2), onwards('24'), on('24')]));
  expect(await next('2026-03-12T12:00:00.000Z')).toBe('2026-03-18T08:00:00.000Z');
  expect(await next('2026-03-19T12:00:00.000Z')).toBeNull();
  const [entry] = await system.db('activities').where({ kind: 'meeting' });
  expect(entry).toMatchObject({ at: '2026-03-11T08:00:00.000Z', cancelled_at: null });
});

it('a refused proposal says what it is and is logged with its meeting, which stays as it was and proposes nothing more', async () => {
  const { next, receives, says, mailSays, mails, system } = await evasSeries();
  const proposal = calendar('COUNTER', [
    ...[control, 'DTSTAMP:20260303T100000Z', instead('17'), on('18', '14')],
    'ATTENDEE;CN=Eva;PARTSTAT=TENTATIVE:mailto:eva@firma.example',
  ]);
  await receives(
    proposal
      .replace(/^From: .*$/m, 'From: eva@firma.example')
      .replace(/^To: .*$/m, 'To: riha@mostni-stavby.example'),
  );
  expect(await next('2026-03-05T12:00:00.000Z')).toBe('2026-03-10T07:00:00.000Z');
  expect(await says()).toContain('navrhuje 18. 3. ve 14:00');
  const ids = await receives(calendar('DECLINECOUNTER', ['DTSTAMP:20260303T110000Z', instead('17')]));
  expect(await says()).not.toContain('navrhuje');
  expect(await mailSays(ids.at(-1))).toContain(
    'Návrh jiného času byl odmítnut. Schůzka platí, jak byla: 17. 3. v 8:00.',
  );
  expect((await mails()).at(-1)).toMatchObject({ status: 'logged', reason: 'meeting', deal_id: 42 });
  expect(await system.db('activities').where({ kind: 'meeting' })).toHaveLength(1);
  expect(await next('2026-03-16T12:00:00.000Z')).toBe('2026-03-17T07:00:00.000Z');
});

it('a series whose rule nobody can follow to its end stops nothing', async () => {
  const { receives, mails } = await mailFirm();
  const hostile = [
    'SUMMARY:Kontrola',
    on('10'),
    'RRULE:FREQ=DAILY;INTERVAL=999;COUNT=2000000000;BYMONTHDAY=31',
  ];
  await receives(calendar('REQUEST', hostile));
  expect(await mails()).toMatchObject([{ status: 'logged' }]);
});
