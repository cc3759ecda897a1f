import { beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { sayAway } from '../../src/features/absences/service.ts';
import { changeLeadSettings } from '../../src/features/leads/rota.ts';
import {
  changeLead,
  createLead,
  findLeadByEmail,
  handLeadOver,
  listLeads,
  searchLeads,
} from '../../src/features/leads/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { CrmError, FieldErrors } from '../../src/lib/errors.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { type World, world } from '../support/context.ts';

let office: World;
let eva: Ctx;

beforeEach(async () => {
  office = await world();
  eva = await office.as('Eva');
});

const everything = { ownerId: null, state: 'all', class: null } as const;
const firstPage = { limit: 10, offset: 0 };

describe('a lead', () => {
  it('keeps all that was typed of it', async () => {
    const lead = await createLead(eva, {
      name: ' Jana  Malá ',
      email: 'Jana.Mala@Kovovyroba-H.example',
      phone: '601 000 456',
      companyName: 'Kovovýroba H, s.r.o.',
      ico: '000 000 27',
      source: 'fair',
      campaign: 'MSV Brno 2026',
      class: 'A',
      classReason: 'kupuje letos',
      nextStep: { text: 'zavolat', on: '2026-12-01' as PlainDate },
      note: 'zábradlí na halu',
    });
    expect(lead).toMatchObject({
      name: 'Jana Malá',
      email: 'jana.mala@kovovyroba-h.example',
      phone: '+420 601 000 456',
      ico: '00000027',
      domain: 'kovovyroba-h.example',
      source: 'fair',
      campaign: 'MSV Brno 2026',
      class: 'A',
      classReason: 'kupuje letos',
      state: 'new',
      note: 'zábradlí na halu',
    });
    expect(await findLeadByEmail(eva, 'JANA.MALA@kovovyroba-h.example')).toMatchObject({ id: lead.id });
  });

  it('names a person or a company', async () => {
    await expect(createLead(eva, { name: '  ' })).rejects.toMatchObject({
      errors: [{ code: 'required', field: 'name' }],
    } as Partial<FieldErrors>);
  });

  it('is not worked on twice: its e-mail address is taken, and whose it is is said', async () => {
    await createLead(eva, { name: 'Jana Malá', email: 'jana@kovo.example' });
    const oliver = await office.as('Oliver');
    await expect(createLead(oliver, { name: 'J. Malá', email: 'Jana@kovo.example' })).rejects.toMatchObject({
      errors: [{ code: 'lead.known', details: { name: 'Jana Malá', owner: 'Eva' }, field: 'email' }],
    });
  });

  it('has no domain of a free-mail address', async () => {
    expect((await createLead(eva, { email: 'jana.mala@seznam.cz' })).domain).toBeNull();
  });

  it('is being worked on once somebody changes it', async () => {
    const lead = await createLead(eva, { name: 'Jana Malá' });
    const changed = await changeLead(eva, lead.id, { class: 'B', classReason: 'až příští rok' });
    expect(changed).toMatchObject({ state: 'working', class: 'B', version: lead.version + 1 });
  });

  it('is found by any word of its names, its address, its IČO and its number', async () => {
    const lead = await createLead(eva, {
      name: 'Jana Malá',
      companyName: 'Kovovýroba H',
      email: 'jana@kovo.example',
      ico: '00000027',
    });
    for (const typed of ['mala', 'kovovyroba', 'jana@ko', '0000002', `L-${lead.id}`])
      expect((await searchLeads(eva, typed, 5)).map(({ id }) => id)).toEqual([lead.id]);
  });

  it('of mine comes first in a list of all', async () => {
    const oliver = await office.as('Oliver');
    await createLead(oliver, { name: 'Petr Dlouhý' });
    await createLead(eva, { name: 'Jana Malá' });
    await createLead(oliver, { name: 'Karel Krátký' });
    const { id } = await office.person('Eva');
    const { leads, total } = await listLeads(eva, everything, firstPage, id);
    expect(leads.map(({ name }) => name)).toEqual(['Jana Malá', 'Karel Krátký', 'Petr Dlouhý']);
    expect(total).toBe(3);
  });
});

describe('leads in turn', () => {
  const namesFor = async (count: number) => {
    const people = new Map<number, string>();
    for (const name of ['Oliver', 'Zuzana', 'Tomáš']) people.set((await office.person(name)).id, name);
    const owners: (string | undefined)[] = [];
    for (let index = 0; index < count; index += 1)
      owners.push(people.get((await createLead(eva, { name: `Zájemce ${index}`, ownerId: 'next' })).ownerId));
    return owners;
  };
  const choose = async (...names: string[]) => {
    const slackIds = await Promise.all(names.map(async (name) => (await office.person(name)).slackId));
    await changeLeadSettings(office.system, { slackIds, days: 3 });
  };

  it('go to one after another of those whom the sales lead chose', async () => {
    await choose('Oliver', 'Zuzana', 'Tomáš');
    expect(await namesFor(4)).toEqual(['Oliver', 'Zuzana', 'Tomáš', 'Oliver']);
  });

  it('skip who is away and who left', async () => {
    await choose('Oliver', 'Zuzana', 'Tomáš');
    await sayAway(await office.as('Oliver'), '2099-12-31' as PlainDate, null);
    const tomas = await office.person('Tomáš');
    await transaction(office.system, (tx) =>
      tx.db('people').where({ id: tomas.id }).update({ deactivated_at: tx.time.now() }),
    );
    expect(await namesFor(2)).toEqual(['Zuzana', 'Zuzana']);
  });

  it('cannot be given when nobody takes turns', async () => {
    await expect(createLead(eva, { name: 'Jana Malá', ownerId: 'next' })).rejects.toMatchObject({
      code: 'lead.rotaEmpty',
    } as Partial<CrmError>);
  });

  it('are arranged by a sales lead, not by anybody', async () => {
    await expect(changeLeadSettings(eva, { slackIds: [], days: 3 })).rejects.toMatchObject({
      code: 'lead.salesLeadOnly',
    });
    await expect(changeLeadSettings(office.system, { slackIds: [], days: 0 })).rejects.toMatchObject({
      code: 'lead.days',
    });
  });

  it('can be handed on to the next', async () => {
    await choose('Oliver', 'Zuzana');
    const lead = await createLead(eva, { name: 'Jana Malá' });
    const { ownerId } = await handLeadOver(eva, lead.id, 'next');
    expect(ownerId).toBe((await office.person('Oliver')).id);
  });
});
