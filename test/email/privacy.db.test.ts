import { describe, expect, it } from 'vitest';
import { activitiesOnDeal } from '../../src/features/activities/card-part.ts';
import { activitiesOnCompany } from '../../src/features/activities/company-part.ts';
import { editActivity, listTimeline } from '../../src/features/activities/service.ts';
import { showEntry, showTimeline, timelineFrom } from '../../src/features/activities/timeline.ts';
import { cardPost, newCard } from '../../src/features/deals/effects.ts';
import { readFilesPage } from '../../src/features/documents/reading.ts';
import { findFile } from '../../src/features/documents/service.ts';
import { getEmailCard, readEmailCard } from '../../src/features/email/card.ts';
import { readWords } from '../../src/features/email/finding/reading-words.ts';
import type { EmailId, Privacy } from '../../src/features/email/model.ts';
import { emailOnHome } from '../../src/features/email/part.ts';
import { setPrivacy } from '../../src/features/email/privacy/privacy-service.ts';
import { fileToDeal } from '../../src/features/email/service.ts';
import { heapMessage } from '../../src/features/email/triage/heap-views.ts';
import { listTriageOf, readWaiting } from '../../src/features/email/triage/triage.ts';
import { emailCard, newsCard } from '../../src/features/email/views.ts';
import { wholeWindow, whyWindow } from '../../src/features/email/windows.ts';
import { findEverything } from '../../src/features/search/service.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { ActivityId, CompanyId, DealId, FileId, PersonId } from '../../src/lib/ids.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { type Office, office } from './office.ts';

const inSubject = 'tulipán sedmikráska';
const inText = 'zimostráz pampeliška';
const inFile = 'kosatec';
const secrets = [inSubject, inText, inFile, 'tulipan', 'zimostraz'];

const letter = {
  to: 'eva@firma.example',
  cc: 'crm@firma.example',
  subject: `Re: ${inSubject}`,
  text: `Dobrý den, ${inText}.\n\n> předtím ${inText}\n\n--\nPetr Říha ${inText}`,
  attachment: { name: `${inFile}.pdf`, content: '%PDF-1.4 důvěrné' },
};

const dealId = 42 as DealId;

/** Everything that a person can be shown of a mail in D-42, as it goes to Slack. */
async function allShownTo(ctx: Ctx, id: EmailId): Promise<string> {
  await readWords(ctx);
  const reader = readerOf(ctx);
  const me = ctx.actor.kind === 'person' ? ctx.actor.id : (0 as PersonId);
  const card = await readEmailCard(ctx, id);
  const deal = { id: dealId } as never;
  const companyId = (await ctx.db('deals').where({ id: dealId }).first())?.company_id as CompanyId;
  const { activities } = await listTimeline(ctx, { of: 'deal', id: dealId }, {}, { limit: 50, offset: 0 });
  // The product keeps the files; a channel, for which it renders, never gets a list of them.
  const files = ctx.actor.kind === 'person' ? await ctx.db('files').pluck('id') : [];
  const page = { of: { kind: 'deal', id: dealId }, folder: null, offset: 0 } as never;
  const shown = [
    card,
    card && [
      emailCard(card, reader),
      newsCard([card], reader),
      wholeWindow(card, reader),
      whyWindow(card, reader),
    ],
    (await activitiesOnDeal.card?.(ctx, deal))?.lines?.(reader),
    (await activitiesOnCompany.card?.(ctx, { id: companyId } as never))?.lines?.(reader),
    await showTimeline(ctx, timelineFrom({ of: 'deal', id: dealId }), reader),
    await showTimeline(ctx, timelineFrom({ of: 'company', id: companyId }), reader),
    ...(await Promise.all(activities.map((one) => showEntry(ctx, { id: one.id, back: null }, reader)))),
    ctx.actor.kind === 'person' && (await readFilesPage(ctx, page)),
    ...(await Promise.all(files.map((file) => findFile(ctx, file as FileId)))),
    await listTriageOf(ctx, me, 10),
    (await emailOnHome.read(ctx, me))?.(reader),
    ...(await Promise.all(secrets.map((secret) => findEverything(ctx, secret.split(' ')[0] as string)))).map(
      ({ query, ...found }) => found,
    ),
  ];
  return JSON.stringify(shown);
}

