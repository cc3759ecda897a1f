/** A mail about which two are asked: one answers it on its card, the other has its card or the form of a deal before them. */
import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { createDeal, getDeal } from '../../src/features/deals/service.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { fileToContact, fileToDeal, undoDecision } from '../../src/features/email/service.ts';
import { mailsFollowLead, takeMailAlong } from '../../src/features/email/slack.ts';
import { lookAtWaiting } from '../../src/features/email/triage/look-again.ts';
import { mailsBegin } from '../../src/features/email/triage/settled.ts';
import { convertLead } from '../../src/features/leads/converting.ts';
import { createLead } from '../../src/features/leads/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { firm } from './firm.ts';

const nobody = { companyId: null, newCompany: null };

/** What the form keeps that is opened from the card as it is now. */
async function opened(ctx: Ctx, emailId: EmailId) {
  return (await mailsBegin.card(ctx, { emailId }, 'deal'))?.origin ?? null;
}

it('says where a colleague put the mail meanwhile, and saved once more leaves it there', async () => {
  const { system, receives, mail, as } = await firm();
  system.listeners = [takeMailAlong];
  const waiting = await receives({ from: 'Gita Malá <gita@haly.example>', subject: 'Hala v Lužici' });
  const [eva, tomas] = [await as('Eva'), await as('Tomas')];
  const origin = await opened(tomas, waiting.id);
  await fileToContact(eva, waiting.id, { name: 'Gita Malá', phone: null }, nobody);

  const saving = createDeal(tomas, { name: 'Hala' }, { origin });
  const told = { at: { kind: 'contact', name: 'Gita Malá' }, by: 'Eva' };
  await expect(saving).rejects.toMatchObject({ code: 'mail.filedMeanwhile', details: told });
  expect(await system.db('deals').where({ name: 'Hala' })).toEqual([]);
  await createDeal(tomas, { name: 'Hala' });
  expect(await mail(waiting.id)).toMatchObject({
    status: 'logged',
    dealId: null,
    decisionId: expect.any(Number),
  });
  // Begun from what Eva decided, it is theirs to take along.
  const { id } = await createDeal(tomas, { name: 'Sklad' }, { origin: await opened(tomas, waiting.id) });
  expect(await mail(waiting.id)).toMatchObject({ dealId: id });
});

it('names nobody for what they did themselves, and nothing of a deal that is hidden', async () => {
  const { system, receives, as, database } = await firm();
  system.listeners = [takeMailAlong];
  const waiting = await receives({ from: 'Gita Malá <gita@haly.example>', subject: 'Hala v Lužici' });
  const [eva, tomas] = [await as('Eva'), await as('Tomas')];
  const [hers, his] = [await opened(eva, waiting.id), await opened(tomas, waiting.id)];
  await fileToDeal(eva, waiting.id, 42 as DealId);
  await database.writer('deals').where({ id: 42 }).update({ restricted: true });
  const refusal = (at: unknown) => ({ code: 'mail.filedMeanwhile', details: { at, by: null } });
  const at = { kind: 'deal', name: 'D-42' };
  await expect(createDeal(eva, { name: 'Hala' }, { origin: hers })).rejects.toMatchObject(refusal(at));
  await expect(createDeal(tomas, { name: 'Hala' }, { origin: his })).rejects.toMatchObject(refusal(null));
});

it('takes along what went to its sender by itself meanwhile, and names whom the form did not offer', async () => {
  const { system, receives, mail, as } = await firm();
  system.listeners = [takeMailAlong, mailsFollowLead];
  const waiting = await receives({ from: 'Gita Malá <gita@haly.example>', subject: 'Hala v Lužici' });
  const tomas = await as('Tomas');
  const origin = await opened(tomas, waiting.id);
  // Somebody knows her as a lead; the rules put her mail there, and she becomes a contact.
  const gita = { name: 'Gita Malá', email: 'gita@haly.example' };
  const lead = await createLead(tomas, { ...gita, source: 'fair' });
  await transaction(system, (tx) => lookAtWaiting(tx, { kind: 'emails', ids: [waiting.id] }));
  const { became } = await convertLead(tomas, lead.id, {
    company: nobody,
    contact: { ...gita, phone: null, position: null },
    deal: { kind: 'none' },
  });
  expect(await mail(waiting.id)).toMatchObject({ status: 'logged', decisionId: expect.any(Number) });

  const { id } = await createDeal(tomas, { name: 'Hala' }, { origin });
  const moved = await mail(waiting.id);
  expect(moved).toMatchObject({ dealId: id, contactId: became.contactId });
  const people = async (deal: DealId) => (await getDeal(tomas, deal)).contacts.map((one) => one.contactId);
  expect(await people(id)).toEqual([became.contactId]);
  await undoDecision(tomas, moved.decisionId!);
  expect(await people(id)).toEqual([]);
});

it('does not name again who was a contact when the form was opened, and was taken out of it', async () => {
  const { system, receives, mail, as } = await firm();
  system.listeners = [takeMailAlong];
  const tomas = await as('Tomas');
  const jan = { name: 'Jan Nový', phone: null };
  const first = await receives({ from: 'Jan Nový <jan@nova.example>', subject: 'Katalog' });
  await fileToContact(tomas, first.id, jan, nobody);
  const next = await receives({ from: 'Jan Nový <jan@nova.example>', subject: 'Poptávka' });
  expect(next).toMatchObject({ status: 'logged', dealId: null, contactId: expect.any(Number) });

  const { id } = await createDeal(tomas, { name: 'Schody' }, { origin: await opened(tomas, next.id) });
  expect(await mail(next.id)).toMatchObject({ dealId: id });
  expect((await getDeal(tomas, id)).contacts).toEqual([]);
});

it('says on each one’s card whether it was they who answered', async () => {
  const { receives, as } = await firm();
  const { id } = await receives({ from: 'Gita Malá <gita@haly.example>', subject: 'Hala v Lužici' });
  const [eva, tomas] = [await as('Eva'), await as('Tomas')];
  await fileToDeal(eva, id, 50 as DealId);
  expect((await getEmailCard(eva, id)).decider).toMatchObject({ isReader: true });
  expect((await getEmailCard(tomas, id)).decider).toMatchObject({ name: 'Eva', isReader: false });
});
