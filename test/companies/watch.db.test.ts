import { describe, expect, it } from 'vitest';
import { changePerson } from '../../src/access/people.ts';
import { transaction } from '../../src/db/transaction.ts';
import { onEvent } from '../../src/events/watchers.ts';
import { askCompanyCard } from '../../src/features/companies/card.ts';
import { compareWithRegister, keepFromRegister } from '../../src/features/companies/register-service.ts';
import { changeCompany, createTypedCompany, getCompany } from '../../src/features/companies/service.ts';
import { watchCompanies } from '../../src/features/companies/watch.ts';
import { changesHeld, heldElsewhere, registerChanged } from '../../src/features/companies/watch-effects.ts';
import { answerHeld } from '../../src/features/companies/watch-service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { decideInsolvency } from '../../src/features/registers/isir-service.ts';
import { Ico } from '../../src/features/registers/model.ts';
import type { Ctx, EventListener } from '../../src/lib/context.ts';
import type { CompanyId } from '../../src/lib/ids.ts';
import type { Instant, Time } from '../../src/lib/time.ts';
import type { Delivery } from '../../src/outbox/effects.ts';
import { rememberMessage } from '../../src/outbox/messages.ts';
import { world } from '../support/context.ts';
import { fakeRegisters } from './fake-registers.ts';

const bridges = '00000019';
const steel = '00000027';
const invented = (n: number) => String(n).padStart(8, '0');

/** A firm whose companies all have an open deal, so that each night asks about each. */
async function watching(icos: string[], listeners: EventListener[] = []) {
  const at = await world({ now: '2027-03-08T00:00:00.000Z', listeners });
  const registers = fakeRegisters(at.time);
  const withPort = (ctx: Ctx): Ctx => ({ ...ctx, ports: { ...ctx.ports, registers: registers.port } });
  const [eva, lenka, adam] = [
    await at.as('Eva'),
    await at.as('Lenka'),
    await at.as('Adam', { isAdmin: true }),
  ];
  await transaction(at.system, async (tx) =>
    changePerson(tx, (await at.person('Lenka')).id, { is_sales_lead: true }),
  );
  const ids: CompanyId[] = [];
  for (const ico of icos) {
    registers.says(ico, {});
    const looked = await keepFromRegister(withPort(eva), Ico.parse(ico), 'ares');
    if (looked.kind !== 'own') throw new Error(`no company ${ico}`);
    ids.push(looked.company.id);
    await createDeal(eva, { name: `Lávka ${ico}`, companyId: looked.company.id });
  }
  const mortal: Time = {
    now() {
      if (registers.isDead()) throw new Error('killed');
      return at.time.now();
    },
  };
  const system = { ...withPort(at.system), time: mortal };
  return {
    ...at,
    eva: withPort(eva),
    lenka,
    adam: withPort(adam),
    system,
    registers,
    ids,
    /** the night of March so many, until all of it is done */
    async night(day: number, clock = '01:00') {
      at.time.set(`2027-03-${String(day).padStart(2, '0')}T${clock}:00.000Z` as Instant);
      for (let run = 0; run < 5; run += 1) await watchCompanies(system);
    },
    /** what waits to be said, to whom and when */
    async queued() {
      const rows = await at.database
        .reader('outbox')
        .whereIn('kind', ['companies.changed', 'companies.held'])
        .whereNull('dropped_at')
        .orderBy('id');
      const people = new Map(
        (await at.database.reader('people').select('id', 'name')).map((one) => [one.id, one.name]),
      );
      return rows.map((row) => {
        const payload = JSON.parse(row.payload) as { personId: number };
        return { kind: row.kind, to: people.get(payload.personId), at: row.run_at, payload };
      });
    },
    async says(one: { kind: string; payload: unknown }): Promise<string> {
      const handler = one.kind === 'companies.held' ? changesHeld : registerChanged;
      const delivery: Delivery = await handler.deliver(system, one.payload as never, {} as never);
      return (
        delivery.do === 'post' ? JSON.stringify(delivery.blocks) : `dropped: ${JSON.stringify(delivery)}`
      ).replace(/\u00a0/g, ' ');
    },
  };
}

