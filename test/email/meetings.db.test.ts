/** Meetings that customers call by mail: other times they propose, and series of which one is moved or called off. */
import { expect, it } from 'vitest';
import { asPerson } from '../../src/access/people.ts';
import { activitiesVisibleTo, findActivity } from '../../src/features/activities/service.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { ownerNews } from '../../src/features/email/notices/owner-news.ts';
import { emailOnActivity } from '../../src/features/email/part.ts';
import { moveEmail } from '../../src/features/email/triage/moving.ts';
import { newsCard } from '../../src/features/email/views.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { ActivityId, DealId } from '../../src/lib/ids.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { calendar, instead, on, tuesdays, version } from '../support/invitations.ts';
import { type MailFirm, mailFirm } from '../support/mail-firm.ts';

/** The meetings of the journal, in the order in which they were noted. */
const meetings = async (ctx: Ctx) =>
  (await activitiesVisibleTo(ctx).where({ kind: 'meeting' }).orderBy('activities.id')).map(
    ({ id, at, cancelled_at }) => ({ id: id as ActivityId, at, off: cancelled_at !== null }),
  );

const plain = (line: string) => line.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u2060', '');

async function linesOf(ctx: Ctx, id: ActivityId): Promise<string[]> {
  const activity = await findActivity(ctx, id);
  const lines = activity && (await emailOnActivity.lines?.(ctx, activity));
  return (lines?.(readerOf(ctx)) ?? []).map(plain);
}

const mailOf = async (ctx: Ctx, id: EmailId | undefined) =>
  plain(JSON.stringify(newsCard([await getEmailCard(ctx, id as EmailId)], readerOf(ctx))));

async function evasFirm() {
  const firm = await mailFirm();
  const eva = asPerson(firm.system, await firm.person('Eva'));
  return { ...firm, eva: { ...eva, language: 'cs' as const } };
}

const entry = (at: string, off = false) => expect.objectContaining({ at, off });
const tenth = '2026-03-10T07:00:00.000Z';

it('another time that the customer proposes moves nothing; the owner is told it, and the meeting says it until it is moved', async () => {
  const { receives, system, eva, time, mails } = await evasFirm();
  const meeting = ['SUMMARY:Kontrola', 'DTSTAMP:20260303T090000Z'];
  await receives(calendar('REQUEST', [...meeting, on('10')]));
  const [, id] = await receives(
    calendar('COUNTER', [
      ...['SUMMARY:Kontrola', 'DTSTAMP:20260303T100000Z', on('12', '14')],
      'ATTENDEE;CN=Petr Říha;PARTSTAT=TENTATIVE:mailto:riha@mostni-stavby.example',
    ]),
  );
  const [known] = await meetings(system);
  expect(await meetings(system)).toEqual([entry(tenth)]);
  expect(await mails()).toMatchObject([
    { status: 'logged' },
    { status: 'logged', reason: 'meeting', deal_id: 42 },
  ]);
  const says = 'Návrh jiného času: 12. 3. ve 14:00 místo 10. 3. v 8:00';
  expect(await mailOf(eva, id)).toContain(says);
  expect(await linesOf(eva, known!.id)).toContain('Petr Říha: navrhuje 12. 3. ve 14:00');

  time.advance(10 * 60_000);
  const personId = (eva.actor as { id: number }).id;
  const told = await ownerNews.deliver(system, { personId } as never, { id: 1 } as Effect);
  expect(plain(JSON.stringify(told))).toContain(says);

  await receives(calendar('REQUEST', [...meeting, version(1), on('12', '14')]));
  expect(await meetings(system)).toEqual([entry('2026-03-12T13:00:00.000Z')]);
  expect((await linesOf(eva, known!.id)).join()).not.toContain('navrhuje');
  expect(await mailOf(eva, id)).toContain(says);
});

it('one meeting of a series is called off: the others stay, and an older form of it does not bring it back', async () => {
  const { receives, system, eva } = await evasFirm();
  const off = ['SUMMARY:Kontrola', version(2), instead('17'), on('17')];
  const [, id] = await receives(
    calendar('REQUEST', tuesdays),
    calendar('CANCEL', off, ['SUMMARY:Kontrola', version(2), instead('31'), on('31')]),
    calendar('REQUEST', ['SUMMARY:Kontrola', version(1), instead('17'), on('18')]),
  );
  const [series] = await meetings(system);
  expect(await meetings(system)).toEqual([entry(tenth)]);
  expect(await linesOf(eva, series!.id)).toEqual([
    '🔁 každý týden v úterý',
    'nekoná se: 17. 3. v 8:00, 31. 3. v 8:00',
  ]);
  expect(await mailOf(eva, id)).toContain(
    'Ruší se jen: 17. 3. v 8:00, 31. 3. v 8:00. Ostatní schůzky v řadě platí.',
  );
});

