import { describe, expect, it } from 'vitest';
import { logActivity } from '../../src/features/activities/service.ts';
import { keepCompany } from '../../src/features/companies/service.ts';
import { findAlike } from '../../src/features/contacts/alike.ts';
import { readContactCard } from '../../src/features/contacts/card.ts';
import { addressAs, approachAgain, keepAway } from '../../src/features/contacts/manners-service.ts';
import { changeContact, createContact, listEmployments } from '../../src/features/contacts/service.ts';
import { keepCards, readCards } from '../../src/features/contacts/vcard/service.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

async function office() {
  const it = await world();
  const eva = await it.as('Eva');
  const bridges = await keepCompany(eva, { name: 'Mostní stavby Brno, a.s.' });
  const ironworks = await keepCompany(eva, { name: 'Kovovýroba H, s.r.o.' });
  const petr = await createContact(eva, { name: 'Petr Říha', companyId: bridges.id, position: 'ředitel' });
  return { ...it, eva, bridges, ironworks, petr };
}

describe('where somebody works', () => {
  it('keeps the old company when they change it, with what they were there and what was logged', async () => {
    const { eva, time, petr, ironworks } = await office();
    const call = await logActivity(eva, { kind: 'call', contactIds: [petr.id], companyId: petr.companyId });
    time.advance(40 * 24 * 3_600_000);
    const since = '2027-04-01' as PlainDate;
    await changeContact(eva, petr.id, { companyId: ironworks.id, position: 'jednatel', since });
    expect(await listEmployments(eva, petr.id)).toMatchObject([
      { companyName: 'Kovovýroba H, s.r.o.', from: since, until: null, isCurrent: true },
      { companyName: 'Mostní stavby Brno, a.s.', position: 'ředitel', until: since, isCurrent: false },
    ]);
    expect(call.contactIds).toEqual([petr.id]);
  });

  it('mends what was written down wrongly today without a trace of a job they never had', async () => {
    const { eva, petr, ironworks } = await office();
    await changeContact(eva, petr.id, { companyId: ironworks.id });
    expect(await listEmployments(eva, petr.id)).toMatchObject([{ companyName: 'Kovovýroba H, s.r.o.' }]);
    await changeContact(eva, petr.id, { companyId: null });
    expect(await listEmployments(eva, petr.id)).toEqual([]);
  });
});

describe('how somebody is approached', () => {
  it('not at all, from the day they said so, until they say otherwise', async () => {
    const { eva, petr } = await office();
    const asked = { since: '2027-03-01' as PlainDate, source: ' e-mail ', saidBy: 'Petr Říha' };
    expect((await keepAway(eva, petr.id, asked)).doNotApproach).toEqual({ ...asked, source: 'e-mail' });
    const tomorrow = keepAway(eva, petr.id, { ...asked, since: '2027-03-09' as PlainDate });
    await expect(tomorrow).rejects.toMatchObject({ errors: [{ code: 'date.future', field: 'since' }] });
    expect((await approachAgain(eva, petr.id)).doNotApproach).toBeNull();
  });

  it('by each colleague in their own way: formally, unless they said otherwise themselves', async () => {
    const { as, person, eva, petr } = await office();
    await addressAs(eva, petr.id, (await person('Eva')).id, true);
    expect(await readContactCard(eva, petr.id)).toMatchObject({ familiar: true, salutation: 'Ahoj Petře' });
    const tomas = await as('Tomáš');
    expect(await readContactCard(tomas, petr.id)).toMatchObject({ salutation: 'Vážený pane Řího' });
    await changeContact(eva, petr.id, { salutation: 'Vážený pane řediteli' });
    expect(await readContactCard(tomas, petr.id)).toMatchObject({ salutation: 'Vážený pane řediteli' });
  });
});

describe('who is here already', () => {
  it('is found by address, by a number in any form, and by the same name at the same company', async () => {
    const { eva, petr, bridges, ironworks } = await office();
    await changeContact(eva, petr.id, { emails: ['riha@mosty.example'], phone: '601 000 123' });
    const alike = (typed: object) => findAlike(eva, { name: 'Někdo Jiný', ...typed });
    expect(await alike({ emails: ['RIHA@mosty.example'] })).toMatchObject({ by: 'email' });
    expect(await alike({ phones: [{ typed: '+420601000123', kind: null }] })).toMatchObject({ by: 'phone' });
    expect(await alike({ name: 'Ing. Petr ŘÍHA', companyId: bridges.id })).toMatchObject({ by: 'name' });
    expect(await alike({ name: 'Petr Říha', companyId: ironworks.id })).toBeNull();
    expect(await findAlike(eva, { name: 'Petr Říha', companyId: bridges.id }, petr.id)).toBeNull();
  });

  it('is left as they are when a file of cards names them, and the others are made', async () => {
    const { eva, petr, bridges } = await office();
    await changeContact(eva, petr.id, { emails: ['riha@mosty.example'] });
    const card = (name: string, more: string) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nN:;;;;\r\n${more}\r\nEND:VCARD\r\n`;
    const file = Buffer.from(
      card('Petr Říha', 'EMAIL:riha@mosty.example') +
        card('Mgr. Jana Malá', 'ORG:Mostní stavby Brno\\, a.s.') +
        card('Ing.', 'TEL:601 000 999'),
    );
    const { cards, broken } = await readCards(eva, [file], file.byteLength);
    expect(cards.map(({ alike }) => alike?.contact.name ?? null)).toEqual(['Petr Říha', null]);
    expect(broken).toBe(1);
    expect(await keepCards(eva, cards)).toEqual({ created: 1, known: 1, failed: [] });
    const jana = await findAlike(eva, { name: 'Jana Malá', companyId: bridges.id });
    expect(jana?.contact).toMatchObject({ titleBefore: 'Mgr.', source: 'vizitka vCard, 8. 3. 2027' });
  });
});
