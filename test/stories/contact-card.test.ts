import { expect, it } from 'vitest';
import { keepCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { story } from '../support/story.ts';

const obchod = { channel: '#obchod' };

async function office() {
  const it = await story();
  const { ctx } = it.server.crm;
  const company = await keepCompany(ctx, { name: 'Mostní stavby Brno, a.s.', ico: '00000019' });
  const petr = await createContact(ctx, {
    name: 'Ing. Petr Říha, Ph.D.',
    companyId: company.id,
    emails: ['riha@mosty.example', 'petr@mosty.example'],
    phones: [
      { typed: '601 000 123', kind: null },
      { typed: '542 123 456', kind: null },
    ],
  });
  return { ...it, petr, company };
}

it('a contact is found by the end of a number; what is logged from the card says who of us talks to them', async () => {
  const { eva, zuzana, oliver, slack, settles } = await office();
  await eva.command('/crm', 'kontakt 000 123', obchod);
  const card = eva.lastEphemeral()!;
  expect(eva.reads(card)).toContain('👤 Ing. Petr Říha, Ph.D.');
  expect(eva.reads(card)).toContain('601 000 123 (mobil) · 542 123 456 (kancelář)');
  expect(eva.reads(card)).toContain('Oslovení: Vážený pane doktore · vykáte si');
  await eva.click(card, 'Zapsat');
  await eva.fill({ text: 'Chtějí ocelovou mostovku.' });
  await eva.submit();

  await zuzana.command('/crm', 'kontakt říha petr', obchod);
  expect(zuzana.reads(zuzana.lastEphemeral()!)).toContain('Za nás jednají: Eva Dvořáková (dnes');
  expect(zuzana.reads(zuzana.lastEphemeral()!)).toContain('601 000 123');

  // Oliver writes down that they want to be left alone, and it stands before the phone from then on.
  await oliver.command('/crm', 'kontakt petr@mosty.example', obchod);
  await oliver.click(oliver.lastEphemeral()!, 'Neoslovovat…');
  await oliver.fill({ 'Odkud to víme': 'telefonát' });
  await oliver.submit();
  await settles();
  await zuzana.command('/company', '00000019', obchod);
  await zuzana.click(zuzana.lastEphemeral()!, 'Kontakty');
  const people = zuzana.reads(await zuzana.modal('Kontakty')).replaceAll('\u00a0', ' ');
  expect(people).toContain('⚠️ Neoslovovat, od 8. 3. 2027 (podle: Petr Říha; telefonát)');
  expect(people.indexOf('Neoslovovat')).toBeLessThan(people.indexOf('601 000 123'));

  await eva.command('/crm', 'kontakt riha@', obchod);
  await eva.click(eva.lastEphemeral()!, 'Tykáme si');
  await eva.until(() => eva.reads(eva.lastEphemeral()!).includes('Oslovení: Ahoj Petře · tykáte si'));
  await eva.click(eva.lastEphemeral()!, 'vCard');
  await settles();
  const file = await eva.until(() => eva.inbox().flatMap((message) => message.files ?? [])[0]);
  const text = Buffer.from(eva.download(file)).toString();
  expect(text).toContain('TEL;TYPE=CELL:+420601000123\r\n');
  expect(text).toContain('NOTE:Neoslovovat\\, od');
  expect(slack.troubles).toEqual([]);
  expect(slack.unknownMethods).toEqual([]);
});

it('bad input is said at its field, somebody who is here already is offered, and nothing typed is lost', async () => {
  const { eva, server } = await office();
  await eva.command('/company', '00000019', obchod);
  await eva.click(eva.lastEphemeral()!, 'Kontakty');
  await eva.click(await eva.modal('Kontakty'), 'Nový kontakt');
  expect(eva.form()).toMatchObject({ Firma: 'Mostní stavby Brno, a.s.' });
  await eva.fill({ 'Jméno a příjmení': 'Ing.', 'E-mail': 'mala,jana@mosty.example', Telefon: '6O1 000 999' });
  expect((await eva.submit()).errors).toEqual({ 'E-mail': expect.stringContaining('čárka') });
  await eva.fill({ 'E-mail': 'mala@mosty.example' });
  expect((await eva.submit()).errors).toEqual({ Telefon: expect.stringContaining('písmena') });
  await eva.fill({ Telefon: '601 000 123' });
  const asked = await eva.submit();
  expect(asked.outcome).toBe('updated');
  expect(eva.reads(asked.view!)).toContain('Tohle telefonní číslo už tu je');
  expect(eva.reads(asked.view!)).toContain('👤 Ing. Petr Říha, Ph.D.');
  expect((await eva.submit()).errors).toEqual({ 'Jméno a příjmení': expect.stringContaining('jen titul') });
  await eva.fill({ 'Jméno a příjmení': 'Mgr. Jana Malá' });
  expect(eva.form()).toMatchObject({ 'E-mail': 'mala@mosty.example', Telefon: '601 000 123' });
  expect((await eva.submit()).outcome).toBe('closed');
  expect(await server.crm.ctx.db('contacts').where({ name: 'Jana Malá' }).first()).toMatchObject({
    title_before: 'Mgr.',
    email: 'mala@mosty.example',
  });
});

const card = (...lines: string[]) =>
  ['BEGIN:VCARD', 'VERSION:3.0', 'N:;;;;', ...lines, 'END:VCARD', ''].join('\r\n');

it('a vCard dropped into Slack becomes contacts: one in the form, several from a list', async () => {
  const { eva, slack, settles, server } = await office();
  await eva.command('/crm', 'kontakt');
  await eva.close();
  const content = card('FN:Mgr. Jana Malá', 'ORG:Mostní stavby Brno\\, a.s.', 'TEL;TYPE=CELL:+420601000999');
  await eva.tell('', { files: [{ name: 'jana.vcf', content, type: 'text/vcard' }] });
  await settles();
  const offer = await eva.until(() =>
    eva.inbox().find((message) => eva.reads(message).includes('jana.vcf je vizitka vCard')),
  );
  await eva.click(offer, 'Ukázat');
  expect(eva.form()).toMatchObject({
    'Jméno a příjmení': 'Jana Malá',
    'Titul před jménem': 'Mgr.',
    Firma: 'Mostní stavby Brno, a.s.',
    Telefon: '+420 601 000 999',
  });
  const saved = await eva.submit();
  expect(eva.reads(saved.view!)).toContain('Odkud: vizitka vCard, 8.');
  await eva.close({ all: true });

  const many =
    card('FN:Petr Říha', 'EMAIL:riha@mosty.example') +
    card('FN:Adam Beran', 'TEL:602 000 111') +
    card('FN:Eva Nová', 'ORG:Kovovýroba H\\, s.r.o.');
  const message = await eva.message('#obchod', 'lidi z veletrhu', {
    files: [{ name: 'vse.vcf', content: many }],
  });
  await eva.messageShortcut('contacts.fromVCard', message);
  // Petr is here already.
  expect(eva.form()).toEqual({ 'Vizitky 1–3': ['Adam Beran', 'Eva Nová'] });
  const done = await eva.submit();
  expect(eva.reads(done.view!)).toContain('Založeny 2 kontakty');
  const names = await server.crm.ctx.db('contacts').orderBy('id').pluck('name');
  expect(names).toEqual(['Petr Říha', 'Jana Malá', 'Adam Beran', 'Eva Nová']);

  await eva.close({ all: true });
  const garbage = { name: 'rozbita.vcf', content: 'toto není vizitka' };
  await eva.messageShortcut('contacts.fromVCard', await eva.message('#obchod', '', { files: [garbage] }));
  await eva.until(() => eva.reads(eva.lastEphemeral()!).includes('V souboru není žádná vizitka'));
  expect(slack.troubles).toEqual([]);
});