/** What any reader of a table that is shown, searched or exported could come upon. */
async function allStored(firm: Office): Promise<string> {
  const tables = [
    'inbound_emails',
    'email_texts',
    'activities',
    'events',
    'search_terms',
    'outbox',
    'slack_messages',
  ];
  const rows = await Promise.all(tables.map((table) => firm.system.db(table as 'events').select('*')));
  return JSON.stringify(rows);
}

const leaks = (text: string): string[] => secrets.filter((secret) => text.includes(secret));

async function arrived(privacy: Privacy, config: Record<string, unknown> = {}) {
  const firm = await office({ privacy, ...config });
  return { ...firm, id: await firm.receives(letter) };
}

describe('a mail of which others see only that it happened', () => {
  it('is nowhere to be read but by the colleague whose mail it is', async () => {
    const firm = await arrived('happened');
    const [eva, tomas] = [await firm.as('Eva'), await firm.as('Tomas')];
    const admin = await firm.as('Anna', { isAdmin: true });
    expect(await firm.row(firm.id)).toMatchObject({ status: 'logged', deal_id: 42, privacy: 'happened' });
    expect(leaks(await allStored(firm))).toEqual([]);
    for (const other of [tomas, admin, firm.system])
      expect(leaks(await allShownTo(other, firm.id))).toEqual([]);
    const mine = await allShownTo(eva, firm.id);
    expect([inSubject, inText, inFile].filter((secret) => !mine.includes(secret))).toEqual([]);
  });

  it('still shows that it came, from whom and when', async () => {
    const firm = await arrived('happened');
    const tomas = await firm.as('Tomas');
    const card = await getEmailCard(tomas, firm.id);
    expect(card).toMatchObject({ isMine: false, holders: ['Eva'], files: [] });
    expect(card.email.from?.address).toBe('riha@mostni-stavby.example');
    const shown = JSON.stringify(wholeWindow(card, readerOf(tomas)));
    expect(shown).toContain('🔒');
    expect(shown).toContain('Eva');
  });
});

it('the card of a deal says the subject of a private mail to whom it belongs, and to nobody else, nor in a channel', async () => {
  const firm = await arrived('happened');
  firm.system.ports.dealParts = [activitiesOnDeal];
  const [eva, tomas] = [await firm.as('Eva'), await firm.as('Tomas')];
  const admin = await firm.as('Anna', { isAdmin: true });
  const shown = async (handler: typeof newCard, payload: object) => {
    const delivery = await handler.deliver(firm.system, { dealId, ...payload } as never, {} as Effect);
    expect(delivery.do).toBe('post');
    return JSON.stringify(delivery);
  };
  const inDm = ({ actor }: Ctx) => shown(newCard, { to: actor.kind === 'person' && actor.id });
  const evas = await inDm(eva);
  expect(evas).toContain(`„Re: ${inSubject}“ 🔒 ostatní vidí jen to, že proběhl`);
  expect(evas).not.toContain(inText);
  for (const closed of [
    await inDm(tomas),
    await inDm(admin),
    await shown(cardPost, { channel: 'C0OBCHOD01' }),
  ]) {
    expect(leaks(closed)).toEqual([]);
    expect(closed).toContain('🔒 jen to, že proběhl');
  }
});

describe('a mail of which others see the subject', () => {
  it('keeps its text and its attachments to the colleague whose mail it is', async () => {
    const firm = await arrived('subject');
    const [eva, tomas] = [await firm.as('Eva'), await firm.as('Tomas')];
    expect(leaks(await allShownTo(tomas, firm.id))).toEqual([inSubject]);
    const mine = await allShownTo(eva, firm.id);
    expect([inText, inFile].filter((secret) => !mine.includes(secret))).toEqual([]);
  });
});

