import { describe, expect, it } from 'vitest';
import { activitiesVisibleTo, findActivity } from '../../src/features/activities/service.ts';
import { declareReachable } from '../../src/features/contacts/reach-service.ts';
import { changeContact, findContactByEmail } from '../../src/features/contacts/service.ts';
import { contactRow } from '../../src/features/contacts/views.ts';
import { readDealCard } from '../../src/features/deals/card.ts';
import { changeDeal } from '../../src/features/deals/service.ts';
import { cardLines } from '../../src/features/deals/views.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { emailOnActivity } from '../../src/features/email/part.ts';
import { fileToDeal } from '../../src/features/email/service.ts';
import { watchDate } from '../../src/features/watching/service.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { ActivityId, DealId } from '../../src/lib/ids.ts';
import { letter, type MailFirm, mailFirm } from '../support/mail-firm.ts';

const bridge = 42 as DealId;

const riha = async (ctx: Ctx) => (await findContactByEmail(ctx, 'riha@mostni-stavby.example'))!;
const rowOf = async (ctx: Ctx, address: string) => {
  const contact = (await findContactByEmail(ctx, address))!;
  return (contactRow(contact, readerOf(ctx)).text?.text ?? '').replaceAll('\u2060', '');
};
const cardOf = async (ctx: Ctx, id: DealId) =>
  cardLines((await readDealCard(ctx, id))!, readerOf(ctx)).join('\n');

describe('an address to which mail does not arrive', () => {
  it.each([
    ['bounce_of_an_address_that_does_not_exist', 'riha@mostni-stavby.example', 'adresa neexistuje (5.1.10)'],
    ['bounce_in_words_from_google', 'riha@mostni-stavby.example', 'adresa neexistuje (5.1.1)'],
    ['bounce_in_words_from_seznam', 'kovacova@drevodom.example', 'schránka je plná (5.2.2)'],
  ])('is marked on its contact by %s', async (name, address, why) => {
    const { receives, as } = await mailFirm();
    await receives(letter(name));
    const row = await rowOf(await as('Eva', { language: 'cs' }), address);
    expect(row).toContain(`⚠️ ${address}`);
    expect(row).toContain(`pošta se vrátila 3.\u00a03.\u00a0ve\u00a013:00: ${why}`);
  });

  it('is told on the card of the deal whose contact has it, until mail comes from it', async () => {
    const { receives, as } = await mailFirm();
    const eva = await as('Eva', { language: 'cs' });
    expect(await cardOf(eva, bridge)).not.toContain('pošta se vrátila');
    await receives(letter('bounce_in_words_from_google'));
    expect((await cardOf(eva, bridge)).replaceAll('\u2060', '')).toContain(
      '⚠️ Petr Říha: pošta se vrátila 3.\u00a03.\u00a0ve\u00a013:00: adresa neexistuje (5.1.1)',
    );
    await declareReachable(eva, (await riha(eva)).id);
    expect(await cardOf(eva, bridge)).not.toContain('pošta se vrátila');
  });

  it('is not marked when the mail is only late', async () => {
    const { receives, as, mails } = await mailFirm();
    await receives(letter('bounce_of_a_mail_that_is_only_late'));
    expect(await mails()).toMatchObject([{ status: 'ignored', reason: 'bounce' }]);
    expect(await rowOf(await as('Eva'), 'kovacova@drevodom.example')).not.toContain('⚠️');
  });

  it('is fine again when mail comes from it, when somebody says so, or when it is another one', async () => {
    const { receives, system, time, as } = await mailFirm({ now: '2026-03-01T12:00:00.000Z' });
    const eva = await as('Eva');
    const bounce = letter('bounce_of_an_address_that_does_not_exist').toString();
    const again = (id: number) => bounce.replace('.201@', `.${id}@`);
    await receives(bounce);
    time.advance(3 * 24 * 3_600_000);
    await receives(letter('question_from_a_known_contact'));
    expect((await riha(system)).bounce).toBeNull();
    await receives(again(1));
    expect((await riha(system)).bounce).toMatchObject({ why: 'noSuchAddress', status: '5.1.10' });
    await declareReachable(eva, (await riha(system)).id);
    expect((await riha(system)).bounce).toBeNull();
    time.advance(60_000);
    await receives(again(2));
    const { id } = await riha(system);
    await changeContact(eva, id, { email: 'petr.riha@mostni-stavby.example' });
    expect((await findContactByEmail(system, 'petr.riha@mostni-stavby.example'))?.bounce).toBeNull();
  });
});

