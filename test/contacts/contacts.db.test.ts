import { describe, expect, it } from 'vitest';
import { keepCompany } from '../../src/features/companies/service.ts';
import {
  changeContact,
  createContact,
  findContactByEmail,
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
});
