/** Nobody is asked twice about one sender, whatever was answered. */
import { expect, it } from 'vitest';
import { createDeal } from '../../src/features/deals/service.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import { listUntold } from '../../src/features/email/notices/owner-news-store.ts';
import { fileToCompany, fileToDeal, undoDecision } from '../../src/features/email/service.ts';
import { askAgain } from '../../src/features/email/triage/ask-again.ts';
import { moveEmail } from '../../src/features/email/triage/moving.ts';
import { emailCard } from '../../src/features/email/views.ts';
import { mergeRecords } from '../../src/features/merging/service.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { CompanyId, DealId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { type Firm, firm } from './firm.ts';

const railing = 50 as DealId;
const nova = 'nova@seznam.cz';
const now = '2026-03-03T12:00:00.000Z' as Instant;
const longAgo = '2026-01-01T00:00:00.000Z' as Instant;

const companyOf = async ({ system }: Firm, name: string) =>
  (await system.db('companies').where('name', 'like', `${name}%`).first('id'))?.id as CompanyId;

/** Eva keeps Mostní stavby; Tomáš puts a mail of somebody at a free-mail provider to it, and to no deal. */
async function novaWorksThere() {
  const made = await firm();
  const bridges = await companyOf(made, 'Mostní');
  const eva = await made.person('Eva');
  await made.database.writer('companies').where({ id: bridges }).update({ owner_id: eva.id });
  const tomas = await made.as('Tomas');
  const first = await made.receives({ from: nova, subject: 'Faktura' });
  await fileToCompany(tomas, first.id, bridges);
  return { ...made, bridges, eva, tomas, first: await made.mail(first.id) };
}

it('who was put to a company is not asked about again, the entry says why, and the owner of the company hears of it', async () => {
  const { receives, as, bridges, eva, system } = await novaWorksThere();
  const next = await receives({ from: nova, subject: 'Dotaz na termín' });
  expect(next).toMatchObject({
    status: 'logged',
    dealId: null,
    companyId: bridges,
    reason: { code: 'chosenBefore', details: { address: nova, who: 'Mostní stavby Brno, a.s.' } },
  });
  expect(await listUntold(system, eva.id, longAgo, 9)).toEqual([next.id]);
  expect((await getEmailCard(await as('Anna'), next.id)).isBySender).toBe(true);
});

it('a deal that came since is the better place; those that were passed over are not', async () => {
  const { receives, as, bridges, time } = await novaWorksThere();
  time.advance(3_600_000);
  const { id } = await createDeal(await as('Eva'), { name: 'Oprava zábradlí', companyId: bridges });
  expect(await receives({ from: nova, subject: 'Oprava' })).toMatchObject({
    status: 'triage',
    considered: expect.arrayContaining([id, 42]),
  });
});

it('the only deal that the company got since takes the mail, as it would the mail of a contact of theirs', async () => {
  const made = await firm();
  const timber = await companyOf(made, 'Drevodom');
  const tomas = await made.as('Tomas');
  await fileToCompany(tomas, (await made.receives({ from: nova, subject: 'Katalog' })).id, timber);
  made.time.advance(60_000);
  const { id } = await createDeal(tomas, { name: 'Krov', companyId: timber });
  expect(await made.receives({ from: nova, subject: 'Krov' })).toMatchObject({
    status: 'logged',
    dealId: id,
    reason: { code: 'companysOnlyDeal' },
  });
});

it('who was put to a deal goes there while it is open, and says why, until somebody wants to be asked again', async () => {
  const { receives, as, mail } = await firm();
  const tomas = await as('Tomas');
  const first = await receives({ from: nova, subject: 'Zábradlí' });
  await fileToDeal(tomas, first.id, railing);
  const next = await receives({ from: nova, subject: 'Schody' });
  const there = { status: 'logged', dealId: railing, contactId: null, reason: { code: 'chosenDeal' } };
  expect(next).toMatchObject(there);
  expect((await getEmailCard(tomas, next.id)).isBySender).toBe(true);
  await askAgain(tomas, next.id);
  expect((await getEmailCard(tomas, next.id)).isBySender).toBe(false);
  const asked = await receives({ from: nova, subject: 'Plot' });
  expect(asked).toMatchObject({ status: 'triage', considered: [railing] });
  await fileToDeal(tomas, asked.id, railing);
  expect(await receives({ from: nova, subject: 'Rampa' })).toMatchObject(there);
  await undoDecision(tomas, (await mail(asked.id)).decisionId!);
  expect(await receives({ from: nova, subject: 'Brána' })).toMatchObject({
    status: 'triage',
    considered: [railing],
  });
});

it('no stranger goes to a deal that is closed or restricted, nor by what another wrote in their name', async () => {
  const { receives, as, database } = await firm({ trust: 'auth-results', authservId: 'mx.firma.example' });
  const tomas = await as('Tomas');
  const write = (subject: string, verified = true) => receives({ from: nova, subject, verified });
  await fileToDeal(tomas, (await write('Účet', false)).id, railing);
  const own = await write('Zábradlí');
  expect(own).toMatchObject({ status: 'triage', considered: [railing] });
  await fileToDeal(tomas, own.id, railing);
  expect(await write('Heslo', false)).toMatchObject({
    status: 'triage',
    reason: { code: 'senderNotVerified' },
    clues: { [railing]: 'chosen' },
  });
  const change = (columns: object) => database.writer('deals').where({ id: railing }).update(columns);
  await change({ restricted: true });
  expect((await write('Schody')).status).toBe('triage');
  await change({ restricted: false, is_open: false });
  expect(await write('Plot')).toMatchObject({ status: 'triage', considered: [] });
  await change({ is_open: true });
  expect(await write('Rampa')).toMatchObject({ status: 'logged', dealId: railing });
});