describe('an automatic reply with a last day', () => {
  it('is said on the deal’s card while it lasts, and logged nowhere', async () => {
    const { receives, time, as, system } = await mailFirm();
    const eva = await as('Eva', { language: 'cs' });
    await receives(letter('out_of_office_with_a_last_day_in_czech'));
    expect(await cardOf(eva, bridge)).toContain('Petr Říha je do 15.\u00a03. mimo kancelář');
    expect(await system.db('activities')).toEqual([]);
    time.set('2026-03-16T08:00:00.000Z' as never);
    expect(await cardOf(eva, bridge)).not.toContain('mimo kancelář');
  });
});

describe('an invitation', () => {
  const entries = async (ctx: Ctx) =>
    (await activitiesVisibleTo(ctx).orderBy('activities.id')).map(({ kind, at, text, cancelled_at }) => ({
      kind,
      at,
      text,
      off: cancelled_at !== null,
    }));

  it('becomes a meeting, moves it, and calls it off; an older version changes nothing', async () => {
    const { receives, mails, system } = await mailFirm();
    await receives(letter('meeting_1_invitation_from_outlook'));
    const text = 'Předání staveniště\n\nZvu vás na předání staveniště.';
    expect(await entries(system)).toEqual([
      { kind: 'meeting', at: '2026-03-30T07:00:00.000Z', text, off: false },
    ]);
    await receives(letter('meeting_2_moved_by_a_day'), letter('meeting_3_an_older_version_comes_late'));
    expect(await entries(system)).toEqual([
      { kind: 'meeting', at: '2026-03-31T07:00:00.000Z', text, off: false },
    ]);
    await receives(letter('meeting_4_called_off'));
    expect(await entries(system)).toEqual([
      { kind: 'meeting', at: '2026-03-31T07:00:00.000Z', text, off: true },
    ]);
    expect((await mails()).map(({ status, reason }) => [status, reason])).toEqual([
      ['logged', 'contactsOnlyDeal'],
      ['logged', 'meeting'],
      ['logged', 'meeting'],
      ['logged', 'meeting'],
    ]);
  });

  it('of a stranger changes nobody’s meeting', async () => {
    const { receives, system } = await mailFirm();
    await receives(letter('meeting_1_invitation_from_outlook'));
    const foreign = letter('meeting_4_called_off')
      .toString()
      .replace(/^From: .*$/m, 'From: Zly <zly@jinde.example>');
    await receives(foreign);
    expect((await entries(system)).map(({ off }) => off)).toEqual([false]);
  });

  it('that waits becomes a meeting when somebody puts it to a deal', async () => {
    const { receives, mails, as, system } = await mailFirm();
    const [id] = await receives(letter('meeting_every_second_tuesday_cut_off'));
    await fileToDeal(await as('Tomas'), id as EmailId, 50 as DealId);
    const [mail] = await mails();
    const meeting = await findActivity(system, mail?.activity_id as ActivityId);
    expect(meeting).toMatchObject({
      kind: 'meeting',
      at: '2026-03-10T07:00:00.000Z',
      minutesLong: 60,
      dealId: 50,
    });
  });

  it('says in its entry where it takes place, and how often', async () => {
    const { receives, mails, as, system } = await mailFirm();
    const eva = await as('Eva', { language: 'cs' });
    const linesOf = async (at: number) => {
      const { activity_id } = (await mails())[at]!;
      const lines = await emailOnActivity.lines?.(
        eva,
        (await findActivity(system, activity_id as ActivityId))!,
      );
      return lines?.(readerOf(eva)).map((line) => line.replaceAll('\u00a0', ' ').replaceAll('\u2060', ''));
    };
    const [, second] = await receives(
      letter('meeting_1_invitation_from_outlook'),
      letter('meeting_every_second_tuesday_cut_off'),
    );
    await fileToDeal(eva, second as EmailId, 60 as DealId);
    expect(await linesOf(0)).toEqual(['📍 Svratecké nábřeží 12, Brno']);
    expect(await linesOf(1)).toEqual(['🔁 každé 2 týdny v úterý, do 30. 6. 2026']);
  });

  it('that a customer accepted says who comes', async () => {
    const { receives, system } = await mailFirm();
    await receives(letter('meeting_accepted_by_a_customer'));
    const [meeting] = await system.db('meetings');
    expect(JSON.parse(meeting?.details ?? '{}').answers).toMatchObject([
      { address: 'riha@mostni-stavby.example', says: 'accepted' },
    ]);
  });
});

