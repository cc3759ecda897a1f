import { expect, it, onTestFinished } from 'vitest';
import type { Driver } from '../../src/sandbox/protocol.ts';
import { startRegisters } from '../../src/sandbox/registers.ts';
import { story } from '../support/story.ts';

const answerTo = (who: Driver) =>
  who
    .reads(who.lastEphemeral()!)
    .replace(/\u00a0/g, ' ')
    .replace(/\u2060/g, '');

async function officeWithRegisters() {
  const registers = await startRegisters();
  onTestFinished(() => registers.stop());
  return { ...(await story({ env: registers.env })), registers };
}

/** Eva makes a company of the register ours, and reads its card. */
async function keeps(eva: Driver, ico: string): Promise<string> {
  await eva.command('/company', ico);
  await eva.click(eva.lastEphemeral()!, 'Založit');
  return answerTo(eva);
}

it('the card of a company says whether it pays VAT, with the source and its age', async () => {
  const { eva, slack, registers } = await officeWithRegisters();
  const card = await keeps(eva, '00000019');
  expect(card).toContain('plátce DPH · nespolehlivý plátce: ne · zveřejněné účty: 2');
  expect(card).toContain('registr plátců DPH, teď');
  expect(card).toContain('k tomuto IČO žádné insolvenční řízení');
  await eva.command('/company', '00000019');
  await eva.command('/company', '00000019');
  expect(registers.askedOthers.filter((asked) => /CRPDPH|ISIR/.test(asked)).sort()).toEqual([
    'CRPDPH 1',
    'ISIR 00000019',
  ]);
  expect(slack.troubles).toEqual([]);
});

it('an unreliable payer is warned of right under its name', async () => {
  const { eva } = await officeWithRegisters();
  const card = await keeps(eva, '00000027');
  expect(card).toMatch(/Kovovýroba H, s\.r\.o\.\s+⚠️ Nespolehlivý plátce DPH od 2\. 3\. 2026/);
});

it('insolvency is news first, and decided by a second answer an hour later', async () => {
  const { eva, passes } = await officeWithRegisters();
  expect(await keeps(eva, '00000175')).toContain(
    '⚠️ Insolvenční rejstřík uvádí probíhající řízení 41 INS 1175/2026',
  );
  await passes({ hours: 1, minutes: 1 });
  await eva.command('/company', '00000175');
  expect(answerTo(eva)).toContain('🚨 V insolvenci: 41 INS 1175/2026, KONKURS');
});

it('registers that are down are said to be down, and nothing is made of it', async () => {
  const { eva, registers } = await officeWithRegisters();
  await eva.command('/company', '00000027');
  registers.weather('html');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  const card = answerTo(eva);
  expect(card).toContain('registr plátců DPH: neodpovídá, takže to nevíme');
  expect(card).toContain('insolvenční rejstřík: neodpovídá, takže to nevíme');
  expect(card).not.toMatch(/není plátce|žádné insolvenční/);
});
