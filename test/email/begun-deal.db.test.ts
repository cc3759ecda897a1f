/** A mail about which two are asked: one answers it on its card, the other has its card or the form of a deal before them. */
import { expect, it } from 'vitest';
import { createDeal, getDeal } from '../../src/features/deals/service.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import { fileToContact, fileToDeal, undoDecision } from '../../src/features/email/service.ts';
import { takeMailAlong } from '../../src/features/email/slack.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { firm } from './firm.ts';

it('names whom a colleague made a contact meanwhile, and no more once it is taken back', async () => {
  const { system, receives, mail, as } = await firm();
  system.listeners = [takeMailAlong];
  const waiting = await receives({ from: 'Gita Malá <gita@haly.example>', subject: 'Hala v Lužici' });
  const [eva, tomas] = [await as('Eva'), await as('Tomas')];
  const gita = { name: 'Gita Malá', phone: null };
  await fileToContact(eva, waiting.id, gita, { companyId: null, newCompany: null });

  const { id } = await createDeal(tomas, { name: 'Hala' }, { origin: { emailId: waiting.id } });
  const moved = await mail(waiting.id);
  expect(moved).toMatchObject({ dealId: id, contactId: expect.any(Number) });
  const people = async (deal: DealId) => (await getDeal(tomas, deal)).contacts.map((one) => one.contactId);
  expect(await people(id)).toEqual([moved.contactId]);
  await undoDecision(tomas, moved.decisionId!);
  expect(await people(id)).toEqual([]);
});

it('does not name again who was a contact when the form was opened, and was taken out of it', async () => {
  const { system, receives, mail, as } = await firm();
  system.listeners = [takeMailAlong];
  const tomas = await as('Tomas');
  const jan = { name: 'Jan Nový', phone: null };
  const nobody = { companyId: null, newCompany: null };
  const first = await receives({ from: 'Jan Nový <jan@nova.example>', subject: 'Katalog' });
  await fileToContact(tomas, first.id, jan, nobody);
  const next = await receives({ from: 'Jan Nový <jan@nova.example>', subject: 'Poptávka' });
  expect(next).toMatchObject({ status: 'logged', dealId: null, contactId: expect.any(Number) });

  const { id } = await createDeal(tomas, { name: 'Schody' }, { origin: { emailId: next.id } });
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
