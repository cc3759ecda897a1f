import { expect, it, onTestFinished } from 'vitest';
import type { Driver, Target } from '../../src/sandbox/protocol.ts';
import { startRegisters } from '../../src/sandbox/registers.ts';
import { story } from '../support/story.ts';

const read = (who: Driver, target: Target) =>
  who
    .reads(target)
    .replace(/\u00a0/g, ' ')
    .replace(/\u2060/g, '');
const answer = (who: Driver) => read(who, who.lastEphemeral()!);

async function officeWithRegisters() {
  const registers = await startRegisters();
  onTestFinished(() => registers.stop());
  return { ...(await story({ env: registers.env })), registers };
}

it('/company with a Slovak IČO shows what RPO, RÚZ and VIES say, and keeps it on a click', async () => {
  const { eva, zuzana, slack, registers } = await officeWithRegisters();
  await eva.command('/company', '000 00 221');
  expect(answer(eva)).toContain('DIČ 2020000004 · IČ DPH SK2020000004');
  expect(answer(eva)).toContain('IČ DPH SK2020000004: podle VIES platné');
  expect(answer(eva)).toContain('RPO, teď');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  expect(answer(eva)).toContain('Sro/15001/L, Okresný súd Žilina');
  expect(answer(eva)).toContain('podle VIES platné, teď, číslo konzultace WAPIAAAAinvented');
  await zuzana.command('/company', 'kriváňom');
  expect(answer(zuzana)).toContain('IČ DPH SK2020000004');
  const before = registers.askedOthers.length;
  await zuzana.command('/company', '00000221');
  expect(registers.askedOthers).toHaveLength(before);
  await zuzana.click(zuzana.lastEphemeral()!, 'Obnovit z RPO');
  expect(answer(zuzana)).toContain('RPO, teď');
  expect(slack.troubles).toEqual([]);
});

it('a number that both countries know is asked about, and each of the two can become ours', async () => {
  const { eva, slack } = await officeWithRegisters();
  await eva.command('/company', '00000132');
  const question = eva.lastEphemeral()!;
  expect(read(eva, question)).toContain('IČO 00000132 mají dvě firmy, česká a slovenská. Kterou myslíš?');
  expect(read(eva, question)).toMatch(/Stavby mostů a lávek[\s\S]*Pekáreň Zlatý klas/);
  await eva.click(question, 'Ukázat', { near: 'Pekáreň' });
  expect(answer(eva)).toContain('IČ DPH SK2020000015: podle VIES neplatné');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  expect(answer(eva)).toContain('Pekáreň Zlatý klas');
  expect(slack.troubles).toEqual([]);
});

it('a number that nobody knows, and one that only the silent register could know, are said apart', async () => {
  const { eva, server } = await officeWithRegisters();
  await eva.command('/company', '00000248');
  expect(answer(eva)).toContain('nezná český ARES ani slovenský RPO');
  const { rpo } = server.crm.ctx.ports.registers;
  rpo.byIco = async () => ({ kind: 'unavailable', reason: 'blocked', detail: 'HTTP 429', retryInMs: null });
  await eva.command('/company', '00000221');
  expect(answer(eva)).toContain('Jsou tam jen české firmy, slovenské ne.');
  expect(answer(eva)).toContain('RPO teď naše dotazy odmítá');
});

it('the type-ahead offers the companies of both countries under their registers', async () => {
  const { eva, slack } = await officeWithRegisters();
  await eva.command('/company', '');
  const offered = await eva.typeAhead(await eva.modal(), 'IČO nebo název', 'klas');
  expect(offered.map((group) => group.label)).toEqual(['Není tu?']);
  const longer = await eva.typeAhead(await eva.modal(), 'IČO nebo název', 'zlatý klas');
  expect(longer.map((group) => group.label)).toEqual(['Z RPO', 'Není tu?']);
  const byNumber = await eva.typeAhead(await eva.modal(), 'IČO nebo název', '00000132');
  expect(byNumber.map((group) => group.label)).toEqual(['Z ARES', 'Z RPO']);
  await eva.fill({ 'IČO nebo název': { query: '00000221', pick: 'Oceľové haly Pod Kriváňom, s. r. o.' } });
  await eva.submit();
  expect(read(eva, await eva.modal())).toContain('RPO, teď');
  expect(slack.troubles).toEqual([]);
});
