import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { keepCompany } from '../../src/features/companies/service.ts';
import { declareReachable, noteBounce } from '../../src/features/contacts/reach-service.ts';
import {
  changeContact,
  createContact,
  findContactByEmail,
  getContact,
  listContactsOf,
  searchContacts,
} from '../../src/features/contacts/service.ts';
import { FieldErrors } from '../../src/lib/errors.ts';
import { world } from '../support/context.ts';

describe('the shared register of contacts', () => {
  it('writes a phone so that it can be dialled from abroad, and an address in lower case', async () => {
    const { as } = await world();
    const petr = await createContact(await as('Eva'), {
      name: ' Petr  Říha ',
      email: 'Riha@Mosty-Brno.Example',
      phone: '601000123',
    });
    expect(petr).toMatchObject({
      name: 'Petr Říha',
      email: 'riha@mosty-brno.example',
      phone: '+420 601 000 123',
    });
  });

  it('knows a person by the e-mail address instead of making a second one', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const bridges = await keepCompany(eva, { name: 'Mostní stavby Brno, a.s.' });
    const first = await createContact(eva, { name: 'Petr Říha', email: 'riha@mosty-brno.example' });
    const again = await createContact(await as('Tomáš'), {
      name: 'P. Říha',
      email: 'RIHA@mosty-brno.example',
      companyId: bridges.id,
    });
    expect(again.id).toBe(first.id);
    expect(again.companyId).toBe(bridges.id);
  });

  it('refuses an address that is none and an empty name, both at their fields', async () => {
    const { as } = await world();
    const creating = createContact(await as('Eva'), { name: ' ', email: 'riha at mosty' });
    const error = await creating.catch((caught) => caught);
    expect(error).toBeInstanceOf(FieldErrors);
    expect((error as FieldErrors).errors.map((one) => one.field)).toEqual(['name', 'email']);
  });

  it('finds people by the start of any word without diacritics, those of the company first', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const bridges = await keepCompany(eva, { name: 'Mostní stavby Brno, a.s.' });
    await createContact(eva, { name: 'Adam Říha' });
    await createContact(eva, { name: 'Petr Říha', companyId: bridges.id });
    const found = await searchContacts(eva, 'riha', 10, bridges.id);
    expect(found.map((contact) => contact.name)).toEqual(['Petr Říha', 'Adam Říha']);
    expect(await searchContacts(eva, '100%', 10)).toEqual([]);
    expect((await listContactsOf(eva, bridges.id)).map((contact) => contact.name)).toEqual(['Petr Říha']);
  });

  it('keeps what was there when one field changes', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const jana = await createContact(eva, { name: 'Jana Malá', email: 'mala@mosty-brno.example' });
    await changeContact(eva, jana.id, { position: 'nákup' });
    expect(await findContactByEmail(eva, 'Mala@mosty-brno.example')).toMatchObject({
      name: 'Jana Malá',
      position: 'nákup',
    });
  });

  it('sets titles apart from the name, and keeps them when the name alone is corrected', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const petr = await createContact(eva, { name: 'Ing. Petr Říha, Ph.D.' });
    expect(petr).toMatchObject({ name: 'Petr Říha', titleBefore: 'Ing.', titleAfter: 'Ph.D.' });
    expect(await changeContact(eva, petr.id, { name: 'Petr Říha ml.' })).toMatchObject({
      name: 'Petr Říha ml.',
      titleBefore: 'Ing.',
    });
    const error = await createContact(eva, { name: 'Ing., Ph.D.' }).catch((caught) => caught);
    expect(error.errors).toMatchObject([{ code: 'contact.onlyTitle', field: 'name' }]);
  });
});

describe('how a contact is reached', () => {
  const petr = {
    name: 'Petr Říha',
    emails: ['riha@mosty-brno.example', 'Petr.Riha@Mosty.example'],
    phones: [
      { typed: '0905 123 456', kind: null },
      { typed: '542 123 456', kind: null },
      { typed: 'linka 12', kind: 'office' as const },
    ],
  };

  it('by several addresses and phones, the main one first; what cannot be read stays as it was typed', async () => {
    const eva = await (await world()).as('Eva');
    const contact = await createContact(eva, petr);
    expect(contact).toMatchObject({
      email: 'riha@mosty-brno.example',
      phone: '+421 905 123 456',
      emails: [{ address: 'riha@mosty-brno.example' }, { address: 'petr.riha@mosty.example' }],
      phones: [
        { number: '+421905123456', kind: 'mobile' },
        { number: '+420542123456', kind: 'office' },
        { number: null, typed: 'linka 12', kind: 'office' },
      ],
    });
    expect((await findContactByEmail(eva, 'petr.riha@mosty.example'))?.id).toBe(contact.id);
    const changed = await changeContact(eva, contact.id, { phone: '601 000 123' });
    expect(changed.phones.map(({ number }) => number)).toEqual(['+420601000123', '+420542123456', null]);
  });

  it('one address belongs to one contact, also when two colleagues write it down at once', async () => {
    const { as } = await world();
    const [eva, tomas] = [await as('Eva'), await as('Tomáš')];
    const [one, other] = await Promise.all([createContact(eva, petr), createContact(tomas, petr)]);
    expect(one.id).toBe(other.id);
    const jana = await createContact(eva, { name: 'Jana Malá' });
    const taking = changeContact(eva, jana.id, { emails: ['mala@mosty.example', 'PETR.riha@mosty.example'] });
    const error = await taking.catch((caught) => caught);
    expect(error.errors).toMatchObject([{ code: 'contact.emailTaken', field: 'emails' }]);
  });

  it('each address remembers by itself that mail to it came back', async () => {
    const { as, system, time } = await world();
    const contact = await createContact(await as('Eva'), petr);
    const bounce = { at: time.now(), why: 'noSuchAddress' as const, status: '5.1.1' };
    await transaction(system, (tx) => noteBounce(tx, 'petr.riha@mosty.example', bounce));
    expect(await getContact(system, contact.id)).toMatchObject({
      bounce: null,
      emails: [{ bounce: null }, { bounce }],
    });
    const swapped = await changeContact(system, contact.id, {
      emails: ['petr.riha@mosty.example', 'riha@mosty-brno.example'],
    });
    expect(swapped.bounce).toEqual(bounce);
    expect((await declareReachable(system, contact.id)).bounce).toBeNull();
  });

  it('is found by words in any order, by any address, and by any number however it is written', async () => {
    const eva = await (await world()).as('Eva');
    await createContact(eva, petr);
    await createContact(eva, { name: 'Petr Malý', phone: '601 000 999' });
    for (const typed of [
      ...['říha petr', 'pet rih', 'petr.riha@', 'riha@mosty-b', '0905 123 456', '+421 905 123 456'],
      ...['00421905123456', '905 123', '123 456', '(542) 123-456'],
    ])
      expect([typed, (await searchContacts(eva, typed, 5)).map(({ name }) => name)]).toEqual([
        typed,
        ['Petr Říha'],
      ]);
    expect(await searchContacts(eva, 'petr novák', 5)).toEqual([]);
  });
});
