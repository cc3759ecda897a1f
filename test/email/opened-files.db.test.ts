/** To decide where an enquiry belongs one has to see its drawing. */
import { expect, it } from 'vitest';
import { getEmailCard } from '../../src/features/email/card.ts';
import { mailFileCopy, openMailFile } from '../../src/features/email/file-copies.ts';
import type { Email } from '../../src/features/email/model.ts';
import { setPrivacy } from '../../src/features/email/privacy/privacy-service.ts';
import { wholeWindow } from '../../src/features/email/windows.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import { type Firm, firm } from './firm.ts';

const stranger = 'Iva <iva@nekdo.example>';

async function opens({ as, person, system }: Firm, name: string, { id }: Email) {
  const who = await as(name);
  const [file] = (await getEmailCard(who, id)).files;
  const { id: personId } = await person(name);
  await openMailFile(who, id, file?.sha256 ?? 'none', personId);
  const [row] = await system.db('outbox').where({ kind: 'email.file' }).orderBy('id', 'desc');
  const delivery = await mailFileCopy.deliver(system, JSON.parse(String(row?.payload)) as never, {} as never);
  return delivery.do === 'upload' ? { ...delivery, bytes: String(await delivery.content()) } : delivery;
}

it('whoever sorts a mail opens its drawing before it is in any deal; what would run goes under a harmless name', async () => {
  const made = await firm();
  const drawing = await made.receives({
    from: stranger,
    file: 'výkres rámu.pdf',
    subject: '<http://zlo.example|Rám>',
  });
  expect(await opens(made, 'Tomas', drawing)).toMatchObject({
    do: 'upload',
    name: 'výkres rámu.pdf',
    bytes: '%PDF-1.4 výkres',
    comment: expect.stringMatching(/„&lt;http.*Rám&gt;“/),
  });
  const program = await made.receives({ from: 'b@jinde.example', file: 'faktura.pdf.exe' });
  expect(await opens(made, 'Tomas', program)).toMatchObject({ name: 'faktura.pdf.exe.bin' });
  const tomas = await made.as('Tomas');
  const window = JSON.stringify(wholeWindow(await getEmailCard(tomas, program.id), readerOf(tomas)));
  expect(window.split('faktura.pdf.exe')).toHaveLength(2);
  expect(window).toContain('⚠️');
});

it('of a mail that is not open to all only its own people open the files, also when it closed meanwhile', async () => {
  const made = await firm();
  const { receives, as, person, system } = made;
  const mail = await receives({ from: stranger, file: 'mzdy.pdf' });
  const tomas = await as('Tomas');
  const [file] = (await getEmailCard(tomas, mail.id)).files;
  const { id: personId } = await person('Tomas');
  await openMailFile(tomas, mail.id, file!.sha256, personId);
  await setPrivacy(await as('Eva'), mail.id, 'happened');
  const payload = { emailId: mail.id, sha256: file!.sha256, personId };
  expect(await mailFileCopy.deliver(system, payload as never, {} as never)).toMatchObject({ do: 'drop' });
  await expect(openMailFile(tomas, mail.id, file!.sha256, personId)).rejects.toMatchObject({
    code: 'notFound',
  });
  expect(await opens(made, 'Eva', mail)).toMatchObject({ do: 'upload', bytes: '%PDF-1.4 výkres' });
});