describe('changing what others see', () => {
  it('goes both ways, for entry, files, events and all, and loses nothing', async () => {
    const firm = await arrived('full');
    const [eva, tomas] = [await firm.as('Eva'), await firm.as('Tomas')];
    const before = await allShownTo(tomas, firm.id);
    expect(leaks(before)).toContain(inText);

    await setPrivacy(eva, firm.id, 'happened');
    expect(leaks(await allShownTo(tomas, firm.id))).toEqual([]);
    expect(leaks(await allStored(firm))).toEqual([]);
    await setPrivacy(eva, firm.id, 'subject');
    expect(leaks(await allShownTo(tomas, firm.id))).toEqual([inSubject]);
    await setPrivacy(eva, firm.id, 'happened');
    expect(leaks(await allShownTo(tomas, firm.id))).toEqual([]);

    await setPrivacy(eva, firm.id, 'full');
    expect(JSON.parse(await allShownTo(tomas, firm.id))).toEqual(JSON.parse(before));
  });

  it('brings back what was written into the entry by hand', async () => {
    const firm = await arrived('full');
    const eva = await firm.as('Eva');
    const { activity_id: entry } = await firm.row(firm.id);
    await editActivity(firm.system, entry as ActivityId, { text: `Moje shrnutí: ${inText}` });
    await setPrivacy(eva, firm.id, 'happened');
    expect(leaks(await allStored(firm))).toEqual([]);
    await setPrivacy(eva, firm.id, 'full');
    const [activity] = await firm.system.db('activities').where({ id: entry as number });
    expect(activity?.text).toBe(`Moje shrnutí: ${inText}`);
  });

  it('is for those whose mail it is, and not even for admins', async () => {
    const firm = await arrived('full');
    for (const other of [await firm.as('Tomas'), await firm.as('Anna', { isAdmin: true })]) {
      await expect(setPrivacy(other, firm.id, 'happened')).rejects.toMatchObject({
        code: 'mail.notYours',
        details: { whose: 'Eva' },
      });
    }
    expect(await firm.row(firm.id)).toMatchObject({ privacy: 'full' });
  });

  it('covers the copies of the mail', async () => {
    const firm = await office();
    const raw = `Message-ID: <one@posta.example>\r\nFrom: riha@mostni-stavby.example\r\nTo: eva@firma.example\r\nSubject: ${inSubject}\r\nDate: Mon, 8 Mar 2027 07:00:00 +0000\r\n\r\n${inText}\r\n`;
    const first = await firm.receives(raw);
    await firm.receives(`Delivered-To: crm+d42@firma.example\r\n${raw}`);
    await setPrivacy(await firm.as('Eva'), first, 'happened');
    await firm.receives(`Received: by elsewhere\r\n${raw}`);
    expect(leaks(await allStored(firm))).toEqual([]);
  });
});

describe('a mail that colleagues forwarded twice', () => {
  const forward = (to: string, more: string) =>
    `Message-ID: <${more}@posta.example>\r\nFrom: Eva <eva@firma.example>\r\nTo: ${to}\r\nSubject: Fwd: ${inSubject}\r\nDate: Mon, 8 Mar 2027 07:30:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n---------- Forwarded message ---------\r\nOd: <dvorak@jinde.example>\r\nDate: po 8. 3. 2027 v 8:00\r\nSubject: ${inSubject}\r\nTo: <eva@firma.example>\r\n\r\n${inText}\r\n`;

  it('is as private in the form that gave way to the other', async () => {
    const firm = await office();
    const waiting = await firm.receives(forward('crm@firma.example', 'first'));
    const logged = await firm.receives(forward('crm+d42@firma.example', 'second'));
    const third = await firm.receives(forward('crm@firma.example', 'third'));
    expect(await firm.row(waiting)).toMatchObject({ status: 'duplicate' });
    expect(await firm.row(third)).toMatchObject({ status: 'duplicate' });
    expect(await firm.row(logged)).toMatchObject({ status: 'logged' });
    await setPrivacy(await firm.as('Eva'), logged, 'happened');
    expect(leaks(await allStored(firm))).toEqual([]);
    const tomas = await firm.as('Tomas');
    for (const form of [waiting, third])
      expect(leaks(JSON.stringify(await readEmailCard(tomas, form)))).toEqual([]);
    await setPrivacy(await firm.as('Eva'), waiting, 'full');
    expect(leaks(JSON.stringify(await readEmailCard(tomas, logged)))).toContain(inText);
  });

  it('is hidden in both forms from whom its deal is hidden', async () => {
    const firm = await office();
    const waiting = await firm.receives(forward('crm@firma.example', 'first'));
    await firm.receives(forward('crm+d42@firma.example', 'second'));
    await firm.database.writer('deals').where({ id: dealId }).update({ restricted: true });
    expect(await readEmailCard(await firm.as('Tomas'), waiting)).toBe(null);
    expect(await readEmailCard(await firm.as('Eva'), waiting)).not.toBe(null);
  });
});

