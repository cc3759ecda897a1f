import { expect, it } from 'vitest';
import { fileCopy } from '../../src/features/documents/effects.ts';
import { fileLines } from '../../src/features/documents/lines.ts';
import { listFiles } from '../../src/features/documents/service.ts';
import { attachWaiting } from '../../src/features/email/attachments.ts';
import { readEmailCard } from '../../src/features/email/card.ts';
import { findLines } from '../../src/features/email/find-lines.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { fileToDeal } from '../../src/features/email/service.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { CrmError } from '../../src/lib/errors.ts';
import type { DealId } from '../../src/lib/ids.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { letter, type MailFirm, mailFirm } from '../support/mail-firm.ts';

const railing = 50 as DealId;
const bridge = 42 as DealId;

/** The waiting mails are put to the deal, and their files kept. */
async function putToRailing({ as, system }: MailFirm, ids: EmailId[]): Promise<Ctx> {
  const tomas = await as('Tomas', { language: 'cs' });
  for (const id of ids) await fileToDeal(tomas, id, railing).catch(() => {});
  while ((await attachWaiting(system)) > 0);
  return tomas;
}

const filesOf = async (ctx: Ctx, id: DealId) =>
  (await listFiles(ctx, { kind: 'deal', id }, {}, { limit: 20, offset: 0 })).files.toReversed();

it('a program that calls itself a PDF is kept and labelled, and leaves as .bin with a warning', async () => {
  const firm = await mailFirm();
  const tomas = await putToRailing(firm, await firm.receives(letter('program_called_a_pdf')));
  const [file] = await filesOf(tomas, railing);
  expect(file).toMatchObject({ name: 'objednavka.pdf', mime: 'application/x-msdownload', danger: 'program' });
  const row = fileLines({ file: file!, author: null, about: '' }, readerOf(tomas), false);
  expect(row).toContain('⚠️ *objednavka.pdf*');
  expect(row).toContain('program · z e-mailu');
  const { id: personId } = await firm.person('Tomas');
  const delivery = await fileCopy.deliver(firm.system, { fileId: file!.id, personId } as never, {} as Effect);
  expect(delivery).toMatchObject({ do: 'upload', name: 'objednavka.pdf.bin' });
  expect((delivery as { comment: string }).comment).toContain('zeptej odesílatele');
});

it('wait for as long as the disk is full', async () => {
  const firm = await mailFirm();
  const { storage } = firm.system.ports;
  const full: typeof storage = { ...storage, draft: () => Promise.reject(new CrmError('file.noRoom', {})) };
  firm.system.ports.storage = full;
  const ids = await firm.receives(letter('program_called_a_pdf'));
  const tomas = await putToRailing(firm, ids);
  for (let hour = 0; hour < 10; hour += 1) {
    await attachWaiting(firm.system);
    firm.time.advance(60 * 60_000);
  }
  expect(await filesOf(tomas, railing)).toEqual([]);
  firm.system.ports.storage = storage;
  expect(await attachWaiting(firm.system)).toBe(1);
  expect(await filesOf(tomas, railing)).toHaveLength(1);
});

it('macros and scripts are found inside tables and archives', async () => {
  const firm = await mailFirm();
  const ids = await firm.receives(letter('table_with_macros'), letter('script_inside_an_archive'));
  const tomas = await firm.as('Tomas', { language: 'cs' });
  const lines = await Promise.all(
    ids.map(async (id) => findLines((await readEmailCard(tomas, id))!, readerOf(tomas))),
  );
  expect(lines.flat().map((line) => line.replaceAll('\u2060', ''))).toEqual([
    '⚠️ rozpočet.xlsm: dokument s makry',
    '⚠️ vykresy.zip: uvnitř je slozka/vykres.pdf.js, skript',
  ]);
});

