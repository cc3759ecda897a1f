import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import type { Ctx } from '../../src/lib/context.ts';
import type { Driver } from '../../src/sandbox/protocol.ts';
import { startRegisters } from '../../src/sandbox/registers.ts';
import { story } from '../support/story.ts';

async function officeWithRegisters() {
  const registers = await startRegisters();
  onTestFinished(() => registers.stop());
  const lines: string[] = [];
  const told = await story({ env: registers.env, log: (line) => lines.push(line) });
  return { ...told, registers, lines };
}

const read = (who: Driver, target = who.lastEphemeral()!) =>
  who.reads(target).replace(/[\u00a0\u2060]/g, ' ');

/** Every row of every table. */
async function dump({ db, database: { dialect } }: Ctx): Promise<string> {
  const names: string[] =
    dialect === 'sqlite'
      ? await db('sqlite_master').where({ type: 'table' }).pluck('name')
      : await db('information_schema.tables').where({ table_schema: 'public' }).pluck('table_name');
  const tables = await Promise.all(
    names.map(async (name) => {
      const rows: Record<string, unknown>[] = await db(name).select('*');
      return rows;
    }),
  );
  return JSON.stringify(tables);
}

it("a sole trader's birth number is asked with and shown to few, and stays nowhere", async () => {
  const { eva, zuzana, slack, server, settles, lines } = await officeWithRegisters();
  const { ctx } = server.crm;
  await eva.command('/company', '00000060');
  expect(read(eva)).toContain('DIČ CZ••••••••••');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  expect(read(eva)).toContain('plátce DPH');

  await eva.command('/company', 'new');
  await eva.fill({ Název: 'Truhlářství Březina', DIČ: 'CZ 7600000011' });
  await eva.submit();
  await eva.click(await eva.modal(), 'Ukázat DIČ');
  expect(read(eva, (await eva.modal()) as never)).toContain('CZ7600000011');
  await eva.close({ all: true });

  await eva.command('/company', '00000060');
  await eva.click(eva.lastEphemeral()!, 'Otevřít');
  await eva.click(await eva.modal(), 'Ukázat DIČ');
  expect(read(eva, (await eva.modal()) as never)).toContain('CZ7500000012');
  await eva.close({ all: true });
  const seen = await ctx.db('events').where({ kind: 'company.dicRevealed' });
  expect(seen).toHaveLength(2);

  await zuzana.command('/company', '00000060');
  await zuzana.click(zuzana.lastEphemeral()!, 'Otevřít');
  await zuzana.click(await zuzana.modal(), 'Ukázat DIČ');
  expect(read(zuzana, (await zuzana.modal()) as never)).toContain('rodné číslo');
  await eva.command('/crm', 'najdi CZ7500000012');
  await settles();

  const number = /7500000012|7600000011/;
  expect(await dump(ctx)).not.toMatch(number);
  const { file } = ctx.database;
  for (const name of file ? [file, `${file}-wal`] : [])
    expect(readFileSync(name, 'latin1')).not.toMatch(number);
  expect(lines.filter((line) => number.test(line))).toEqual([]);
  const messages = [...slack.workspace.channels.keys()].flatMap((id) => slack.workspace.messages(id));
  expect(messages.filter((message) => number.test(JSON.stringify(message)))).toEqual([]);
  const said = slack.calls.filter(
    ({ method, args }) => !method.startsWith('views.') && number.test(JSON.stringify(args)),
  );
  expect(said.map(({ method }) => method)).toEqual([]);
  expect(slack.troubles).toEqual([]);
});

it('a payment code for a published account comes to the DM of whoever asked, as a picture', async () => {
  const { eva, slack, settles } = await officeWithRegisters();
  await eva.command('/company', 'účet 00000019');
  await eva.click(eva.lastEphemeral()!, 'QR platba');
  await eva.fill({ Částka: '1 250,50', 'Variabilní symbol': 'FA-17' });
  expect((await eva.submit()).errors).toEqual({
    'Variabilní symbol': expect.stringContaining('jen číslice'),
  });
  await eva.fill({ 'Variabilní symbol': '2027001', 'Zpráva pro příjemce': 'Záloha' });
  await eva.submit();
  await settles();
  const posted = await eva.until(() => eva.inbox().find(({ files }) => (files ?? []).length > 0));
  expect(read(eva, posted)).toMatch(
    /QR platba: Mostní stavby Brno, a\.s\..*1 250,50 Kč · 19-2000145399\/0800 · VS 2027001/s,
  );
  expect(Buffer.from(eva.download(posted.files![0]!)).subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(slack.troubles).toEqual([]);
});

it('an address typed at /company finds who sits there', async () => {
  const { eva } = await officeWithRegisters();
  await eva.command('/company', 'Holická 1173/49a, Olomouc');
  expect(read(eva)).toContain('Mostní inspekce Morava, s.r.o.');
  expect(read(eva)).toContain('IČO 00000124 · Olomouc');
});
