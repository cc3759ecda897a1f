import { describe, expect, it } from 'vitest';
import { listTimeline } from '../../src/features/activities/service.ts';
import { changeContact } from '../../src/features/contacts/service.ts';
import { changeDeal } from '../../src/features/deals/service.ts';
import { listFiles } from '../../src/features/documents/service.ts';
import { attachWaiting } from '../../src/features/email/attachments.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import { sweepMail } from '../../src/features/email/jobs.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { ownIdKey, ownIdOf } from '../../src/features/email/own-ids.ts';
import { likelySender } from '../../src/features/email/sender.ts';
import { fileToContact, fileToDeal, listTriageOf, undoDecision } from '../../src/features/email/service.ts';
import { moveEmail } from '../../src/features/email/triage/moving.ts';
import { whyWindow } from '../../src/features/email/windows.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { firm } from './firm.ts';

const bridge = 42 as DealId;
const railing = 50 as DealId;
const gate = 51 as DealId;
const riha = 'Petr Říha <riha@mostni-stavby.example>';
const stranger = 'Kdo Ví <kdo@neznama.example>';
const dvorak = 'Jan Dvořák <dvorak@kovovyroba-h.example>';
const eva = 'Eva <eva@firma.example>';

describe('a number in the subject', () => {
  it('puts a mail of the customer to the deal of our offer, whichever other deals they have', async () => {
    const { receives, as } = await firm();
    await changeDeal(await as('Tomas'), gate, { offerNumber: 'NAB-2026/015' });
    const mail = await receives({ from: dvorak, subject: 'Re: Nabídka nab-2026/015 – termín' });
    expect(mail).toMatchObject({ status: 'logged', dealId: gate, reason: { code: 'offerNumber' } });
    expect(mail.considered).toEqual([railing]);
  });

  it('lets no stranger in: the owner is asked, with the deal as the best guess', async () => {
    const { receives, person } = await firm();
    const mail = await receives({ from: stranger, subject: 'Re: [D-42] Lávka' });
    const { id } = await person('Eva');
    expect(mail).toMatchObject({
      status: 'triage',
      dealId: null,
      considered: [bridge],
      triagePersonId: id,
      reason: { code: 'strangersTag' },
    });
  });

  it('is enough for a colleague who writes to somebody new', async () => {
    const { receives } = await firm();
    const mail = await receives({ from: eva, to: stranger, subject: '[D-50] výkresy' });
    expect(mail).toMatchObject({ status: 'logged', dealId: railing, direction: 'out' });
  });

  it('of another firm’s system, before ours, does not hide ours', async () => {
    const { receives } = await firm();
    const mail = await receives({ from: eva, to: stranger, subject: 'Re: [D-99999] [D-50] výkresy' });
    expect(mail).toMatchObject({ status: 'logged', dealId: railing, reason: { code: 'subjectTag' } });
  });
});

describe('a tag in the address', () => {
  it('that a stranger found out opens nothing', async () => {
    const { receives } = await firm();
    const mail = await receives({ from: stranger, to: 'crm+d42@firma.example' });
    expect(mail).toMatchObject({ status: 'triage', considered: [bridge], reason: { code: 'strangersTag' } });
  });

  it('counts when a contact or somebody of the deal’s company uses it', async () => {
    const { receives } = await firm();
    expect(await receives({ from: riha, to: 'crm+d42@firma.example' })).toMatchObject({ dealId: bridge });
    const colleague = 'Jana Malá <mala@brno.mostni-stavby.example>';
    expect(await receives({ from: colleague, to: 'crm+d42@firma.example' })).toMatchObject({
      dealId: bridge,
    });
  });
});

describe('an id that we gave out', () => {
  it('brings the answer to its deal, and a forged one does not', async () => {
    const { receives, system } = await firm();
    const ours = ownIdOf(await ownIdKey(system), railing);
    expect(await receives({ from: stranger, answers: ours })).toMatchObject({
      status: 'logged',
      dealId: railing,
      reason: { code: 'ourId' },
    });
    const forged = ours.replace('d50', 'd42');
    expect(await receives({ from: 'Jiný <jiny@cizi.example>', answers: forged })).toMatchObject({
      status: 'triage',
    });
  });

  it('on a mail itself means that it is our own, polled back in', async () => {
    const { receives, system } = await firm();
    const ours = ownIdOf(await ownIdKey(system), railing);
    expect(await receives({ from: riha, id: ours })).toMatchObject({
      status: 'ignored',
      reason: { code: 'ourOwn' },
    });
  });
});

