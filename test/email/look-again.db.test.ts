/** A sender becomes known while their mail waits: the question says what is true now, or the rules answer it. */
import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { createContacts, readNewContact } from '../../src/features/contacts/bulk-service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { changeDeal, createDeal } from '../../src/features/deals/service.ts';
import { stopLogging } from '../../src/features/email/privacy/never-log-service.ts';
import { fileToDeal, splitCard, undoDecision } from '../../src/features/email/service.ts';
import { lookAgain } from '../../src/features/email/triage/look-again.ts';
import { lookAgainListeners } from '../../src/features/email/triage/look-again-queue.ts';
import type { ContactId, DealId } from '../../src/lib/ids.ts';
import { queriesDuring } from '../support/queries.ts';
import { firm } from './firm.ts';

const bridge = 42 as DealId;
const jana = 'Jana Nová <jana@nova.example>';
const janaNova = { name: 'Jana Nová', email: 'jana@nova.example' };
const petrMaly = { name: 'Petr Malý', email: 'petr@maly.example' };

async function office(mailbox: object = {}) {
  const made = await firm(mailbox);
  const { as, system } = made;
  const listeners = [...(system.listeners ?? []), ...lookAgainListeners];
  system.listeners = listeners;
  return {
    ...made,
    at: async (name: string) => ({ ...(await as(name)), listeners }),
    async looksAgain() {
      for (const { payload } of await system.db('outbox').where({ kind: 'email.lookAgain' }))
        await lookAgain.deliver(system, JSON.parse(payload) as never, {} as never);
      await made.database.writer('outbox').where({ kind: 'email.lookAgain' }).delete();
    },
  };
}

it('whose contact is put to a deal has their waiting mail there; taken back it waits, and nobody decides it again', async () => {
  const { receives, at, looksAgain, mail } = await office();
  const eva = await at('Eva');
  const first = await receives({ from: jana, subject: 'Lávka' });
  const second = await receives({ from: jana, subject: 'Ještě lávka' });
  expect(second.leadId).toBe(first.id);
  const { id } = await createContact(eva, janaNova);
  await changeDeal(eva, bridge, { contacts: [{ contactId: id, role: null }] });
  await looksAgain();
  const there = { status: 'logged', dealId: bridge, reason: { code: 'contactsOnlyDeal' } };
  expect([await mail(first.id), await mail(second.id)]).toMatchObject([there, there]);
  const { decisionId } = await mail(first.id);
  expect((await mail(second.id)).decisionId).toBe(decisionId);
  await undoDecision(eva, decisionId!);
  await looksAgain();
  expect(await mail(first.id)).toMatchObject({
    status: 'triage',
    contactId: id,
    considered: [bridge],
    reason: { code: 'contactsOnlyDeal' },
  });
});

it('what a person wanted asked about apart is not decided, but its card knows the deal made of the other', async () => {
  const { receives, at, looksAgain, mail, system } = await office();
  const eva = await at('Eva');
  const first = await receives({ from: jana, subject: 'Zábradlí' });
  const second = await receives({ from: jana, subject: 'Reklamace' });
  await splitCard(eva, first.id);
  const deal = await createDeal(eva, { name: 'Zábradlí k domu' });
  await fileToDeal(eva, first.id, deal.id, { sender: { name: 'Jana Nová', phone: null } });
  await looksAgain();
  const contactId = (await mail(first.id)).contactId as ContactId;
  expect(await mail(second.id)).toMatchObject({
    status: 'triage',
    contactId,
    considered: [deal.id],
    reason: { code: 'contactsOnlyDeal', details: { deal: deal.id } },
  });
  expect(await system.db('events').where({ kind: 'email.seenAnew', subject_id: second.id })).toHaveLength(1);
});

