import { describe, expect, it } from 'vitest';
import type { Contact } from '../../src/features/contacts/model.ts';
import { isVCard } from '../../src/features/contacts/vcard/files.ts';
import { readVCards } from '../../src/features/contacts/vcard/read.ts';
import { vcardFile, writeVCard } from '../../src/features/contacts/vcard/write.ts';

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const read = (text: string) => readVCards(Buffer.from(text));

const petr = { name: 'Petr Říha', titleBefore: 'Ing.' };

describe('a vCard', () => {
  it('of an old phone: quoted-printable in windows-1250, types without a name, a picture', () => {
    const { cards } = read(
      card(
        'VERSION:2.1',
        'N;CHARSET=windows-1250;ENCODING=QUOTED-PRINTABLE:=D8=EDha;Petr;;Ing.',
        'ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mostn=C3=AD stavby Brno, a.s.;N=C3=A1=',
        'kup',
        'TEL;CELL;VOICE:+420 601 000 123',
        'TEL;WORK;FAX:542 000 111',
        'EMAIL;PREF;INTERNET:riha@mosty.example',
        'PHOTO;ENCODING=BASE64;TYPE=JPEG:',
        ' /9j/4AAQSkZJRgABAQEAYABgAAD',
        'BDAY:1970-01-01',
      ),
    );
    expect(cards).toMatchObject([
      {
        contact: {
          ...petr,
          emails: ['riha@mosty.example'],
          phones: [{ typed: '+420 601 000 123', kind: 'mobile' }],
        },
        company: 'Mostní stavby Brno, a.s.',
      },
    ]);
    expect(JSON.stringify(cards)).not.toContain('1970');
  });

  it('of version 3 with groups and a folded line, of version 4 with numbers as links', () => {
    const old = card(
      'VERSION:3.0',
      'FN:Ing. Petr Říha',
      'N:;;;;',
      'item1.EMAIL;TYPE=INTERNET:druhy@mosty.example',
      'EMAIL;TYPE=INTERNET,PREF:riha@mos',
      ' ty.example',
    );
    const fresh = card(
      'VERSION:4.0',
      'FN:Jana Malá',
      'N:Malá;Jana;;Mgr.;',
      'TITLE:vedoucí nákupu',
      'TEL;VALUE=uri;TYPE="work,voice":tel:+421-905-123-456',
    );
    expect(read(old + fresh)).toMatchObject({
      broken: 0,
      cards: [
        { contact: { ...petr, emails: ['riha@mosty.example', 'druhy@mosty.example'] } },
        {
          contact: {
            name: 'Jana Malá',
            titleBefore: 'Mgr.',
            position: 'vedoucí nákupu',
            phones: [{ typed: '+421-905-123-456', kind: 'office' }],
          },
        },
      ],
    });
  });

  it('written in the code page of Central Europe without saying so', () => {
    const bytes = Buffer.from(card('VERSION:3.0', 'N:\xd8\xedha;Petr;;Ing.;'), 'latin1');
    expect(readVCards(bytes).cards[0]?.contact).toMatchObject(petr);
  });

  it('that cannot be read is counted, and the others are kept', () => {
    const { cards, broken } = read(card('VERSION:3.0', 'N:Říha;Petr') + card('VERSION:3.0', 'NOTE:nic'));
    expect([cards.length, broken]).toEqual([1, 1]);
  });

  it('is none, too many or too large: said so', () => {
    for (const garbage of ['', '\0\x01\xff', 'BEGIN:VCARD\r\n', '<html>', card('VERSION:9', ';;;')])
      expect(() => read(garbage)).toThrow('vcard.none');
    const started = performance.now();
    expect(() => read(card('VERSION:3.0', 'N:Říha;Petr').repeat(2000))).toThrow('vcard.tooMany');
    expect(() => readVCards(Buffer.alloc(10 * 1024 * 1024, 'BEGIN:VCARD\r\n'))).toThrow('vcard.tooLarge');
    expect(() => read('BEGIN:VCARD\r\n'.repeat(300_000))).toThrow('vcard.none');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('is known by its ending or by its type', () => {
    expect(isVCard({ name: 'Petr Říha.VCF', mimetype: 'application/octet-stream' })).toBe(true);
    expect(isVCard({ name: 'karta', mimetype: 'text/x-vcard; charset=utf-8' })).toBe(true);
    expect(isVCard({ name: 'nabidka.pdf', mimetype: 'application/pdf' })).toBe(false);
  });
});

it('a contact written as a vCard is read as the same contact', () => {
  const contact = {
    ...petr,
    titleAfter: 'Ph.D.',
    position: 'ředitel; nákup, sklad',
    emails: [{ address: 'riha@mosty.example' }, { address: 'petr@mosty.example' }],
    phones: [
      { number: '+420601000123', typed: '601 000 123', kind: 'mobile' },
      { number: null, typed: '542 linka 12', kind: 'office' },
    ],
  } as Contact;
  const company = 'Společnost s velmi dlouhým názvem, který se na jeden řádek nevejde, a.s.';
  const text = writeVCard(contact, company, ['Neoslovovat, od 3. 3. 2027']);
  expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(text).toContain('NOTE:Neoslovovat\\, od 3. 3. 2027');
  const [again] = read(text).cards;
  expect(again).toEqual({
    contact: {
      ...petr,
      titleAfter: 'Ph.D.',
      position: 'ředitel; nákup, sklad',
      emails: ['riha@mosty.example', 'petr@mosty.example'],
      phones: [
        { typed: '+420601000123', kind: 'mobile' },
        { typed: '542 linka 12', kind: 'office' },
      ],
    },
    company,
  });
  expect(vcardFile({ name: 'Petr Říha' })).toBe('petr-riha.vcf');
  expect(vcardFile({ name: '张伟' })).toBe('contact.vcf');
});