const page = { limit: 20, offset: 0 };
const subjects = async (ctx: Ctx, id: DealId): Promise<string[]> =>
  (await listTimeline(ctx, { of: 'deal', id }, {}, page)).activities.map(
    ({ text }) => text.split('\n')[0] ?? '',
  );
const files = async (ctx: Ctx, id: DealId): Promise<string[]> =>
  (await listFiles(ctx, { kind: 'deal', id }, {}, page)).files.map(({ name }) => name);

describe('an answer about a waiting mail', () => {
  it('holds for the other mails of the sender, and later ones follow their thread', async () => {
    const { receives, as, mail } = await firm();
    const first = await receives({ from: dvorak, subject: 'Zábradlí', id: '<a@x.example>' });
    const second = await receives({ from: dvorak, subject: 'Ještě barva' });
    const tomas = await as('Tomas');
    expect(second).toMatchObject({ status: 'triage', leadId: first.id });
    await fileToDeal(tomas, first.id, railing);
    expect(await mail(second.id)).toMatchObject({ status: 'logged', dealId: railing });
    expect(await subjects(tomas, railing)).toEqual(expect.arrayContaining(['Zábradlí', 'Ještě barva']));
    const answer = await receives({ from: 'Jiná <jina@kovovyroba-h.example>', answers: '<a@x.example>' });
    expect(answer).toMatchObject({ status: 'logged', dealId: railing, reason: { code: 'thread' } });
    expect(answer.considered).toEqual([gate]);
  });

  it('can be for one mail alone: the next one of the sender asks then', async () => {
    const { receives, as, mail, system } = await firm();
    const first = await receives({ from: dvorak, subject: 'Zábradlí' });
    const second = await receives({ from: dvorak, subject: 'Vrata' });
    const third = await receives({ from: dvorak, subject: 'Vrata znovu' });
    await fileToDeal(await as('Tomas'), first.id, railing, { alone: true });
    expect(await mail(second.id)).toMatchObject({ status: 'triage', leadId: null });
    expect(await mail(third.id)).toMatchObject({ status: 'triage', leadId: second.id });
    const asked = await system
      .db('outbox')
      .where({ kind: 'email.triageCard' })
      .orderBy('id')
      .pluck('payload');
    expect(asked.map((payload) => JSON.parse(payload).emailId)).toEqual([first.id, second.id]);
  });

  it('takes waiting mails of the same conversation along, whoever wrote them', async () => {
    const { receives, as, mail } = await firm();
    const first = await receives({ from: dvorak, id: '<a@x.example>' });
    const other = await receives({ from: 'Iva <iva@kovovyroba-h.example>', answers: '<a@x.example>' });
    await fileToDeal(await as('Tomas'), first.id, gate);
    expect(await mail(other.id)).toMatchObject({
      status: 'logged',
      dealId: gate,
      reason: { code: 'thread' },
    });
  });

  it('leaves those alone that may belong to a deal which is hidden from who answers', async () => {
    const { receives, as, mail, database } = await firm();
    const first = await receives({ from: dvorak, id: '<a@x.example>' });
    const other = await receives({ from: 'Iva <iva@kovovyroba-h.example>', answers: '<a@x.example>' });
    await database.writer('deals').where({ id: 60 }).update({ restricted: true });
    await database
      .writer('inbound_emails')
      .where({ id: other.id })
      .update({ considered: '[60]', triage_person_id: null, triage_lead_id: null });
    await fileToDeal(await as('Tomas'), first.id, gate);
    expect(await mail(other.id)).toMatchObject({ status: 'triage', dealId: null });
  });

  it('makes the chosen deal the best guess for the next conversation of the sender and their domain', async () => {
    const { receives, as } = await firm();
    const first = await receives({ from: dvorak });
    const other = first.considered[1] as DealId;
    await fileToDeal(await as('Tomas'), first.id, other);
    const next = await receives({ from: 'Iva <iva@kovovyroba-h.example>', subject: 'Jiná věc' });
    expect(next.considered[0]).toBe(other);
  });

  it('that put a mail to a contact alone holds for its conversation, and nobody is asked again', async () => {
    const { receives, as } = await firm();
    const first = await receives({ from: stranger, id: '<a@x.example>' });
    await fileToContact(
      await as('Eva'),
      first.id,
      { name: 'Kdo Ví', phone: null },
      { companyId: null, newCompany: null },
    );
    const answer = await receives({ from: stranger, answers: '<a@x.example>' });
    expect(answer).toMatchObject({ status: 'logged', dealId: null, reason: { code: 'threadWithoutDeal' } });
    expect(answer.activityId).not.toBeNull();
  });
});