it('who only claims to be the new contact is not let in, and of two open deals a person chooses', async () => {
  const { receives, at, looksAgain, mail } = await office({
    trust: 'auth-results',
    authservId: 'mx.firma.example',
  });
  const eva = await at('Eva');
  const tagged = { from: jana, to: 'crm+d42@firma.example' };
  const forged = await receives(tagged);
  const own = await receives({ ...tagged, verified: true, subject: 'Termín' });
  const other = await receives({ from: 'Ota <ota@ota.example>', verified: true });
  const contact = await createContact(eva, janaNova);
  await changeDeal(eva, bridge, { contacts: [{ contactId: contact.id, role: null }] });
  const ota = await createContact(eva, { name: 'Ota', email: 'ota@ota.example' });
  for (const name of ['Plot', 'Brána']) {
    const { id } = await createDeal(eva, { name });
    await changeDeal(eva, id, { contacts: [{ contactId: ota.id, role: null }] });
  }
  await looksAgain();
  expect(await mail(forged.id)).toMatchObject({ status: 'triage', senderDoubt: 'noResults' });
  expect(await mail(own.id)).toMatchObject({ status: 'logged', dealId: bridge });
  expect((await mail(other.id)).status).toBe('triage');
});

it('of two who wrote in one conversation each is put where they belong now', async () => {
  const { receives, at, looksAgain, mail } = await office();
  const eva = await at('Eva');
  const asks = await receives({ from: jana, subject: 'Lávka', id: '<lavka@nova.example>' });
  const petr = {
    from: 'Petr Malý <petr@maly.example>',
    subject: 'Re: Lávka',
    answers: '<lavka@nova.example>',
  };
  const answers = await receives(petr);
  const contacts = [await createContact(eva, janaNova), await createContact(eva, petrMaly)];
  await looksAgain();
  await changeDeal(eva, bridge, { contacts: contacts.map(({ id }) => ({ contactId: id, role: null })) });
  await looksAgain();
  const there = { status: 'logged', dealId: bridge };
  expect([await mail(asks.id), await mail(answers.id)]).toMatchObject([there, there]);
});

it('what somebody keeps off since goes on waiting', async () => {
  const { receives, at, looksAgain, mail } = await office();
  const eva = await at('Eva');
  const { id } = await receives({ from: jana, subject: 'Výsledky' });
  await stopLogging(eva, { kind: 'address', pattern: 'jana@nova.example', whose: 'mine' });
  const contact = await createContact(eva, janaNova);
  await changeDeal(eva, bridge, { contacts: [{ contactId: contact.id, role: null }] });
  await looksAgain();
  expect(await mail(id)).toMatchObject({ status: 'triage', considered: [bridge] });
});

it('whoever was asked about a mail does not learn of a restricted deal by it', async () => {
  const { receives, at, looksAgain, mail } = await office();
  const eva = await at('Eva');
  const before = await receives({ from: jana, subject: 'Převzetí' });
  const contact = await createContact(eva, janaNova);
  const deal = await createDeal(eva, { name: 'Převzetí firmy', restricted: true });
  await changeDeal(eva, deal.id, { contacts: [{ contactId: contact.id, role: null }] });
  await looksAgain();
  expect(await mail(before.id)).toMatchObject({ status: 'triage', considered: [] });
});

it('of a list of people that is brought in, all are asked about at once, and who wrote before is found among them', async () => {
  const { receives, at, looksAgain, mail, database } = await office();
  const eva = await at('Eva');
  const { id } = await receives({ from: jana, subject: 'Katalog' });
  const list = [...Array(40).keys()].map((no) => ({ name: `Host ${no}`, email: `host${no}@hotel.example` }));
  const people = [...list, janaNova].map((one) => readNewContact(eva, one));
  const asked = await queriesDuring(database, () => transaction(eva, (tx) => createContacts(tx, people)));
  expect(asked.filter(({ sql }) => sql.includes('inbound_emails'))).toHaveLength(1);
  await looksAgain();
  expect(await mail(id)).toMatchObject({ contactId: expect.any(Number), reason: { code: 'noOpenDeal' } });
});

it('what the version before queued, one by one, is looked at too', async () => {
  const { receives, at, mail, system, database } = await office();
  const eva = await at('Eva');
  const { id } = await receives({ from: jana, subject: 'Lávka' });
  const contact = await createContact(eva, janaNova);
  await changeDeal(eva, bridge, { contacts: [{ contactId: contact.id, role: null }] });
  await database.writer('outbox').where({ kind: 'email.lookAgain' }).delete();
  await lookAgain.deliver(system, { kind: 'contact', id: contact.id } as never, {} as never);
  expect(await mail(id)).toMatchObject({ status: 'logged', dealId: bridge });
});