describe('whose a mail is', () => {
  it('belongs to who sent it, who forwarded it, and the colleagues who received it', async () => {
    const firm = await office();
    const holders = async (id: EmailId) =>
      (
        await firm.system
          .db('email_holders')
          .join('people', 'people.id', 'email_holders.person_id')
          .where({ email_id: id })
          .orderBy('people.name')
          .select('people.name')
      ).map(({ name }) => name);
    const sent = await firm.receives({ from: 'eva@firma.example', to: 'riha@mostni-stavby.example' });
    const forwarded = await firm.receives({
      from: 'Tomas <tomas@firma.example>',
      subject: 'Fwd: Dotaz',
      text: 'Pro Evu.\n\n---------- Forwarded message ---------\nOd: Petr Říha <riha@mostni-stavby.example>\nDate: po 8. 3. 2027 v 8:05\nSubject: Dotaz\nTo: <eva@firma.example>\n\nDobrý den.',
    });
    const received = await firm.receives({ to: 'eva@firma.example, tomas@firma.example' });
    expect([await holders(sent), await holders(forwarded), await holders(received)]).toEqual([
      ['Eva'],
      ['Eva', 'Tomas'],
      ['Eva', 'Tomas'],
    ]);
  });

  it('belongs to those for whom a shared mailbox is read when no colleague is on it', async () => {
    const firm = await office({ for: ['tomas@firma.example'], privacy: 'happened' });
    const id = await firm.receives({ ...letter, to: 'crm@firma.example' });
    expect(leaks(await allShownTo(await firm.as('Eva'), id))).toEqual([]);
    expect(leaks(await allShownTo(await firm.as('Tomas'), id))).toContain(inText);
  });
});

it('an answer that quotes a private mail is as private, and its own people can open it', async () => {
  const firm = await office();
  const first = await firm.receives({ ...letter, head: ['Message-ID: <first@posta.example>'] });
  await setPrivacy(await firm.as('Eva'), first, 'happened');
  const answer = await firm.receives({ ...letter, head: ['In-Reply-To: <first@posta.example>'] });
  expect(await firm.row(answer)).toMatchObject({ privacy: 'happened' });
  expect(leaks(await allShownTo(await firm.as('Tomas'), answer))).toEqual([]);
  await setPrivacy(await firm.as('Eva'), answer, 'full');
  expect(leaks(await allShownTo(await firm.as('Tomas'), answer))).toContain(inText);
  expect(leaks(JSON.stringify(await readEmailCard(await firm.as('Tomas'), first)))).toEqual([]);
});

it('what waits to be sorted is put away as it is to be seen, and the entry says no more', async () => {
  const firm = await office({ privacy: 'happened' });
  const id = await firm.receives({ ...letter, from: 'Jan Dvořák <dvorak@kovovyroba-h.example>' });
  const [eva, tomas] = [await firm.as('Eva'), await firm.as('Tomas')];
  expect(await firm.row(id)).toMatchObject({ status: 'triage' });
  expect(leaks(await allShownTo(tomas, id))).toEqual([]);
  // Whoever works off what waits for Eva learns from whom it is, and no more.
  const admin = await firm.as('Anna', { isAdmin: true });
  const evas = await readWaiting(admin, (eva.actor as { id: PersonId }).id, 0);
  const listed = JSON.stringify(heapMessage('nobody', 'Eva', evas, readerOf(admin)));
  expect(listed).toContain('🔒');
  expect(listed).toContain('Jan Dvořák');
  expect(leaks(JSON.stringify([evas, listed]))).toEqual([]);
  await fileToDeal(tomas, id, dealId);
  expect(leaks(await allShownTo(tomas, id))).toEqual([]);
  expect(leaks(await allStored(firm))).toEqual([]);
  expect(leaks(await allShownTo(eva, id))).toContain(inText);
});

