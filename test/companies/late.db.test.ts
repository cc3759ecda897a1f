import { beforeEach, describe, expect, it } from 'vitest';
import { companyCommand } from '../../src/features/companies/command.ts';
import { askLate, hasLateWord, isOnItsWay, lookUpLate } from '../../src/features/companies/late.ts';
import { askOfficial } from '../../src/features/companies/official.ts';
import { keepFromRegister, lookUpCompany } from '../../src/features/companies/register-service.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { Message } from '../../src/slack/blocks.ts';
import type { CommandRequest } from '../../src/slack/requests.ts';
import { office } from './office.ts';

const bridges = Ico.parse('00000019');
const both = '00000132';

/** Holds the answers of every register back until it is let go. */
function held(eva: Ctx) {
  const { registers } = eva.ports;
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const behind = <T extends object>(client: T): T =>
    new Proxy(client, {
      get: (target, name) => {
        const ask = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
        return (...args: unknown[]) => gate.then(() => ask.apply(target, args));
      },
    });
  const { ares, rpo, crpdph, isir } = registers;
  const slow = { ares: behind(ares), rpo: behind(rpo), crpdph: behind(crpdph), isir: behind(isir) };
  const ctx: Ctx = { ...eva, ports: { ...eva.ports, registers: { ...registers, ...slow } } };
  return { ctx, letGo: () => letGo() };
}

describe('an answer that comes late', () => {
  let here: Awaited<ReturnType<typeof office>>;
  beforeEach(async () => {
    here = await office();
  });

  it('is waited for without asking again, and then it is there', async () => {
    const { ctx, letGo } = held(here.eva);
    const soon = await lookUpCompany(ctx, bridges, undefined, { timeoutMs: 20 });
    expect(isOnItsWay(soon)).toBe(true);
    const late = lookUpLate(ctx, bridges, 5000);
    letGo();
    expect(await late).toMatchObject({ kind: 'register', record: { name: 'Mostní stavby Brno, a.s.' } });
    expect(here.registers.asked).toEqual(['GET 00000019']);
  });

  it('of the other country is missed on the card, and asks which one is meant when it comes', async () => {
    const { ctx, letGo } = held(here.eva);
    const [own, rpo] = [here.eva.ports.registers, ctx.ports.registers.rpo];
    const soon = { ...ctx, ports: { ...ctx.ports, registers: { ...own, rpo } } };
    const said: string[] = [];
    const say = async (message: Message | string) => {
      said.push(JSON.stringify(message));
      if (said.length === 1) letGo();
    };
    await companyCommand({ ctx: soon, reader: readerOf(ctx), text: both, say } as never);
    expect(said[0]).toContain('Stejné IČO může mít i slovenská firma.');
    expect(said[1]).toContain(both);
    expect(said[1]).toContain('RPO');
  });

  it('of the VAT and insolvency registers completes the card', async () => {
    const kept = await keepFromRegister(here.eva, bridges);
    const { company } = kept as typeof kept & { kind: 'own' };
    const { ctx, letGo } = held(here.eva);
    const soon = await askOfficial(ctx, company, { timeoutMs: 20 });
    expect(hasLateWord(soon)).toBe(true);
    const late = askLate(ctx, company, 5000);
    letGo();
    expect(await late).toMatchObject({ vat: { kind: 'answered' }, insolvency: { kind: 'answered' } });
  });

  it('to a name is a list said when it comes', async () => {
    const { ctx, letGo } = held(here.eva);
    const said: (Message | string)[] = [];
    const request = {
      ctx,
      reader: readerOf(ctx),
      text: 'mostni stavby',
      say: async (message: Message | string) => {
        said.push(message);
        letGo();
      },
    };
    await companyCommand(request as unknown as CommandRequest, 20);
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('Až odpoví');
    expect(JSON.stringify(said[1])).toContain('Mostní stavby Brno');
  });

  it('is nothing to wait for when the register said no, or refuses us', async () => {
    const unknown = await lookUpCompany(here.eva, Ico.parse('00000205'));
    expect(isOnItsWay(unknown)).toBe(false);
    here.registers.weather('html');
    expect(isOnItsWay(await lookUpCompany(here.eva, bridges))).toBe(false);
  });

  it('does not repeat a card that was complete', async () => {
    await keepFromRegister(here.eva, bridges);
    const said: (Message | string)[] = [];
    const request = {
      ctx: here.eva,
      reader: readerOf(here.eva),
      text: '00000019',
      say: async (message: Message | string) => void said.push(message),
    };
    await companyCommand(request as unknown as CommandRequest);
    expect(said).toHaveLength(1);
  });
});
