/** What waits for a colleague who is ill and said nothing: sales leads and admins work it off, as far as they see it. */
import { expect, it } from 'vitest';
import { asPerson, type Person } from '../../src/access/people.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import { readMailPage } from '../../src/features/email/command.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { fileToDeal, ignoreEmail } from '../../src/features/email/service.ts';
import { listHeaps } from '../../src/features/email/triage/heaps.ts';
import { listSenders, sortSeveral } from '../../src/features/email/triage/several.ts';
import { readWaiting } from '../../src/features/email/triage/triage.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { queriesDuring, wholeReads } from '../support/queries.ts';
import { office } from './office.ts';

/** Oliver has three of Jan's on one card, one of which may belong to a restricted deal, and one of Iva's, which may too. */
async function oliverIsIll() {
  const firm = await office();
  const [oliver, lenka, zuzana] = await Promise.all(
    ['Oliver', 'Lenka', 'Zuzana'].map((name) => firm.person(name)),
  );
  if (!oliver || !lenka || !zuzana) throw new Error('nobody is there');
  const admin = await firm.as('Adam', { isAdmin: true });
  const { writer } = firm.database;
  await writer('people').where({ id: lenka.id }).update({ is_sales_lead: true });
  const ids: EmailId[] = [];
  for (const from of [
    'Jan <jan@onde.example>',
    'Jan <jan@onde.example>',
    'Jan <jan@onde.example>',
    'Iva <iva@jinde.example>',
  ])
    ids.push(await firm.receives({ from, subject: `Dotaz ${ids.length}` }));
  const [card, hidden, open, smlouva] = ids as [EmailId, EmailId, EmailId, EmailId];
  const waits = { status: 'triage', triage_person_id: oliver.id, triage_lead_id: null, considered: '[]' };
  await writer('inbound_emails').whereIn('id', ids).update(waits);
  await writer('inbound_emails').whereIn('id', [hidden, open]).update({ triage_lead_id: card });
  await writer('inbound_emails').whereIn('id', [hidden, smlouva]).update({ considered: '[42]' });
  await writer('deals').where({ id: 42 }).update({ restricted: true });
  const as = (person: Person) => asPerson(firm.system, person);
  return { ...firm, oliver, lenkas: as(lenka), zuzanas: as(zuzana), admin, card, hidden, open, smlouva };
}

const pageFor = async (ctx: Ctx) =>
  ctx.actor.kind === 'person' ? JSON.stringify(await readMailPage(ctx, ctx.actor.id, 0, readerOf(ctx))) : '';

it('an admin lists all of it, a sales lead what may belong to no deal that is hidden from them, and nobody else any', async () => {
  const { oliver, lenkas, zuzanas, admin, card, smlouva } = await oliverIsIll();
  const { id } = oliver;
  expect(await listHeaps(admin)).toEqual([{ whose: id, name: 'Oliver', mails: 4 }]);
  const all = await readWaiting(admin, id, 0);
  expect(all).toMatchObject({ total: 4, cards: 2, joined: new Map([[card, 2]]) });
  expect(all.mails.map((mail) => mail.id)).toEqual([smlouva, card]);
  expect(await pageFor(admin)).toContain('Oliver: 4');

  expect(await listHeaps(lenkas)).toEqual([{ whose: id, name: 'Oliver', mails: 2 }]);
  const seen = await readWaiting(lenkas, id, 0);
  expect(seen).toMatchObject({ total: 2, cards: 1, joined: new Map([[card, 1]]) });
  expect(seen.mails.map((mail) => mail.id)).toEqual([card]);
  expect(await pageFor(lenkas)).toContain('Oliver: 2');

  expect(await listHeaps(zuzanas)).toEqual([]);
  expect(await pageFor(zuzanas)).not.toMatch(/Oliver|koleg/);
  const refused = { code: 'mail.salesLeadOnly' };
  await expect(readWaiting(zuzanas, id, 0)).rejects.toMatchObject(refused);
  await expect(listSenders(zuzanas, id)).rejects.toMatchObject(refused);
  const several = { patterns: ['jan@onde.example'], what: 'ignore' as const, about: null, whose: id };
  await expect(sortSeveral(zuzanas, several)).rejects.toMatchObject(refused);
});

it('a mail that a sales lead sees is listed for them, though the one on whose card it waits is hidden from them', async () => {
  const { oliver, lenkas, database, card, hidden, open, smlouva } = await oliverIsIll();
  const { writer } = database;
  await writer('inbound_emails').where({ id: card }).update({ considered: '[42]' });
  await writer('inbound_emails').whereIn('id', [hidden, smlouva]).update({ considered: '[]' });
  const seen = await readWaiting(lenkas, oliver.id, 0);
  expect(seen).toMatchObject({ total: 3, cards: 3, joined: new Map() });
  expect(seen.mails.map(({ id }) => id)).toEqual([smlouva, open, hidden]);
});