it('a meeting tells no more than the mail that invited to it', async () => {
  const firm = await office();
  const ics = `BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:schuzka@posta.example\r\nDTSTAMP:20270308T070000Z\r\nDTSTART:20270315T090000Z\r\nDTEND:20270315T100000Z\r\nSUMMARY:${inSubject}\r\nLOCATION:${inText}\r\nORGANIZER:mailto:riha@mostni-stavby.example\r\nATTENDEE:mailto:eva@firma.example\r\nSEQUENCE:0\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
  const id = await firm.receives(
    `Message-ID: <m@posta.example>\r\nFrom: riha@mostni-stavby.example\r\nTo: eva@firma.example\r\nCc: crm@firma.example\r\nSubject: ${inSubject}\r\nDate: Mon, 8 Mar 2027 07:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n${ics}`,
  );
  const [eva, tomas] = [await firm.as('Eva'), await firm.as('Tomas')];
  const before = await allShownTo(tomas, id);
  expect(leaks(before)).toEqual(expect.arrayContaining([inSubject, inText]));
  await setPrivacy(eva, id, 'happened');
  expect(leaks(await allShownTo(tomas, id))).toEqual([]);
  // Whose mail it is sees when and where all the same.
  expect((await getEmailCard(eva, id)).invitation).toMatchObject({
    startsAt: '2027-03-15T09:00:00.000Z',
    location: inText,
  });
  for (const table of ['meetings', 'email_invitations', 'activities', 'events'])
    expect(leaks(JSON.stringify(await firm.system.db(table as 'events'))), table).toEqual([]);
  await setPrivacy(eva, id, 'full');
  expect(leaks(await allShownTo(tomas, id))).toEqual(leaks(before));
});

it('a meeting is moved and called off by mails of which others see only that they came', async () => {
  const firm = await office();
  const invite = (sequence: number, method: string, day: string, words: string) =>
    firm.receives(
      `Message-ID: <s${sequence}@posta.example>\r\nFrom: riha@mostni-stavby.example\r\nTo: eva@firma.example\r\nSubject: ${words}\r\nDate: Mon, 8 Mar 2027 0${sequence + 5}:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=${method}; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:${method}\r\nBEGIN:VEVENT\r\nUID:lavka@posta.example\r\nDTSTAMP:20270308T0${sequence}0000Z\r\nDTSTART:${day}T090000Z\r\nDTEND:${day}T100000Z\r\nSUMMARY:${words}\r\nLOCATION:${words}\r\nORGANIZER:mailto:riha@mostni-stavby.example\r\nATTENDEE:mailto:eva@firma.example\r\nSEQUENCE:${sequence}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    );
  const meetings = () =>
    firm.system.db('activities').where({ kind: 'meeting' }).select('text', 'at', 'cancelled_at');
  await invite(0, 'REQUEST', '20270315', 'Prohlídka');
  firm.mailbox.privacy = 'happened';
  await invite(1, 'REQUEST', '20270316', inSubject);
  expect(await meetings()).toEqual([
    { text: 'Prohlídka', at: '2027-03-16T09:00:00.000Z', cancelled_at: null },
  ]);
  await invite(2, 'CANCEL', '20270316', inSubject);
  expect(await meetings()).toMatchObject([{ text: 'Prohlídka', cancelled_at: expect.any(String) }]);
  expect(await firm.system.db('activities')).toHaveLength(1);
  for (const table of ['meetings', 'email_invitations', 'activities', 'events', 'inbound_emails'])
    expect(leaks(JSON.stringify(await firm.system.db(table as 'events'))), table).toEqual([]);
});

it('a file that an open mail brought too stays open', async () => {
  const firm = await office();
  const open = await firm.receives(letter);
  const second = await firm.receives({ ...letter, subject: 'Ještě jednou' });
  await setPrivacy(await firm.as('Eva'), second, 'happened');
  const page = { of: { kind: 'deal', id: dealId }, folder: null, offset: 0 } as never;
  const { files } = await readFilesPage(await firm.as('Tomas'), page);
  expect(files.map(({ file }) => file.name)).toEqual([`${inFile}.pdf`]);
  await setPrivacy(await firm.as('Eva'), open, 'happened');
  expect((await readFilesPage(await firm.as('Tomas'), page)).files).toEqual([]);
});
