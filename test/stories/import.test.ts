import { expect, it } from 'vitest';
import { findCompanyByIco } from '../../src/features/companies/service.ts';
import { findContactByEmail } from '../../src/features/contacts/service.ts';
import { readBack } from '../imports/sheets.ts';
import { type Story, story } from '../support/story.ts';

const list = `Firma;IČO;Člověk;E-mail;Mobil
Mostní stavby Brno, a.s.;19;Petr Říha;riha@mostni.example;601 000 123
Kovovýroba H, s.r.o.;27;Jana Malá;mala@kovo.example;601 000 456
Ocelárna Vír;35;Karel Novák;nemá;601 000 789
`;

const healthy = ({ slack }: Story) => {
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
};

const cardOf = ({ eva }: Story, file: string) => {
  const card = eva.inbox().findLast((message) => eva.reads(message).includes(file) && !message.files?.length);
  if (!card) throw new Error('there is no message about the import');
  return card;
};

async function drops(it: Story, content: string | Uint8Array, name: string) {
  const { eva } = it;
  await eva.openHome();
  await eva.tell('Naši zákazníci', { files: [{ name, content }] });
  await it.settles();
  const offer = await eva.until(
    () => eva.inbox().findLast((message) => eva.buttons(message).includes('Importovat')),
    'an offer to bring it in',
  );
  await eva.click(offer, 'Importovat');
  await says(it, name, /nanečisto, zatím|nejde načíst/);
}

/** Waits until the message about the import says so. */
async function says(it: Story, name: string, words: RegExp) {
  const { eva } = it;
  await it.settles();
  const isSaid = () => eva.inbox().some((one) => eva.reads(one).includes(name) && words.test(eva.reads(one)));
  await eva.until(isSaid, String(words), 10_000);
}

it('Eva drops a list, says what a column is, brings it in, mends what was not taken, and takes it back', async () => {
  const it = await story();
  const { eva, server } = it;
  await drops(it, list, 'zakaznici.csv');
  expect(eva.reads(cardOf(it, 'zakaznici.csv'))).toContain('zatím se nic nezměnilo');
  expect(eva.reads(cardOf(it, 'zakaznici.csv'))).toMatch(/řádek 4: E-mail: „nemá“ není e-mailová adresa/);
  expect(eva.reads(cardOf(it, 'zakaznici.csv'))).toContain('Nepoužité sloupce: Člověk');

  await eva.click(cardOf(it, 'zakaznici.csv'), 'Sloupce a nastavení');
  await eva.fill({ Člověk: 'Kontakt: jméno' });
  await eva.submit();
  await says(it, 'zakaznici.csv', /Člověk → Kontakt: jméno/);
  expect(eva.reads(cardOf(it, 'zakaznici.csv'))).toMatch(/Založí se: 2 firmy, 2 kontakty/);
  expect(await findCompanyByIco(server.crm.ctx, '00000019')).toBeNull();

  await eva.click(cardOf(it, 'zakaznici.csv'), 'Importovat');
  await says(it, 'zakaznici.csv', /Založeno: 2 firmy, 2 kontakty/);
  await it.settles();
  expect(await findContactByEmail(server.crm.ctx, 'riha@mostni.example')).toMatchObject({
    name: 'Petr Říha',
  });

  const bad = eva.inbox().find((message) => message.files?.length)?.files?.[0];
  if (!bad) throw new Error('the rows that were not taken did not come back');
  const { heads, rows } = await readBack(Buffer.from(eva.download(bad)), bad.name);
  expect(heads[0]?.headings).toEqual(['Firma', 'IČO', 'Člověk', 'E-mail', 'Mobil', 'Proč ne', 'Řádek']);
  expect(rows.map(([, cells]) => cells)).toEqual([
    [
      'Ocelárna Vír',
      '35',
      'Karel Novák',
      'nemá',
      '601 000 789',
      'E-mail: „nemá“ není e-mailová adresa.',
      '4',
    ],
  ]);

  await eva.click(cardOf(it, 'zakaznici.csv'), 'Vrátit import');
  await says(it, 'zakaznici.csv', /Odstraněno: 4 záznamy/);
  expect(await findCompanyByIco(server.crm.ctx, '00000019')).toBeNull();
  healthy(it);
});

it('says what a file is that cannot be read; who is no sales lead is told who brings lists in', async () => {
  const it = await story();
  const { eva, zuzana } = it;
  const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')]);
  await drops(it, old, 'stary.xls');
  expect(eva.reads(cardOf(it, 'stary.xls'))).toContain('Otevři ho v Excelu a ulož jako .xlsx');
  await zuzana.command('/crm', 'import', { channel: '#obchod' });
  const answer = await zuzana.until(() => zuzana.lastEphemeral('#obchod'), 'an answer');
  expect(zuzana.reads(answer)).toContain('vedoucí obchodu a správci');
  await zuzana.tell('Seznam', { files: [{ name: 'seznam.csv', content: list }] });
  await it.settles();
  expect(zuzana.inbox().flatMap((message) => zuzana.buttons(message))).not.toContain('Importovat');
  healthy(it);
});
