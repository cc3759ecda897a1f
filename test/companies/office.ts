import { onTestFinished } from 'vitest';
import { createRegisters } from '../../src/features/registers/port.ts';
import { createSecrets } from '../../src/lib/secrets.ts';
import { startRegisters } from '../../src/sandbox/registers.ts';
import { world } from '../support/context.ts';

/** Eva and Zuzana, with ARES on this machine behind them. */
export async function office() {
  const registers = await startRegisters();
  const here = await world({ ports: { secrets: createSecrets('klic-firmy-ktery-ma-dost-znaku-na-konci') } });
  const port = createRegisters({ ...registers.urls, time: here.time });
  onTestFinished(async () => {
    await port.stop();
    await registers.stop();
  });
  const withRegisters = async (name: string) => {
    const ctx = await here.as(name);
    return { ...ctx, ports: { ...ctx.ports, registers: port } };
  };
  return {
    eva: await withRegisters('Eva'),
    zuzana: await withRegisters('Zuzana'),
    time: here.time,
    registers,
    asked: () => registers.asked,
  };
}