it('one meeting of a series is moved and gets an entry of its own; called off, it takes no other along', async () => {
  const { receives, system, eva } = await evasFirm();
  const [, id] = await receives(
    calendar('REQUEST', tuesdays),
    calendar('REQUEST', ['SUMMARY:Kontrola', version(1), instead('24'), on('25', '10')]),
  );
  const [series] = await meetings(system);
  expect(await meetings(system)).toEqual([entry(tenth), entry('2026-03-25T09:00:00.000Z')]);
  expect(await linesOf(eva, series!.id)).toContain('přesunuto: 24. 3. v 8:00 → 25. 3. v 10:00');
  expect(await mailOf(eva, id)).toContain('Přesouvá se jen: 24. 3. v 8:00 → 25. 3. v 10:00.');

  await receives(calendar('CANCEL', ['SUMMARY:Kontrola', version(2), instead('24'), on('25', '10')]));
  expect(await meetings(system)).toEqual([entry(tenth), entry('2026-03-25T09:00:00.000Z', true)]);
  expect(await linesOf(eva, series!.id)).toContain('nekoná se: 24. 3. v 8:00');
});

it('a series comes with its exceptions; a new form of it keeps what was said by itself, another rhythm does not', async () => {
  const { receives, system, eva } = await evasFirm();
  await receives(
    calendar(
      'REQUEST',
      [...tuesdays, 'EXDATE;TZID=Europe/Prague:20260317T080000', 'RDATE;TZID=Europe/Prague:20260319T140000'],
      ['SUMMARY:Kontrola', version(0), instead('31'), on('31', '12')],
    ),
    calendar('REQUEST', ['SUMMARY:Kontrola', version(1), instead('24'), on('25', '10')]),
    calendar('REQUEST', [...tuesdays, version(2), 'EXDATE;TZID=Europe/Prague:20260407T080000']),
  );
  const [series] = await meetings(system);
  expect(await linesOf(eva, series!.id)).toEqual([
    '🔁 každý týden v úterý',
    'nekoná se: 7. 4. v 8:00',
    'přesunuto: 24. 3. v 8:00 → 25. 3. v 10:00',
    'přesunuto: 31. 3. v 8:00 → 31. 3. ve 12:00',
  ]);
  const thursdays = ['SUMMARY:Kontrola', version(3), on('12'), 'RRULE:FREQ=WEEKLY;BYDAY=TH'];
  await receives(calendar('REQUEST', thursdays));
  expect(await linesOf(eva, series!.id)).toEqual(['🔁 každý týden ve čtvrtek']);
  expect(await meetings(system)).toEqual([
    entry('2026-03-12T07:00:00.000Z'),
    entry('2026-03-25T09:00:00.000Z', true),
  ]);
});

it('a series is called off with what of it is still to come', async () => {
  const { receives, system, time } = (await evasFirm()) as MailFirm;
  await receives(
    calendar('REQUEST', tuesdays),
    calendar('REQUEST', ['SUMMARY:Kontrola', version(1), instead('17'), on('18', '10')]),
    calendar('REQUEST', ['SUMMARY:Kontrola', version(1), instead('24'), on('25', '10')]),
  );
  time.set('2026-03-20T08:00:00.000Z' as never);
  await receives(calendar('CANCEL', [...tuesdays, version(2)]));
  expect((await meetings(system)).map(({ off }) => off)).toEqual([true, false, true]);
});

it('a stranger to whom the invitation was passed on answers no meeting unasked, one who was invited does', async () => {
  const { receives, mails, system } = await mailFirm();
  const answer = (who: string) =>
    calendar('REPLY', [`ATTENDEE;PARTSTAT=ACCEPTED:mailto:${who}`, 'SUMMARY:Kontrola', on('10')]).replace(
      /^From: .*$/m,
      `From: ${who}`,
    );
  const invitation = calendar('REQUEST', ['SUMMARY:Kontrola', on('10')]);
  await receives(invitation.replace('To: eva@firma.example', 'To: eva@firma.example, host@jinde.example'));
  await receives(answer('host@jinde.example'), answer('cizi@neznamy.example'));
  expect((await mails()).map(({ status, reason, deal_id }) => [status, reason, deal_id])).toEqual([
    ['logged', 'contactsOnlyDeal', 42],
    ['logged', 'meeting', 42],
    ['triage', 'unknownSender', null],
  ]);
  const [meeting] = await system.db('meetings');
  expect(JSON.parse(meeting?.details ?? '{}').answers).toMatchObject([{ address: 'host@jinde.example' }]);
});

it('what a tag puts to another deal is there, unless it is a later form of a meeting that somebody moved', async () => {
  const { receives, mails, as } = await mailFirm();
  const tagged = (cc: string, ...event: string[]) =>
    calendar('REQUEST', ['SUMMARY:Kontrola', ...event]).replace('crm@firma.example', cc);
  const [first] = await receives(tagged('crm@firma.example', on('10'), version(0)));
  await receives(
    tagged('crm+d60@firma.example', on('11'), version(1))
      .replace(/^From: .*$/m, 'From: eva@firma.example')
      .replace(/^To: .*$/m, 'To: riha@mostni-stavby.example'),
  );
  await moveEmail(await as('Anna', { isAdmin: true }), first as EmailId, 50 as DealId, { thread: false });
  await receives(tagged('crm+d42@firma.example', on('12'), version(2)));
  expect((await mails()).map(({ reason, deal_id }) => [reason, deal_id])).toEqual([
    ['movedByHand', 50],
    ['addressTag', 60],
    ['meeting', 50],
  ]);
});
