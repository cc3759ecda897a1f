import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { recordEvent } from '../../src/events/record.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { createLead } from '../../src/features/leads/service.ts';
import { continueErasures, eraseFor } from '../../src/features/privacy/erasing.ts';
import type { ErasureList } from '../../src/features/privacy/list-file.ts';
import type { PersonalDataPart } from '../../src/features/privacy/part.ts';
import { findPeople, gather } from '../../src/features/privacy/seeking.ts';
import type { Ctx, Ports } from '../../src/lib/context.ts';
import { personalData } from '../../src/personal-data.ts';
import { world } from '../support/context.ts';
import { freshStorage } from '../support/storage.ts';

/** A Slack with no channels, which can be away. */
function emptySlack() {
  const it = {
    isAway: false,
    auth: {
      test: async () => {
        if (it.isAway) throw Object.assign(new Error('away'), { code: 'slack_webapi_request_error' });
        return { ok: true, user_id: 'U0VIZITKA', url: 'https://firma.slack.com/' };
      },
    },
    users: { conversations: async () => ({ ok: true, channels: [] }) },
  };
  return it;
}

async function firm(more: PersonalDataPart[] = []) {
  const slack = emptySlack();
  let list: ErasureList | null = null;
  const erasureList = {
    read: async () => list,
    write: async (next: ErasureList) => {
      list = next;
    },
  };
  const { storage } = freshStorage();
  const ports = { storage, slack, erasureList, personalData: [...more, ...personalData] } as unknown as Ports;
  const { as, system, person } = await world({ ports });
  const adam = await as('Adam', { isAdmin: true });
  const kvido = await createContact(adam, {
    name: 'Kvido Hvozdenka',
    email: 'kvido@drevo-vir.example',
    phone: '+420 601 000 987',
  });
  return { adam, system, person, slack, kvido, list: () => list };
}

const stageOf = async (ctx: Ctx) => (await ctx.db('erasures').first('stage'))?.stage;

it('goes on where it was cut short, and counts each row once', async () => {
  let rows = 0;
  const cut: PersonalDataPart = {
    slice: 'cut',
    tables: {},
    own: [
      {
        table: 'events',
        kind: 'other',
        rows: (db) => db('events').where('kind', 'contact.called'),
        becomes() {
          rows += 1;
          if (rows === 120) throw new Error('the power went');
          return { details: '{"gone":true}' };
        },
      },
    ],
  };
  const { adam, system, kvido } = await firm([cut]);
  await transaction(adam, async (tx) => {
    for (let i = 0; i < 150; i += 1)
      await recordEvent(
        tx,
        'contact.called',
        { kind: 'contact', id: kvido.id },
        { i, to: 'Kvido Hvozdenka' },
      );
  });
  await eraseFor(adam, await gather(adam, { contact: kvido.id }));
  await expect(continueErasures(system)).rejects.toThrow('the power went');
  expect(await stageOf(system)).toBe('rows');
  await continueErasures(system);
  await continueErasures(system);
  expect(await stageOf(system)).toBe('done');
  const [{ counts, sought, look } = { counts: '', sought: 'x', look: '' }] = await system.db('erasures');
  expect(JSON.parse(counts)).toMatchObject({ other: 150, contacts: 1 });
  expect([sought, look]).toEqual([null, '{"files":0}']);
});

it('waits for a Slack that is away, with nothing left in the database meanwhile', async () => {
  const { adam, system, slack, kvido } = await firm();
  await eraseFor(adam, await gather(adam, { contact: kvido.id }));
  slack.isAway = true;
  await expect(continueErasures(system)).rejects.toThrow();
  expect(await stageOf(system)).toBe('slack');
  expect(await system.db('contact_phones').select('number')).toEqual([]);
  slack.isAway = false;
  await continueErasures(system);
  await continueErasures(system);
  expect(await stageOf(system)).toBe('done');
});

it('writes who it was beside the files before anything goes, and says nothing readable there', async () => {
  const { adam, system, slack, kvido, list } = await firm();
  await eraseFor(adam, await gather(adam, { contact: kvido.id }));
  slack.isAway = true;
  await expect(continueErasures(system)).rejects.toThrow();
  expect(list()?.erasures).toMatchObject([{ contacts: [kvido.id] }]);
  expect(JSON.stringify(list())).not.toMatch(/kvido|hvozdenka|601000987/i);
});

it('leaves to others an address that is theirs too', async () => {
  const { adam, system, kvido } = await firm();
  const reception = '+420 601 000 100';
  await adam.database.writer('contact_phones').insert({
    contact_id: kvido.id,
    number: '+420601000100',
    typed: reception,
    kind: 'office',
    place: 1,
  });
  const petr = await createContact(adam, { name: 'Petr Říha', phone: reception });
  const { sought, shared } = await gather(adam, { contact: kvido.id });
  expect([sought.phones, shared]).toEqual([['+420601000987'], 1]);
  await eraseFor(adam, { sought, shared, isColleague: false });
  await continueErasures(system);
  await continueErasures(system);
  expect(await system.db('contact_phones').pluck('contact_id')).toEqual([petr.id]);
});

it('finds a person by address, by phone in any writing, and by a word of the name', async () => {
  const { adam, kvido } = await firm();
  for (const typed of ['kvido@drevo-vir.example', '601 000 987', '<tel:+420601000987|601000987>', 'hvozd'])
    expect((await findPeople(adam, typed)).map(({ contact }) => contact)).toEqual([kvido.id]);
});

it('finds a lead of whom nothing but the phone is known', async () => {
  const { adam } = await firm();
  await createLead(adam, { phone: '601 000 222', companyName: 'Truhlárna' });
  expect(await findPeople(adam, '601 000 222')).toMatchObject([{ phone: '+420601000222' }]);
  await createLead(adam, { name: 'Ludvík Kvasnica', phone: '601 000 333' });
  expect(await findPeople(adam, '601000333')).toMatchObject([{ name: 'Ludvík Kvasnica' }]);
});

it('finds who only wrote to us by a name with diacritics', async () => {
  const { adam, system } = await firm();
  await adam.database.writer('inbound_emails').insert({
    mailbox: 'crm',
    folder: 'INBOX',
    uid_validity: '1',
    uid: 1,
    size: 1,
    server_at: system.time.now(),
    received_at: system.time.now(),
    status: 'logged',
    from_address: 'zoe@nabytek.example',
    from_name: 'Zoe Šťáralová',
  });
  expect(await findPeople(adam, 'šťár')).toEqual([
    { contact: null, name: 'Zoe Šťáralová', email: 'zoe@nabytek.example', phone: null },
  ]);
});

it('does not erase a colleague', async () => {
  const { adam, person } = await firm();
  await person('Eva');
  const gathered = await gather(adam, { email: 'eva@firma.example' });
  await expect(eraseFor(adam, gathered)).rejects.toMatchObject({ code: 'privacy.colleague' });
});