it('what is worked off for him is gone from his list, several at once too, and what is hidden stays', async () => {
  const { oliver, lenkas, admin, system, card, hidden, open, smlouva } = await oliverIsIll();
  const his = asPerson(system, oliver);
  expect(await listSenders(lenkas, oliver.id)).toMatchObject({
    groups: [{ pattern: 'jan@onde.example', mails: 2 }],
    others: 0,
  });
  const several = { patterns: ['jan@onde.example'], what: 'ignore' as const, about: null, whose: oliver.id };
  expect(await sortSeveral(lenkas, several)).toMatchObject({ mails: 2, left: 0 });
  const states = Object.fromEntries(
    (await system.db('inbound_emails').select('id', 'status')).map((row) => [row.id, row.status]),
  );
  expect([card, open, hidden, smlouva].map((id) => states[id])).toEqual([
    'ignored',
    'ignored',
    'triage',
    'triage',
  ]);
  expect(await listHeaps(lenkas)).toEqual([]);
  await ignoreEmail(admin, smlouva, 'mail');
  expect(await listHeaps(admin)).toMatchObject([{ mails: 1 }]);
  expect((await readWaiting(his, oliver.id, 0)).mails.map(({ id }) => id)).toEqual([hidden]);
});

it.each([
  ['puts a card to a deal', 'logged', (ctx: Ctx, card: EmailId) => fileToDeal(ctx, card, 51 as DealId)],
  ['ignores all of a card', 'ignored', (ctx: Ctx, card: EmailId) => ignoreEmail(ctx, card, 'all')],
] as const)(
  'a sales lead who %s takes what they see of it; he is asked about the rest, of which nothing is said',
  async (_, status, takes) => {
    const { oliver, lenkas, system, card, hidden, open } = await oliverIsIll();
    await takes(lenkas, card);
    const mails = new Map((await system.db('inbound_emails')).map((row) => [row.id, row]));
    expect([card, open, hidden].map((id) => mails.get(id)?.status)).toEqual([status, status, 'triage']);
    expect(mails.get(hidden)).toMatchObject({ triage_person_id: oliver.id, triage_lead_id: null });
    expect((await getEmailCard(lenkas, card)).decision).toMatchObject({ mails: 2 });
  },
);

it('what is sorted in his place is told once, with what waits for the one who does', async () => {
  const { oliver, admin, database } = await oliverIsIll();
  const me = admin.actor.kind === 'person' ? admin.actor.id : 0;
  await database
    .writer('people')
    .where({ id: oliver.id })
    .update({ stand_in_id: me, away_until: '2099-01-01' });
  expect(await listHeaps(admin)).toEqual([]);
  expect((await readWaiting(admin, oliver.id, 0)).total).toBe(0);
});

it('mails that were given to nobody, as there was no sales lead, have a list of their own', async () => {
  const { lenkas, admin, database, smlouva, card } = await oliverIsIll();
  const { writer } = database;
  await writer('inbound_emails').update({ triage_person_id: null, triage_lead_id: null });
  expect(await listHeaps(admin)).toEqual([{ whose: 'nobody', name: null, mails: 4 }]);
  expect((await readWaiting(admin, 'nobody', 0)).mails[0]?.id).toBe(smlouva);
  expect(await listHeaps(lenkas)).toMatchObject([{ mails: 2 }]);
  expect((await readWaiting(lenkas, 'nobody', 0)).mails.map(({ id }) => id)).toContain(card);
  expect(await pageFor(admin)).toContain('Nikomu nepřidělené: 4');
});

it('thousands of mails are counted and not read, and those that wait no more are not looked at', async () => {
  const { system, database, oliver, lenkas, admin, smlouva } = await oliverIsIll();
  const { id: _, ...row } = (await system.db('inbound_emails').where({ id: smlouva }).first())!;
  const many = Array.from({ length: 2000 }, (_, at) => ({
    ...row,
    uid: 1000 + at,
    status: at % 2 ? 'triage' : 'logged',
    considered: at % 4 === 1 ? '[42]' : '[]',
  }));
  for (let from = 0; from < many.length; from += 400)
    await database.writer('inbound_emails').insert(many.slice(from, from + 400) as never);
  for (const [ctx, mails] of [
    [lenkas, 502],
    [admin, 1004],
  ] as const) {
    const queries = await queriesDuring(database, async () => {
      expect(await listHeaps(ctx)).toMatchObject([{ mails }]);
      const page = await readWaiting(ctx, oliver.id, 10);
      expect(page).toMatchObject({ total: mails });
      expect(page.mails).toHaveLength(10);
    });
    const ofMails = queries.filter(({ sql }) => sql.includes('inbound_emails'));
    expect(ofMails.length).toBeLessThan(14);
    expect(ofMails.filter(({ sql }) => !/ count\(| limit /.test(sql))).toEqual([]);
    expect(await wholeReads(database, queries, ['inbound_emails'])).toEqual([]);
  }
});