describe('a portal’s notice', () => {
  /** Who hears of it, and when. */
  const told = async ({ system }: MailFirm) =>
    (await system.db('outbox').where({ kind: 'email.notice' }).orderBy('id')).map(({ payload, run_at }) => ({
      person: JSON.parse(payload).personId as number,
      at: run_at,
    }));

  it('finds its deal by the link, and reaches owner and watchers in the night at once', async () => {
    const firm = await mailFirm({ now: '2026-03-03T23:30:00.000Z' });
    const { receives, mails, as, person, system } = firm;
    const eva = await as('Eva');
    await changeDeal(eva, bridge, {
      portalUrl: 'https://josephine.proebiz.com/sk/tender/41234/summary',
      bidDeadline: { local: '2026-03-20T10:00' as never, zone: 'Europe/Prague' },
    });
    const { id: tomas } = await person('Tomas');
    await watchDate(eva, { dealId: bridge, kind: 'bid', people: [tomas], days: [1] } as never);
    await receives(letter('notice_of_josephine_with_a_link'));
    expect(await mails()).toMatchObject([{ status: 'logged', reason: 'portalLink', deal_id: bridge }]);
    const { id: owner } = await person('Eva');
    expect(await told(firm)).toEqual([
      { person: owner, at: '2026-03-03T23:30:00.000Z' },
      { person: tomas, at: '2026-03-03T23:30:00.000Z' },
    ]);
    expect(await system.db('contacts').where('email', 'like', '%josephine%')).toEqual([]);
  });

  it('finds its deal by the customer’s number', async () => {
    const { receives, mails, as } = await mailFirm();
    await changeDeal(await as('Eva'), bridge, { customerReference: 'MMB/0123456/2026' });
    await receives(letter('notice_of_a_data_box'));
    expect(await mails()).toMatchObject([{ status: 'logged', reason: 'portalReference', deal_id: bridge }]);
  });

  it('waits when it names no deal; put to one by hand, it reaches its owner', async () => {
    const firm = await mailFirm();
    const { receives, mails, as, person } = firm;
    const [id] = await receives(letter('notice_from_a_tender_portal'));
    expect(await mails()).toMatchObject([{ status: 'triage', reason: 'portalNotice' }]);
    await fileToDeal(await as('Tomas'), id as EmailId, bridge);
    expect((await told(firm)).map((one) => one.person)).toEqual([(await person('Eva')).id]);
  });

  it('is a portal’s notice also where mail of its sender went once, and somebody wanted to be asked', async () => {
    const { receives, mails, system } = await mailFirm({ portals: ['zakazky.hodonin.example'] });
    const company = await system.db('companies').orderBy('id').first('id');
    const wished = { pattern: 'system@zakazky.hodonin.example', company_id: company?.id, person_id: null };
    await system.database
      .writer('mail_choices')
      .insert({ ...wished, deal_id: null, chosen_at: '2026-01-01T00:00:00.000Z' });
    await receives(
      'From: system@zakazky.hodonin.example\r\nTo: crm@firma.example\r\nSubject: Dotaz\r\n\r\nNová zpráva.\r\n',
    );
    expect(await mails()).toMatchObject([{ status: 'triage', reason: 'portalNotice' }]);
  });

  it('comes from a portal of the mailbox’s own list too, and its deadline is nobody’s phone', async () => {
    const { receives, mails, as } = await mailFirm({ portals: ['zakazky.hodonin.example'] });
    const [id] = await receives(
      'Auto-Submitted: auto-generated\r\nPrecedence: bulk\r\nFrom: system@zakazky.hodonin.example\r\nTo: crm@firma.example\r\nSubject: Dotaz\r\n\r\nNová zpráva. Lhůta do 9.12.2026 10:00.\r\n',
    );
    expect(await mails()).toMatchObject([{ status: 'triage', reason: 'portalNotice' }]);
    expect((await getEmailCard(await as('Eva'), id as EmailId)).facts.phone).toBeNull();
  });

  it('from a host that anybody may call E-ZAK is a question, until a deal’s link leads there or a company is known', async () => {
    const firm = await mailFirm();
    const { receives, mails, as, system } = firm;
    const eva = await as('Eva');
    await changeDeal(eva, bridge, { customerReference: 'VZ-2027-0815' });
    const notice = (host: string, text = 'Změna termínu.') =>
      `From: E-ZAK <info@${host}>\r\nTo: crm@firma.example\r\nSubject: Změna VZ-2027-0815\r\n\r\n${text}\r\n`;
    const [stranger] = await receives(notice('ezak.cizi.example'));
    expect(await mails()).toMatchObject([{ status: 'triage', deal_id: null }]);
    expect((await system.db('inbound_emails').where({ id: stranger }).first())?.marks).toBeNull();
    await fileToDeal(await as('Tomas'), stranger as EmailId, bridge);
    expect(await told(firm)).toEqual([]);

    await changeDeal(eva, bridge, { portalUrl: 'https://ezak.hodonin.example/contract_display_12345.html' });
    await receives(notice('ezak.hodonin.example'), notice('ezak.mostni-stavby.example', 'Námi vypsaná.'));
    expect((await mails()).slice(1)).toMatchObject([
      { status: 'logged', reason: 'portalReference', deal_id: bridge },
      { status: 'logged', deal_id: bridge },
    ]);
    expect(await told(firm)).toHaveLength(2);
  });
});
