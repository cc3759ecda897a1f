import { expect, it } from 'vitest';
import { asPerson } from '../../src/access/people.ts';
import { sayAway } from '../../src/features/absences/service.ts';
import { triageCard } from '../../src/features/email/effects.ts';
import { emailLeftBehind, emailOnHome } from '../../src/features/email/part.ts';
import { countTriage, listTriageOf } from '../../src/features/email/service.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { queriesDuring } from '../support/queries.ts';
import { office } from './office.ts';

it('a mail that may belong to a deal hidden from the stand-in is put to the colleague who is away, any other to the stand-in', async () => {
  const firm = await office();
  const [eva, tomas, nora] = await Promise.all(['Eva', 'Tomas', 'Nora'].map((name) => firm.person(name)));
  if (!eva || !tomas || !nora) throw new Error('nobody is there');
  const hidden = await firm.receives({ from: 'Iva <iva@jinde.example>', subject: 'Smlouva' });
  const open = await firm.receives({ from: 'Jan <jan@onde.example>', subject: 'Poptávka' });
  const { writer } = firm.database;
  await writer('deals').where({ id: 42 }).update({ restricted: true });
  const waits = { status: 'triage', triage_person_id: eva.id, triage_lead_id: null, considered: '[]' };
  await writer('inbound_emails').whereIn('id', [hidden, open]).update(waits);
  await writer('inbound_emails').where({ id: hidden }).update({ considered: '[42]' });
  await sayAway(asPerson(firm.system, eva), '2027-03-19' as PlainDate, nora.id);

  const toldOf = async (emailId: number) => {
    const delivery = await triageCard.deliver(
      firm.system,
      { emailId, personId: eva.id } as never,
      {} as Effect,
    );
    return delivery.do === 'post' ? delivery.to : delivery;
  };
  expect(await toldOf(hidden)).toEqual({ person: eva.id });
  expect(await toldOf(open)).toEqual({ person: nora.id });

  const noras = asPerson(firm.system, nora);
  expect((await listTriageOf(noras, nora.id, 10)).map(({ id }) => id)).toEqual([open]);
  expect((await countTriage(noras, nora.id)).mine).toBe(1);
  expect((await countTriage(noras, tomas.id)).mine).toBe(0);
  const seen = { kind: 'email.sorted', subject: { kind: 'email', id: hidden } };
  expect(await emailOnHome.touched?.(firm.system, seen as never)).toEqual([eva.id]);
});

/** Oliver owned a restricted deal and left; Lenka is the sales lead, Adam and Ada are admins. */
async function afterOliver() {
  const firm = await office();
  const oliver = await firm.person('Oliver');
  const lenka = await firm.person('Lenka');
  const admins = [await firm.as('Adam', { isAdmin: true }), await firm.as('Ada', { isAdmin: true })];
  const { writer } = firm.database;
  await writer('people').where({ id: lenka.id }).update({ is_sales_lead: true });
  await writer('people').where({ id: oliver.id }).update({ deactivated_at: firm.time.now() });
  await writer('deals').where({ id: 42 }).update({ restricted: true });
  const hidden = await firm.receives({ from: 'Iva <iva@jinde.example>', subject: 'Smlouva' });
  const open = await firm.receives({ from: 'Jan <jan@onde.example>', subject: 'Poptávka' });
  const waits = { status: 'triage', triage_person_id: oliver.id, triage_lead_id: null };
  await writer('inbound_emails')
    .where({ id: hidden })
    .update({ ...waits, considered: '[42]' });
  await writer('inbound_emails')
    .where({ id: open })
    .update({ ...waits, considered: '[]' });
  return { firm, oliver, lenka, admins, hidden, open };
}

it('a mail of somebody who left that no sales lead may see waits for the admins, and nobody else hears of it', async () => {
  const { firm, oliver, lenka, admins, hidden, open } = await afterOliver();
  const idOf = (ctx: Ctx) => (ctx.actor as { id: PersonId }).id;
  for (const admin of admins) {
    expect((await listTriageOf(admin, idOf(admin), 10)).map(({ id }) => id)).toEqual([hidden]);
    expect((await countTriage(admin, idOf(admin))).mine).toBe(1);
    const home = await emailOnHome.read(admin, idOf(admin));
    expect(JSON.stringify(home?.(readerOf(admin)))).toContain('Smlouva');
  }
  const lenkas = asPerson(firm.system, lenka);
  expect((await listTriageOf(lenkas, lenka.id, 10)).map(({ id }) => id)).toEqual([open]);
  expect((await countTriage(lenkas, lenka.id)).mine).toBe(1);
  const saidTo = async (ctx: Ctx) =>
    (await emailLeftBehind.waiting(ctx, oliver.id))?.(readerOf(ctx)).line.replace(/\u00a0/g, ' ');
  expect(await saidTo(lenkas)).toContain('1 e-mail');
  expect(await saidTo(admins[0] as Ctx)).toContain('2 e-maily');

  const delivery = await triageCard.deliver(
    firm.system,
    { emailId: hidden, personId: oliver.id } as never,
    {} as Effect,
  );
  expect(delivery).toMatchObject({ do: 'post', to: { person: idOf(admins[1] as Ctx) } });
  const seen = { kind: 'email.sorted', subject: { kind: 'email', id: hidden } };
  const touched = (await emailOnHome.touched?.(firm.system, seen as never)) ?? [];
  expect(touched.toSorted()).toEqual(admins.map(idOf).toSorted());
});

it('thousands of mails of somebody who left are counted, not read', async () => {
  const { firm, lenka, hidden } = await afterOliver();
  const { id: _, ...row } = (await firm.system.db('inbound_emails').where({ id: hidden }).first())!;
  const many = Array.from({ length: 2000 }, (_, at) => ({
    ...row,
    uid: 1000 + at,
    considered: at % 4 === 0 ? '[42]' : at % 4 === 1 ? null : '[]',
  }));
  for (let from = 0; from < many.length; from += 400)
    await firm.database.writer('inbound_emails').insert(many.slice(from, from + 400) as never);
  const lenkas = asPerson(firm.system, lenka);
  const queries = await queriesDuring(firm.database, async () => {
    expect((await countTriage(lenkas, lenka.id)).mine).toBe(1501);
  });
  const ofMails = queries.filter(({ sql }) => sql.includes('inbound_emails'));
  expect(ofMails.length).toBeGreaterThan(0);
  expect(ofMails.filter(({ sql }) => !/ count\(/.test(sql))).toEqual([]);
  expect(await listTriageOf(lenkas, lenka.id, 10)).toHaveLength(10);
});