it('taken back, moved to a deal, or not wanted any more, it is asked about as before', async () => {
  const { receives, tomas, first, mail } = await novaWorksThere();
  const moved = await receives({ from: nova, subject: 'Zábradlí' });
  const { decision } = await moveEmail(tomas, moved.id, railing, { thread: false });
  expect(await receives({ from: nova, subject: 'Vrata' })).toMatchObject({
    status: 'logged',
    dealId: railing,
    reason: { code: 'chosenDeal' },
  });
  await undoDecision(tomas, decision);
  const back = await receives({ from: nova, subject: 'Schody' });
  expect(back.reason?.code).toBe('chosenBefore');
  await askAgain(tomas, back.id);
  const again = await receives({ from: nova, subject: 'Plot' });
  const wished = { status: 'triage', reason: { code: 'askedNextTime' } };
  expect(again).toMatchObject(wished);
  await fileToCompany(tomas, again.id, (await mail(first.id)).companyId as CompanyId);
  expect((await receives({ from: nova, subject: 'Lávka' })).reason?.code).toBe('chosenBefore');
  await undoDecision(tomas, (await mail(again.id)).decisionId!);
  expect(await receives({ from: nova, subject: 'Rampa' })).toMatchObject(wished);
});

it('who wanted to be asked reads where it went before, and puts it there again with one click, until asked otherwise', async () => {
  const { receives, tomas, eva, bridges, mail } = await novaWorksThere();
  const next = await receives({ from: nova, subject: 'Dotaz' });
  await askAgain(tomas, next.id);
  expect((await getEmailCard(tomas, next.id)).isBySender).toBe(false);
  const asked = await receives({ from: nova, subject: 'Poptávka' });
  // Who keeps the company is asked, and not the sales lead.
  expect(asked).toMatchObject({ status: 'triage', companyId: bridges, triagePersonId: eva.id });
  const shown = async (language: 'en' | 'cs' | 'sk') => {
    const card = emailCard(await getEmailCard(tomas, asked.id), readerFor(language, 'Europe/Prague', now));
    return JSON.stringify(card).replaceAll('\u2060', '');
  };
  expect(await shown('en')).toContain(
    'put to Mostní stavby Brno, a.s. by hand before, and Vizitka was to ask',
  );
  expect(await shown('en')).toContain('"To Mostní stavby Brno, a.s."');
  expect(await shown('cs')).toContain('sem: Mostní stavby Brno, a.s. Na další se Vizitka měla zeptat.');
  expect(await shown('cs')).toContain('"K firmě: Mostní stavby Brno, a.s."');
  expect(await shown('sk')).not.toContain('nikto nepozná');
  await fileToCompany(tomas, asked.id, bridges, { guess: null });
  expect((await mail(asked.id)).companyId).toBe(bridges);
  expect((await receives({ from: nova, subject: 'Vrata' })).reason?.code).toBe('chosenBefore');
});

it('a contact whose mail was put to them alone is offered again; a team’s mailbox asks too about whom somebody put to a deal', async () => {
  const { receives, as, database } = await firm({ mode: 'team' });
  const tomas = await as('Tomas');
  const kovacova = { from: 'Zuzana Kováčová <kovacova@drevodom.example>' };
  const first = await receives({ ...kovacova, subject: 'Katalog' });
  await fileToCompany(tomas, first.id, null);
  const next = await receives({ ...kovacova, subject: 'Ceník' });
  expect(next).toMatchObject({ status: 'logged', reason: { code: 'chosenBefore' } });
  await askAgain(tomas, next.id);
  const asked = await receives({ ...kovacova, subject: 'Pozvánka' });
  expect(asked.reason).toMatchObject({ code: 'askedNextTime', details: { company: null } });
  const reader = readerFor('sk', 'Europe/Bratislava', now);
  expect(JSON.stringify(emailCard(await getEmailCard(tomas, asked.id), reader))).toContain(
    '"Ku kontaktu: Zuzana Kováčová"',
  );
  const wished = { pattern: nova, deal_id: railing, person_id: null, chosen_at: longAgo };
  expect((await receives({ from: nova, subject: 'Dotaz' })).status).toBe('ignored');
  await database.writer('mail_choices').insert(wished);
  expect(await receives({ from: nova, subject: 'Plot' })).toMatchObject({
    status: 'triage',
    considered: [railing],
  });
});

it('nobody is let in by what somebody else wrote in their name, and a company made one with another is that one', async () => {
  const made = await firm({ trust: 'auth-results', authservId: 'mx.firma.example' });
  const { receives } = made;
  const tomas = await made.as('Tomas');
  const [bridges, timber] = [await companyOf(made, 'Mostní'), await companyOf(made, 'Drevodom')];
  const forged = await receives({ from: nova, subject: 'Účet' });
  await fileToCompany(tomas, forged.id, bridges);
  const own = await receives({ from: nova, subject: 'Poptávka', verified: true });
  expect(own).toMatchObject({ status: 'triage', reason: { code: 'freeMailSender' } });
  await fileToCompany(tomas, own.id, timber);
  await mergeRecords(tomas, { kind: 'company', keptId: bridges, goneId: timber });
  const next = await receives({ from: nova, subject: 'Dotaz', verified: true });
  expect(next).toMatchObject({ status: 'logged', companyId: bridges });
  expect((await receives({ from: nova, subject: 'Heslo' })).status).toBe('triage');
});