it('an invoice says its number, amount and due date on the mail’s card', async () => {
  const firm = await mailFirm();
  const [id] = await firm.receives(letter('invoice_as_pdf_with_isdoc_inside'));
  const tomas = await firm.as('Tomas', { language: 'cs' });
  const [line] = findLines((await readEmailCard(tomas, id!))!, readerOf(tomas));
  expect(line?.replaceAll('\u00a0', ' ').replaceAll('\u2060', '')).toBe(
    '🧾 Faktura FV-2026-0042 · 12 100 Kč · splatnost 16. 3. 2026 · IČO 00000027',
  );
});

it('winmail.dat gives its letter and files to the deal, and stays in its message', async () => {
  const firm = await mailFirm();
  const tomas = await putToRailing(firm, await firm.receives(letter('winmail_with_a_letter_and_two_files')));
  expect((await filesOf(tomas, railing)).map(({ name }) => name)).toEqual([
    'Výkres zábradlí č. 3.pdf',
    'Poptávka – ceny.csv',
  ]);
});

const withPicture = (id: number, picture: string, more = '') =>
  [
    'From: Petr <riha@mostni-stavby.example>',
    'To: crm@firma.example',
    `Subject: Fotka ${id}`,
    `Message-ID: <fotka-${id}@posta.example>`,
    'Date: Tue, 3 Mar 2026 10:15:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="x"',
    '',
    '--x',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Zpráva ${id}.${more}`,
    '--x',
    'Content-Type: image/png; name="image001.png"',
    'Content-Disposition: attachment; filename="image001.png"',
    'Content-Transfer-Encoding: base64',
    '',
    picture,
    '--x--',
  ].join('\r\n');
const pictureOf = (size: number, seed: number): string =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    Buffer.from(Array.from({ length: size }, (_, at) => (at * seed) % 251)),
  ]).toString('base64');

it('a picture that its sender sent before is their signature', async () => {
  const firm = await mailFirm();
  const eva = await firm.as('Eva');
  const logo = pictureOf(5000, 7);
  await firm.receives(withPicture(1, logo));
  while ((await attachWaiting(firm.system)) > 0);
  await firm.receives(withPicture(2, logo), withPicture(3, pictureOf(5000, 11)));
  while ((await attachWaiting(firm.system)) > 0);
  expect((await filesOf(eva, bridge)).length).toBe(2);
  expect(await firm.system.db('email_files').orderBy('id').pluck('kind')).toEqual(['file', 'inline', 'file']);
});

it('one that is too large keeps no other mail waiting, and no file is there twice', async () => {
  const firm = await mailFirm();
  const eva = await firm.as('Eva');
  const { storage } = firm.system.ports;
  firm.system.ports.storage = { ...storage, draft: (source) => storage.draft(source, 6500) };
  await firm.receives(...[5000, 7000, 6000].map((size, at) => withPicture(at, pictureOf(size, 7 + at))));
  expect(await attachWaiting(firm.system)).toBe(3);
  expect((await filesOf(eva, bridge)).map(({ size }) => size)).toEqual([5016, 6016]);
  expect(await firm.system.db('inbound_emails').distinct('files_due_at', 'claim')).toEqual([
    { files_due_at: null, claim: null },
  ]);
  expect(await firm.system.db('events').where({ kind: 'file.attached' })).toHaveLength(2);
});

it('a file that an answer brings along again is one file of the deal', async () => {
  const firm = await mailFirm();
  const eva = await firm.as('Eva');
  const order = letter('order_from_outlook_with_a_logo_and_a_file').toString();
  await firm.receives(order, order.replace(/^Message-ID: .*$/m, 'Message-ID: <znovu@posta.example>'));
  while ((await attachWaiting(firm.system)) > 0);
  expect((await filesOf(eva, bridge)).map(({ name }) => name)).toEqual(['Objednávka č. 5.pdf']);
  const linked = await firm.system.db('email_files').whereNotNull('file_id').distinct('file_id');
  expect(linked.length).toBe(1);
});
