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
  const { eva, slack, registers, passes } = await officeWithRegisters();
  const card = await keeps(eva, '00000019');
  expect(card).toContain('plátce DPH · nespolehlivý plátce: ne · zveřejněné účty: 2');
  expect(card).toContain('registr plátců DPH, teď');
  expect(card).not.toContain('žádné insolvenční řízení');
  await eva.command('/company', '00000019');
  await eva.command('/company', '00000019');
  expect(registers.askedOthers.filter((asked) => /CRPDPH|ISIR/.test(asked)).sort()).toEqual([
    'CRPDPH 1',
    'ISIR 00000019',
  ]);
  await passes({ hours: 1, minutes: 1 });
  await eva.command('/company', '00000019');
  expect(answerTo(eva)).toContain('k tomuto IČO žádné insolvenční řízení');
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

it('a case of insolvency is a link to its file at the court', async () => {
  const { eva } = await officeWithRegisters();
  await keeps(eva, '00000175');
  const [first] = (eva.lastEphemeral() as { blocks?: unknown[] }).blocks ?? [];
  expect(JSON.stringify(first)).toContain(
    '<https://isir.justice.cz/isir/ueu/evidence_upadcu_detail.do?id=00000175|41 INS 1175/2026>',
  );
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

it('/company account says whether an account is published, in whichever form it is written', async () => {
  const { eva, slack } = await officeWithRegisters();
  const asks = async (text: string) => {
    await eva.command('/company', text);
    return answerTo(eva);
  };
  expect(await asks('účet 00000019')).toContain('19-2000145399/0800, od 9. 4. 2013');
  expect(await asks('účet 00000019 000019-2000145399/0800')).toContain('je zveřejněný od 9. 4. 2013');
  expect(await asks('účet 00000019 CZ65 0800 0000 1920 0014 5399')).toContain('je zveřejněný od 9. 4. 2013');
  expect(await asks('účet 00000019 19/0100')).toContain('Účet 19/0100 mezi zveřejněnými není.');
  expect(await asks('účet 00000027 19/0100')).toContain('byl zveřejněný jen do 30. 6. 2020');
  expect(await asks('účet 00000019 19-2000145398/0800')).toContain('Kontrolní číslice účtu nesedí');
  expect(await asks('účet 00000019 zítra')).toContain('Tohle není číslo účtu');
  expect(await asks('účet')).toContain('Napiš IČO a účet');
  expect(await asks('účet 00000078')).toContain('DIČ, podle kterého');
  expect(slack.troubles).toEqual([]);
});

it('an account is not judged while the VAT register is down', async () => {
  const { eva, registers } = await officeWithRegisters();
  await eva.command('/company', '00000019');
  registers.weather('down');
  await eva.command('/company', 'účet 00000019 19/0100');
  expect(answerTo(eva)).toContain('registr plátců DPH: neodpovídá, takže to nevíme');
  expect(answerTo(eva)).not.toContain('není');
});