describe('who only claims to be a sender', () => {
  it('is not asked about, and not put away, together with them', async () => {
    const { receives, as, mail, system } = await firm({ authservId: 'mx.firma.example' });
    const first = await receives({ from: dvorak, verified: true, id: '<a@x.example>' });
    const forged = await receives({ from: dvorak, subject: 'Změna účtu', answers: '<a@x.example>' });
    const second = await receives({ from: dvorak, verified: true, subject: 'Ještě barva' });
    expect([first.leadId, forged.leadId, second.leadId]).toEqual([null, null, first.id]);
    await fileToDeal(await as('Tomas'), first.id, railing);
    expect(await mail(second.id)).toMatchObject({ status: 'logged' });
    expect(forged.senderDoubt).not.toBeNull();
    expect(await mail(forged.id)).toMatchObject({ status: 'triage', dealId: null });
    expect(await likelySender(system, forged)).toBeNull();
    expect(await likelySender(system, second)).toMatchObject({ name: 'Jan Dvořák' });
  });
});

describe('what was put away by hand', () => {
  it('can be taken back: entry, files, contact and the deal’s contact are gone, and the mail waits again', async () => {
    const { receives, as, mail, system } = await firm();
    const tomas = await as('Tomas');
    const first = await receives({ from: dvorak, file: 'vykres.pdf' });
    const second = await receives({ from: dvorak, subject: 'Ještě barva' });
    const filed = await fileToDeal(tomas, first.id, railing, { sender: { name: 'Jan Dvořák', phone: null } });
    while ((await attachWaiting(system)) > 0);
    expect(await files(tomas, railing)).toEqual(['vykres.pdf']);

    await undoDecision(tomas, filed.decisionId!);
    expect(await mail(first.id)).toMatchObject({
      status: 'triage',
      dealId: null,
      contactId: null,
      reason: first.reason,
    });
    expect(await mail(second.id)).toMatchObject({ status: 'triage', leadId: first.id });
    expect(await subjects(tomas, railing)).toEqual([]);
    expect(await files(tomas, railing)).toEqual([]);
    expect(
      await system.db('contacts').where({ email: 'dvorak@kovovyroba-h.example' }).whereNull('deleted_at'),
    ).toEqual([]);
    expect(await system.db('deal_contacts').where({ deal_id: railing })).toEqual([]);

    await fileToDeal(tomas, first.id, gate);
    while ((await attachWaiting(system)) > 0);
    expect(await files(tomas, gate)).toEqual(['vykres.pdf']);
    await expect(undoDecision(tomas, filed.decisionId!)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is asked about anew when the mail on whose card it waited is somewhere else by now', async () => {
    const { receives, as, mail, system, person } = await firm();
    const written = { from: dvorak, to: 'tomas@firma.example', cc: 'crm@firma.example' };
    const first = await receives({ ...written, subject: 'Zábradlí' });
    const others = [await receives({ ...written, subject: 'Barva' }), await receives(written)];
    const [second, third] = others.map(({ id }) => id) as [EmailId, EmailId];
    const tomas = await as('Tomas');
    const { decisionId } = await fileToDeal(tomas, first.id, railing);
    await moveEmail(tomas, first.id, gate, { thread: false });
    await undoDecision(tomas, decisionId as never);
    expect(await mail(second)).toMatchObject({ status: 'triage', leadId: null });
    expect(await mail(third)).toMatchObject({ status: 'triage', leadId: second });
    const payload = JSON.stringify({
      emailId: second,
      personId: (await person('Tomas')).id,
      atOnce: true,
    });
    expect(await system.db('outbox').where({ kind: 'email.triageCard', payload })).toHaveLength(1);
    // As it was left before that was so.
    await system.database.writer('inbound_emails').where({ id: third }).update({ triage_lead_id: first.id });
    const listed = await listTriageOf(tomas, (await person('Tomas')).id, 10);
    expect(listed.map(({ id }) => id)).toEqual([third, second]);
  });

  it('leaves a contact that somebody has changed since', async () => {
    const { receives, as, system } = await firm();
    const tomas = await as('Tomas');
    const first = await receives({ from: dvorak });
    const filed = await fileToDeal(tomas, first.id, railing, { sender: { name: 'Jan Dvořák', phone: null } });
    await changeContact(tomas, filed.contactId!, { position: 'jednatel' });
    await undoDecision(tomas, filed.decisionId!);
    const [contact] = await system.db('contacts').where({ email: 'dvorak@kovovyroba-h.example' });
    expect(contact).toMatchObject({ deleted_at: null, position: 'jednatel' });
  });
});

describe('a mail that lies in the wrong deal', () => {
  it('moves with its conversation, entry and files; answers go there, and it can be moved back', async () => {
    const { receives, as, mail, system } = await firm();
    const evas = await as('Eva');
    const first = await receives({ from: riha, subject: 'Dotaz', id: '<a@x.example>', file: 'vykres.pdf' });
    const second = await receives({
      from: riha,
      subject: 'Re: Dotaz',
      id: '<b@x.example>',
      answers: '<a@x.example>',
    });
    while ((await attachWaiting(system)) > 0);
    const moved = await moveEmail(evas, second.id, railing, { thread: true });
    expect(moved.mails).toBe(2);
    expect(await subjects(evas, bridge)).toEqual([]);
    expect((await subjects(evas, railing)).sort()).toEqual(['Dotaz', 'Re: Dotaz']);
    expect(await files(evas, railing)).toEqual(['vykres.pdf']);
    expect(await mail(second.id)).toMatchObject({
      dealId: railing,
      reason: { code: 'movedByHand', details: { deal: railing } },
      considered: [bridge],
      clues: { [bridge]: 'moved' },
    });
    const answer = await receives({ from: riha, answers: '<b@x.example>' });
    expect(answer).toMatchObject({ dealId: railing, reason: { code: 'thread' } });

    await undoDecision(evas, moved.decision);
    expect(await mail(first.id)).toMatchObject({ dealId: bridge, reason: first.reason });
    expect(await mail(second.id)).toMatchObject({
      dealId: bridge,
      reason: second.reason,
      considered: second.considered,
    });
    expect(await files(evas, bridge)).toEqual(['vykres.pdf']);
    expect(await subjects(evas, railing)).toHaveLength(1);
  });

  it('can move alone', async () => {
    const { receives, as, mail } = await firm();
    const first = await receives({ from: riha, id: '<a@x.example>' });
    const second = await receives({ from: riha, id: '<b@x.example>', answers: '<a@x.example>' });
    await moveEmail(await as('Eva'), second.id, railing, { thread: false });
    expect(await mail(first.id)).toMatchObject({ dealId: bridge });
    expect(await receives({ from: riha, answers: '<b@x.example>' })).toMatchObject({ dealId: railing });
  });

  it('moves to no deal that one may not see, nor does one who may not see it move it', async () => {
    const { receives, as } = await firm();
    const [evas, tomas] = [await as('Eva'), await as('Tomas')];
    const mail = await receives({ from: riha });
    await changeDeal(evas, bridge, { restricted: true });
    await expect(moveEmail(tomas, mail.id, railing, { thread: true })).rejects.toMatchObject({
      code: 'notFound',
    });
    const other = await receives({ from: 'W <w@stahlbau.example>' });
    await expect(moveEmail(tomas, other.id, bridge, { thread: true })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

it('what was decided three months ago is final', async () => {
  const { receives, as, system, time, mail } = await firm();
  const tomas = await as('Tomas');
  const first = await receives({ from: dvorak });
  const { decisionId } = await fileToDeal(tomas, first.id, railing);
  time.advance(91 * 24 * 3_600_000);
  await sweepMail(system);
  await expect(undoDecision(tomas, decisionId!)).rejects.toMatchObject({ code: 'notFound' });
  expect(await mail(first.id)).toMatchObject({ status: 'logged', dealId: railing });
});

describe('„Why here?“', () => {
  const why = async (ctx: Ctx, id: EmailId): Promise<string> =>
    JSON.stringify(
      whyWindow(await getEmailCard(ctx, id), readerFor('cs', 'Europe/Prague', ctx.time.now())).blocks,
    );

  it('says what decided and what else came into question, and names no deal hidden from the reader', async () => {
    const { receives, as } = await firm();
    const [evas, tomas] = [await as('Eva'), await as('Tomas')];
    const mail = await receives({ from: dvorak, cc: 'crm+d51@firma.example' });
    const said = 'V úvahu přicházela i D-50 · Zábradlí haly Hodonín (stejná firma), rozhodla adresa.';
    expect(await why(evas, mail.id)).toContain('Adresa, na kterou přišel, patří k D-51.');
    expect(await why(evas, mail.id)).toContain(said);
    await changeDeal(tomas, railing, { restricted: true });
    expect(await why(evas, mail.id)).not.toContain('D-50');
    expect(await why(tomas, mail.id)).toContain(said);
  });

  it('says who put a mail there by hand', async () => {
    const { receives, as } = await firm();
    const tomas = await as('Tomas');
    const mail = await receives({ from: dvorak });
    await fileToDeal(tomas, mail.id, railing);
    expect(await why(await as('Eva'), mail.id)).toMatch(/Zařazeno ručně k D-50.*Tomas · (teď|dnes)/);
  });
});
