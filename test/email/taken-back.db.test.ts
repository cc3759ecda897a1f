/** What people decided about mails is taken back after the records have changed. */
import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { activitiesFollowLead } from '../../src/features/activities/listeners.ts';
import { deleteContact } from '../../src/features/contacts/service.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { ownNewsView } from '../../src/features/email/notices/owner-news.ts';
import { fileManyToDeal, fileToContact, fileToDeal, undoDecision } from '../../src/features/email/service.ts';
import { mailsFollowLead } from '../../src/features/email/slack.ts';
import { moveEmail } from '../../src/features/email/triage/moving.ts';
import { newsView } from '../../src/features/email/triage/news-edits.ts';
import { convertLead } from '../../src/features/leads/converting.ts';
import { createLead, getLead } from '../../src/features/leads/service.ts';
import { mergeRecords } from '../../src/features/merging/service.ts';
import type { CompanyId, ContactId, DealId } from '../../src/lib/ids.ts';
import { rememberMessage } from '../../src/outbox/messages.ts';
import { firm } from './firm.ts';

const railing = 50 as DealId;
const gate = 51 as DealId;
const zuzana = 'Zuzana Kováčová <kovacova@drevodom.example>';

it('a mail waits again with the contact and the company into which its own were merged', async () => {
  const { receives, as, mail, system } = await firm();
  const tomas = await as('Tomas');
  const { id, contactId, companyId } = await receives({ from: zuzana });
  const { decisionId } = await fileToDeal(tomas, id, railing);
  const [other] = await system.db('contacts').whereNot({ id: contactId! }).pluck('id');
  const [owner] = await system.db('companies').whereNot({ id: companyId! }).pluck('id');
  await mergeRecords(tomas, { kind: 'contact', keptId: other as ContactId, goneId: contactId! });
  await mergeRecords(tomas, { kind: 'company', keptId: owner as CompanyId, goneId: companyId! });
  await undoDecision(tomas, decisionId!);
  expect(await mail(id)).toMatchObject({ status: 'triage', contactId: other, companyId: owner });
});

it('who was deleted as a contact while their mail waited becomes one again when it is filed', async () => {
  const { receives, as, mail } = await firm();
  const tomas = await as('Tomas');
  const first = await receives({ from: zuzana });
  await deleteContact(tomas, first.contactId!);
  const sender = { name: 'Zuzana Kováčová', phone: null };
  await fileToContact(tomas, first.id, sender, { companyId: null, newCompany: null });
  const { contactId, status } = await mail(first.id);
  expect(status).toBe('logged');
  expect(contactId).not.toBe(first.contactId);
  expect(contactId).not.toBeNull();
});

it('a wrong deal is no best guess any more: the one chosen before is it again', async () => {
  const { receives, as, system } = await firm();
  const tomas = await as('Tomas');
  const choices = async () =>
    (await system.db('mail_choices')).map(({ pattern, deal_id }) => [pattern, deal_id]).sort();
  const of = (deal: DealId) =>
    ['@kovovyroba-h.example', 'iva@kovovyroba-h.example'].map((one) => [one, deal]);
  const from = 'Iva <iva@kovovyroba-h.example>';
  await fileToDeal(tomas, (await receives({ from, subject: 'Vrata' })).id, gate);
  const one = await receives({ from, subject: 'Zábradlí' });
  const other = await receives({ from: 'Ota <ota@kovovyroba-h.example>', subject: 'Lávka' });
  const decision = await fileManyToDeal(tomas, [one, other], railing);
  expect(await choices()).toEqual([...of(railing), ['ota@kovovyroba-h.example', railing]]);
  await undoDecision(tomas, decision);
  expect(await choices()).toEqual(of(gate));
  // What was chosen since stays.
  const { decisionId } = await fileToDeal(tomas, one.id, railing);
  const later = await moveEmail(tomas, one.id, gate, { thread: false });
  await undoDecision(tomas, later.decision);
  expect(await choices()).toEqual(of(railing));
  await undoDecision(tomas, decisionId!);
  expect(await choices()).toEqual(of(gate));
});

it('a mail moved away from a lead goes back to the deal that the lead became', async () => {
  const { receives, as, mail, system } = await firm();
  const listeners = [mailsFollowLead, activitiesFollowLead];
  system.listeners = listeners;
  const eva = { ...(await as('Eva')), listeners };
  const lead = await createLead(eva, { name: 'Jana Malá', email: 'mala@neznama.example' });
  const { id } = await receives({ from: 'Jana <mala@neznama.example>' });
  const { decision } = await moveEmail(eva, id, railing, { thread: false });
  await convertLead(eva, lead.id, {
    company: { companyId: null, newCompany: { name: 'Neznámá s.r.o.' } },
    contact: { name: 'Jana Malá', email: 'mala@neznama.example', phone: null, position: null },
    deal: { kind: 'new', name: 'Zábradlí', value: null },
  });
  await undoDecision(eva, decision);
  const { dealId, contactId } = (await getLead(eva, lead.id)).became;
  expect(dealId).not.toBeNull();
  expect(await mail(id)).toMatchObject({ dealId, contactId });
  expect(await system.db('activities').where({ kind: 'email' }).pluck('deal_id')).toEqual([dealId]);
});

it('what a thread and the owner were told, and what was taken back, is told again when it is filed there again', async () => {
  const { receives, as, system, database } = await firm();
  const tomas = await as('Tomas');
  const { id } = await receives({ from: zuzana });
  const { decisionId } = await fileToDeal(tomas, id, railing);
  for (const [ts, view] of [
    ['1.1', newsView(railing)],
    ['2.2', ownNewsView(id)],
  ] as const)
    await transaction(system, (tx) =>
      rememberMessage(tx, { subject: { kind: 'email', id }, view, channel: 'C1', ts, personSlackId: null }),
    );
  await undoDecision(tomas, decisionId!);
  await database.writer('outbox').delete();
  await fileToDeal(tomas, id, railing);
  const queued: string[] = await system.db('outbox').pluck('kind');
  expect(queued).toEqual(expect.arrayContaining(['email.newsEdit', 'email.ownerNewsEdit']));
});

it('what the owner filed there is no news to whoever gets the deal later; what others filed there is', async () => {
  const { receives, as, system } = await firm();
  const told = async (id: EmailId) =>
    (await system.db('inbound_emails').where({ id }).pluck('told_at'))[0] !== null;
  const own = await receives({ from: zuzana, subject: 'Vrata' });
  await fileToDeal(await as('Tomas'), own.id, railing);
  expect(await told(own.id)).toBe(true);
  const others = await receives({ from: 'Iva <iva@nekdo.example>', subject: 'Plot' });
  await fileToDeal(await as('Anna'), others.id, railing);
  expect(await told(others.id)).toBe(false);
});