describe('the watch over registers', () => {
  it('tells the owner of a change that two nights agree on, once, in the morning, and takes it over', async () => {
    const firm = await watching([bridges, steel]);
    await firm.night(9);
    firm.registers.says(bridges, { office: 'Nová 5, 602 00 Brno', executives: ['Jana Malá'] });
    await firm.night(10);
    expect(await firm.queued()).toEqual([]);
    expect((await getCompany(firm.eva, firm.ids[0]!)).officeLine).toContain('Příční');
    await firm.night(11);
    const [news, ...others] = await firm.queued();
    expect(others).toEqual([]);
    expect(news).toMatchObject({ to: 'Eva', at: '2027-03-11T07:00:00.000Z' });
    const said = await firm.says(news!);
    expect(said).toContain('*Sídlo:* Příční 118/7a, 602 00 Brno → Nová 5, 602 00 Brno');
    expect(said).toContain('nově: Jana Malá · už ne: Petr Říha');
    expect(await getCompany(firm.eva, firm.ids[0]!)).toMatchObject({
      officeLine: 'Nová 5, 602 00 Brno',
      executives: [{ name: 'Jana Malá' }],
    });
    await firm.night(12);
    await firm.night(13);
    expect(await firm.queued()).toHaveLength(1);
  });

  it('says nothing of what is gone again the next night, nor of a register that is down or knows them no more', async () => {
    const firm = await watching([bridges, steel]);
    await firm.night(9);
    firm.registers.says(bridges, { name: 'Omyl, a.s.' });
    firm.registers.forgets(steel);
    await firm.night(10);
    firm.registers.says(bridges, { name: `Firma ${bridges}` });
    await firm.night(11);
    firm.registers.goesDown(true);
    await firm.night(12);
    firm.registers.goesDown(false);
    await firm.night(13);
    await firm.night(14);
    expect(await firm.queued()).toEqual([]);
    expect((await getCompany(firm.eva, firm.ids[1]!)).dissolvedOn).toBe(null);
  });

  it('does not replace what a person typed: the card asks', async () => {
    const firm = await watching([bridges]);
    await changeCompany(firm.eva, firm.ids[0]!, { name: 'Mostaři' });
    await firm.night(9);
    firm.registers.says(bridges, { name: 'Mosty Morava, a.s.' });
    await firm.night(10);
    await firm.night(11);
    expect((await getCompany(firm.eva, firm.ids[0]!)).name).toBe('Mostaři');
    const said = await firm.says((await firm.queued())[0]!);
    expect(said).toContain('V ARES je to jinak. Název: Mostaři → Mosty Morava, a.s.');
    expect(said).toContain('companies.keepOurs');
  });

  it('an insolvency that a second answer decides is told that morning, to the sales lead too', async () => {
    const firm = await watching([bridges]);
    await firm.night(9);
    firm.registers.says(bridges, { cases: ['41 INS 1175/2027'], vat: 'none' });
    await firm.night(10);
    expect(await firm.queued()).toEqual([]);
    firm.time.set('2027-03-10T02:10:00.000Z' as Instant);
    await decideInsolvency(firm.system);
    await firm.night(10, '05:40');
    const news = await firm.queued();
    expect(news.map(({ to, at }) => [to, at])).toEqual([
      ['Eva', '2027-03-10T07:00:00.000Z'],
      ['Lenka', '2027-03-10T07:00:00.000Z'],
    ]);
    expect(await firm.says(news[0]!)).toContain('🚨 Insolvenční řízení: 41 INS 1175/2027');
    await firm.night(10, '06:40');
    await firm.night(11);
    expect((await firm.queued()).map(({ to }) => to)).toEqual(['Eva', 'Lenka', 'Eva']);
  });

  it('holds a night in which more than a tenth changed, and asks an admin instead', async () => {
    const icos = Array.from({ length: 12 }, (_, n) => invented(100 + n));
    const firm = await watching(icos);
    await firm.night(9);
    for (const ico of icos.slice(0, 7)) firm.registers.says(ico, { office: 'Nikde 1, 000 00 Nic' });
    await firm.night(10);
    await firm.night(11);
    const held = await firm.queued();
    expect(held.map(({ kind, to }) => [kind, to])).toEqual([['companies.held', 'Adam']]);
    expect(await firm.says(held[0]!)).toContain('změnily údaje u 7 firem z 12');
    expect(await firm.says(held[0]!)).toContain(
      `• Firma ${icos[0]}: *Sídlo:* Příční 118/7a, 602 00 Brno → Nikde 1, 000 00 Nic`,
    );
    expect((await getCompany(firm.eva, firm.ids[0]!)).officeLine).toContain('Příční');
    await firm.night(12);
    expect(await firm.queued()).toHaveLength(1);
    await expect(answerHeld(firm.eva, '2027-03-11', 'told')).rejects.toMatchObject({ code: 'admin.only' });
    for (const [slackId, ts] of [
      ['UADAM', '1.1'],
      ['UBARBORA', '2.2'],
    ] as const)
      await transaction(firm.adam, (tx) =>
        rememberMessage(tx, {
          subject: { kind: 'workspace', id: 0 },
          view: 'companies.held:2027-03-11',
          channel: `D${slackId}`,
          ts,
          personSlackId: slackId,
        }),
      );
    expect(await answerHeld(firm.adam, '2027-03-11', 'told')).toBe(true);
    expect(await answerHeld(firm.adam, '2027-03-11', 'dropped')).toBe(false);
    const elsewhere = await firm.database.reader('outbox').where({ kind: 'companies.heldElsewhere' });
    expect(elsewhere.map(({ payload }) => JSON.parse(payload).slackId)).toEqual(['UBARBORA']);
    const barbora = await firm.as('Barbora', { isAdmin: true });
    const edit = { channel: 'DUBARBORA', ts: '2.2', slackId: 'UBARBORA' };
    const edited = await heldElsewhere.deliver(barbora, edit as never, {} as never);
    expect(JSON.stringify(edited)).toContain('jiný správce');
    expect((await firm.queued()).filter(({ kind }) => kind === 'companies.changed')).toHaveLength(7);
  });

  it('an insolvency and an unreliable payer are told in a night that is held, and nothing else of them', async () => {
    const icos = Array.from({ length: 10 }, (_, n) => invented(100 + n));
    const firm = await watching(icos);
    await firm.night(9);
    for (const ico of icos.slice(0, 2)) firm.registers.says(ico, { office: 'Nikde 1, 000 00 Nic' });
    firm.registers.says(icos[0]!, { unreliableSince: '2027-03-01' });
    firm.registers.says(icos[1]!, { cases: ['41 INS 1175/2027'] });
    await firm.night(10);
    await firm.night(11);
    const news = await firm.queued();
    expect(news.map(({ kind, to }) => [kind, to])).toEqual([
      ['companies.held', 'Adam'],
      ['companies.changed', 'Eva'],
      ['companies.changed', 'Eva'],
      ['companies.changed', 'Lenka'],
    ]);
    expect(await firm.says(news[0]!)).not.toMatch(/Nespolehlivý|Insolvenční/);
    expect(await firm.says(news[1]!)).toContain('⚠️ Nespolehlivý plátce DPH od 1. 3. 2027');
    expect(await firm.says(news[2]!)).toContain('🚨 Insolvenční řízení: 41 INS 1175/2027');
    expect((await getCompany(firm.eva, firm.ids[0]!)).officeLine).toContain('Příční');
  });

  it('what an admin lets be is told when the registers go on saying it of fewer', async () => {
    const icos = Array.from({ length: 10 }, (_, n) => invented(100 + n));
    const firm = await watching(icos);
    await firm.night(9);
    for (const ico of icos.slice(0, 2)) firm.registers.says(ico, { office: 'Nová 5, 602 00 Brno' });
    await firm.night(10);
    await firm.night(11);
    expect(await answerHeld(firm.adam, '2027-03-11', 'dropped')).toBe(true);
    firm.registers.says(icos[1]!, { office: 'Příční 118/7a, 602 00 Brno' });
    await firm.night(12);
    await firm.night(13);
    const news = (await firm.queued()).filter(({ kind }) => kind === 'companies.changed');
    expect(news.map(({ payload }) => (payload as { companyId?: number }).companyId)).toEqual([firm.ids[0]]);
    expect((await getCompany(firm.eva, firm.ids[0]!)).officeLine).toBe('Nová 5, 602 00 Brno');
  });

  it('holds nothing of fewer than ten companies: a tenth of them is one', async () => {
    const icos = Array.from({ length: 9 }, (_, n) => invented(100 + n));
    const firm = await watching(icos);
    await firm.night(9);
    for (const ico of icos.slice(0, 6)) firm.registers.says(ico, { office: 'Nová 5, 602 00 Brno' });
    await firm.night(10);
    await firm.night(11);
    expect(new Set((await firm.queued()).map(({ kind }) => kind))).toEqual(new Set(['companies.changed']));
  });

  it('a process killed while asking, and one killed while telling, lose nothing and say nothing twice', async () => {
    let dies = true;
    const killed = onEvent('company.watched', async () => {
      if (dies) throw new Error('killed');
    });
    const others = [35, 43, 51, 60].map(invented);
    const firm = await watching([bridges, steel, ...others], [killed]);
    dies = false;
    await firm.night(9);
    for (const ico of [bridges, steel]) firm.registers.says(ico, { executives: ['Jana Malá'] });
    await firm.night(10);
    firm.registers.diesAt(invented(60));
    await expect(firm.night(11)).rejects.toThrow('killed');
    const asked = firm.registers.asked.length;
    firm.registers.diesAt(null);
    dies = true;
    await expect(firm.night(11, '01:10')).rejects.toThrow('killed');
    expect(firm.registers.asked.slice(asked).sort()).toEqual([invented(60)]);
    expect(await firm.queued()).toEqual([]);
    dies = false;
    await firm.night(11, '01:20');
    await firm.night(11, '01:30');
    expect((await firm.queued()).map(({ to }) => to)).toEqual(['Eva', 'Eva']);
  });

  it('bad news that nobody has read on a card yet is told after the first two nights, what was read is not', async () => {
    const firm = await watching([bridges, steel]);
    for (const ico of [bridges, steel]) firm.registers.says(ico, { unreliableSince: '2026-03-02' });
    await askCompanyCard(firm.eva, await getCompany(firm.eva, firm.ids[0]!));
    await firm.night(9);
    await firm.night(10);
    const news = await firm.queued();
    expect(news.map(({ payload }) => (payload as { companyId?: number }).companyId)).toEqual([firm.ids[1]]);
    expect(await firm.says(news[0]!)).toContain('⚠️ Nespolehlivý plátce DPH od 2. 3. 2026');
  });

  it('tells of one that somebody looks up every day, and of two branches with one IČO once', async () => {
    const firm = await watching([bridges]);
    const { company: branch } = await createTypedCompany(
      firm.eva,
      { name: 'Mosty, závod Ostrava', ico: bridges },
      'person',
      { besides: firm.ids },
    );
    firm.time.set('2027-03-09T15:00:00.000Z' as Instant);
    await firm.night(10);
    firm.registers.says(bridges, { office: 'Nová 5, 602 00 Brno' });
    for (const day of [10, 11, 12]) {
      firm.time.set(`2027-03-${day}T15:00:00.000Z` as Instant);
      for (const id of [...firm.ids, branch.id]) await compareWithRegister(firm.eva, id);
      await firm.night(day + 1);
    }
    const news = await firm.queued();
    expect(news.map(({ to }) => to)).toEqual(['Eva']);
    expect(await firm.says(news[0]!)).toContain('→ Nová 5, 602 00 Brno');
  });

  it('asks about a company without a deal once a week, and about nobody twice in a night', async () => {
    const firm = await watching([bridges]);
    firm.registers.says(steel, {});
    await keepFromRegister(firm.eva, Ico.parse(steel), 'ares');
    const before = firm.registers.asked.length;
    for (let day = 9; day < 16; day += 1) await firm.night(day);
    const asked = firm.registers.asked.slice(before);
    expect(asked.filter((ico) => ico === bridges)).toHaveLength(7);
    expect(asked.filter((ico) => ico === steel)).toHaveLength(1);
  });
});
