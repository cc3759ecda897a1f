import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/features/email/reading/charset.ts';
import { readContents } from '../../src/features/email/reading/contents.ts';
import { readInvoice } from '../../src/features/email/reading/invoices.ts';
import { parseMailDate } from '../../src/features/email/reading/mail-date.ts';
import { parseEmail } from '../../src/features/email/reading/parse.ts';
import { parseHeaders } from '../../src/features/email/reading/raw-headers.ts';

const header = 'From: Jana Malá <mala@pila.example>\r\nSubject: Trámy\r\nMessage-ID: <a@pila.example>\r\n';
const mail = (rest: string | Buffer, more = ''): Buffer =>
  Buffer.concat([Buffer.from(header + more), Buffer.from(rest as string)]);
const textOf = async (raw: Buffer): Promise<string> => (await parseEmail(raw)).text.trim();

describe('words in a charset that nobody named, or that is not the one named', () => {
  const latin = (octets: string): Buffer => Buffer.from(octets, 'latin1');
  it.each<[string, Buffer, string | null, string]>([
    [
      'that of Latin DOS',
      latin('P\xfd\xa1li\xe7 \xa7lu\x9cou\x9fk\xec k\x85\xe5'),
      null,
      'Příliš žluťoučký kůň',
    ],
    ['that of Latin DOS, named', latin('P\xfd\xa1loha'), 'IBM852', 'Příloha'],
    [
      'that of the Kamenický brothers',
      latin('P\xa9\xa1li\xa8 \x91lu\x9fou\x87k\x98 k\x96\xa4'),
      null,
      'Příliš žluťoučký kůň',
    ],
    ['that of the old Mac', latin('P\xde\x92loha \xeclut\x87'), 'x-mac-ce', 'Příloha žlutá'],
    ['seven bits of UTF-7', latin('P+AVkA7Q-loha, 1+-1'), 'utf-7', 'Příloha, 1+1'],
    [
      'UTF-16 that only its mark tells',
      Buffer.from('\ufeffPříloha', 'utf16le'),
      null,
      '\ufeffPříloha'.slice(1),
    ],
    ['eight bits called UTF-16', latin('P\xf8\xedloha \x9elut\xe1'), 'utf-16', 'Příloha žlutá'],
    ['windows-1250 called Western', latin('P\xf8\xedloha \x9elut\xe1'), 'iso-8859-1', 'Příloha žlutá'],
    ['Slovak windows-1250 called Western', latin('\x8ealuzie, \x9d'), 'windows-1252', 'Žaluzie, ť'],
    ['windows-1250 called by an alias of Latin 2', latin('\x8ealuzie'), 'latin2', 'Žaluzie'],
    [
      'windows-1250 called by an old name of ASCII',
      latin('\x8ealuzie, \xf8'),
      'ANSI_X3.4-1968',
      'Žaluzie, ř',
    ],
    ['Latin 2 whose only sign is a ž', latin('Popt\xe1vka \xbelab\xf9'), 'iso-8859-2', 'Poptávka žlabů'],
    [
      'Latin 2 without a name whose only sign is a ž',
      latin('Popt\xe1vka \xbelab\xf9'),
      null,
      'Poptávka žlabů',
    ],
    ['eight bits called Japanese', latin('P\xf8\xedloha'), 'iso-2022-jp', 'Příloha'],
    ['German', latin('Gr\xfc\xdfe aus M\xfcnchen'), 'iso-8859-1', 'Grüße aus München'],
    [
      'French that speaks of Škoda',
      latin('\x8akoda, tr\xe8s bien, o\xf9 \xeates-vous'),
      'windows-1252',
      'Škoda, très bien, où êtes-vous',
    ],
    ['Danish', latin('K\xf8benhavn, p\xe5 gensyn'), 'iso-8859-1', 'København, på gensyn'],
  ])('%s', (_what, bytes, named, words) => {
    expect(decodeText(bytes, named)).toBe(words);
  });

  it('a footer in another charset, or a letter cut in two, spoils no UTF-8', () => {
    const letter = Buffer.from('Děkujeme, příští týden přijedeme zaměřit.\n');
    const footer = Buffer.from('Z\xe1vazn\xe9 \x9eivot', 'latin1');
    expect(decodeText(Buffer.concat([letter, footer]), 'utf-8')).toBe(`${letter}Závazné život`);
    expect(decodeText(letter.subarray(0, letter.indexOf('š') + 1), 'utf-8')).toBe('Děkujeme, pří');
  });
});

describe('a raw message that is not as servers pass them on is read', () => {
  const whole = `${header}\r\nDobrý den,\r\nmáme zájem.\r\n`;
  it.each<[string, Buffer]>([
    ['with a byte order mark', Buffer.from(`\ufeff${whole}`)],
    ['with empty lines above it', Buffer.from(`\r\n \r\n${whole}`)],
    ['with CR alone at the ends of lines', Buffer.from(whole.replaceAll('\r\n', '\r'))],
    ['with CR twice at the ends of lines', Buffer.from(whole.replaceAll('\r\n', '\r\r\n'))],
    ['in UTF-16', Buffer.from(`\ufeff${whole}`, 'utf16le')],
  ])('%s', async (_what, raw) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-odd-'));
    writeFileSync(path.join(folder, 'a.eml'), raw);
    for (const source of [raw, path.join(folder, 'a.eml')])
      expect(await parseEmail(source)).toMatchObject({
        from: [{ address: 'mala@pila.example', name: 'Jana Malá' }],
        text: expect.stringMatching(/^Dobrý den,\nmáme zájem\.\s*$/),
      });
    rmSync(folder, { recursive: true });
  });
});

describe('the words of a message are found', () => {
  const part = 'Content-Type: text/plain; charset=utf-8\r\n\r\nMáme zájem.\r\n';
  const parts = `--=_b\r\n${part}--=_b--\r\n`;
  it.each([
    [
      'whose delimiter has spaces behind it',
      'multipart/mixed; boundary="=_b"',
      parts.replace(/^--[^\r]*/gm, '$& \t'),
    ],
    ['whose header names no delimiter', 'multipart/mixed', parts],
    ['whose header names another delimiter', 'multipart/alternative; boundary="other"', parts],
    ['whose delimiter has a comment behind it', 'multipart/mixed; boundary==_b (so)', parts],
    ['that only says it has parts', 'multipart/mixed; boundary="=_b"', 'Máme zájem.\r\n'],
    ['with a type that is none', 'text', 'Máme zájem.\r\n'],
    ['with a type the wrong way round', 'plain/text; charset=utf-8', 'Máme zájem.\r\n'],
    ['with a type without its semicolon', 'text/plain charset=utf-8', 'Máme zájem.\r\n'],
    [
      'of a page that is called plain',
      'text/plain; charset=utf-8',
      '<html><body><p>Máme <b>zájem</b>.</p></body></html>',
    ],
  ])('%s', async (_what, type, body) => {
    expect(await textOf(mail(`\r\n${body}`, `Content-Type: ${type}\r\n`))).toBe('Máme zájem.');
  });

  it('in parts below a page that names a delimiter', async () => {
    const type = 'Content-Type: text/html; boundary="--Gr&uuml;&szlig;e"\r\n';
    const page =
      '----Gr&uuml;&szlig;e\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Máme <b>zájem</b>.</p>\r\n';
    expect(await textOf(mail(`\r\n${page}----Gr&uuml;&szlig;e--\r\n`, type))).toBe('Máme zájem.');
  });

  it('with their lines, when what is called HTML has no tag', async () => {
    expect(await textOf(mail('\r\nMáme zájem.\r\nJana', 'Content-Type: text/html; charset=utf-8\r\n'))).toBe(
      'Máme zájem.\nJana',
    );
  });

  it('five hundred parts deep', async () => {
    const open = Array.from(
      { length: 500 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    );
    expect(await textOf(mail(open.join('') + part))).toBe('Máme zájem.');
  });

  const base64 = Buffer.from('Máme zájem.').toString('base64');
  it.each([
    [
      'of base64 with a footer below it',
      'base64',
      `${base64}\r\n\r\n-- \r\nChecked by Antivir`,
      'Máme zájem.\n--\nChecked by Antivir',
    ],
    ['called base64', 'base64', 'Hello, we are interested.', 'Hello, we are interested.'],
    ['encoded under a name that is none', '"Quoted_Printable"', 'M=C3=A1me z=C3=A1jem.', 'Máme zájem.'],
  ])('%s', async (_what, encoding, body, words) => {
    const type = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n`;
    expect(await textOf(mail(`\r\n${body}`, type))).toBe(words.replaceAll('\r\n', '\n'));
  });
});

describe('what is a file, and what is not', () => {
  const files = async (type: string, second: string): Promise<string[]> => {
    const body = `\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\n${second}\r\n\r\n<b>1;2;3</b>\r\n--b--\r\n`;
    return (await parseEmail(mail(body, `Content-Type: ${type}; boundary=b\r\n`))).files.map(
      ({ name }) => name,
    );
  };

  it('the same words for a watch or for AMP are none', async () => {
    expect(await files('multipart/alternative', 'Content-Type: text/x-amp-html')).toEqual([]);
    expect(await files('multipart/alternative', 'Content-Type: text/watch-html')).toEqual([]);
  });

  it('one without a name is called by what it is', async () => {
    const pdf = 'Content-Type: application/octet-stream\r\nContent-Disposition: attachment\r\n\r\n%PDF-1.4';
    expect(await files('multipart/mixed', pdf)).toEqual(['attachment-1.pdf']);
  });

  it('a text with a name, beside a letter, is one', async () => {
    const named =
      'Content-Type: text/plain; name=mereni.txt\r\nContent-Disposition: inline; filename=mereni.txt';
    expect(await files('multipart/mixed', named)).toEqual(['mereni.txt']);
  });

  it.each([
    ["filename*=x-unknown''P%F8%EDloha.pdf", 'Příloha.pdf'],
    ["filename*=ibm852''P%FD%A1loha.pdf", 'Příloha.pdf'],
    ["filename*=utf-8''Sleva 50% P%C5%99%C3%ADloha.pdf", 'Sleva 50% Příloha.pdf'],
    ['filename*=P%C5%99%C3%ADloha.pdf', 'Příloha.pdf'],
    ["filename*0*=utf-8''P%C5%9; filename*1*=9%C3%ADloha.pdf", 'Příloha.pdf'],
    ['filename*1*=loha%20cen; filename*2=ik.pdf', 'loha cenik.pdf'],
    ['filename="C:\\Jana\\zed.pdf"', 'zed.pdf'],
    ['filename=zed; jih.pdf', 'zed; jih.pdf'],
    ["filename='zed.pdf'", 'zed.pdf'],
    ['filename="P&#345;&#237;loha.pdf"', 'Příloha.pdf'],
    [`filename="${'x'.repeat(300)}.pdf.js"`, `${'x'.repeat(196)}….js`],
  ])('the name in %s', async (written, name) => {
    expect(
      await files(
        'multipart/mixed',
        `Content-Type: application/pdf\r\nContent-Disposition: attachment; ${written}`,
      ),
    ).toEqual([name]);
  });
});

it('the messages of a digest are messages, though nothing above them says it', async () => {
  const inner = (subject: string) => `From: Petr <petr@pila.example>\r\nSubject: ${subject}\r\n\r\nDobrý den`;
  const body = ['', `Content-Type: message/rfc822\r\n`].map(
    (own, at) => `--d\r\n${own}\r\n${inner(`Č. ${at}`)}\r\n`,
  );
  const read = await parseEmail(
    mail(`\r\n${body.join('')}--d--\r\n`, 'Content-Type: multipart/digest; boundary=d\r\n'),
  );
  expect(read.messages.map(({ email }) => email.subject)).toEqual(['Č. 0', 'Č. 1']);
});

it('an invitation in windows-1250 says what it is about', async () => {
  const event =
    'BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260310T090000Z\r\nSUMMARY:Zam\xec\xf8en\xed st\xf8echy\r\nEND:VEVENT';
  const raw = `${header}Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n${event}\r\nEND:VCALENDAR\r\n`;
  const { findings } = await parseEmail(Buffer.from(raw.replace('Jana Malá', 'Jana'), 'latin1'));
  expect(findings.invitation?.summary).toBe('Zaměření střechy');
});

describe('a winmail.dat', () => {
  const number = (value: number, bytes = 4): Buffer => {
    const out = Buffer.alloc(bytes);
    out.writeUIntLE(value, 0, bytes);
    return out;
  };
  /** A letter of Outlook whose words stand in RTF alone, not compressed. */
  const winmail = (rtf: string): Buffer => {
    const words = Buffer.concat([
      number(rtf.length + 12),
      number(rtf.length),
      Buffer.from('MELA'),
      number(0),
    ]);
    const value = Buffer.concat([words, Buffer.from(rtf, 'latin1'), Buffer.alloc(-rtf.length & 3)]);
    const property = [number(1), number(0x0102, 2), number(0x1009, 2), number(1), number(rtf.length + 16)];
    const data = Buffer.concat([...property, value]);
    const attribute = [
      Buffer.from([1]),
      number(0x9003, 2),
      number(6, 2),
      number(data.length),
      data,
      number(0, 2),
    ];
    return Buffer.concat([number(0x223e9f78), number(0, 2), ...attribute]);
  };

  it('whose words stand in RTF alone is read, without the zero at their end', async () => {
    const file = winmail("{\\rtf1\\ansi\\ansicpg1250 P\\'f8\\'ed\\'9at\\'ed t\\'fdden.\\par\0}").toString(
      'base64',
    );
    const type =
      'Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n';
    expect((await parseEmail(mail(`\r\n${file}`, type))).text).toBe('Příští týden.');
  });

  it('holds old documents, which are told by what they are', async () => {
    const old = (mark: string) =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(1000),
        Buffer.from(mark, 'utf16le'),
      ]);
    for (const [mark, type] of [
      ['WordDocument', 'application/msword'],
      ['Workbook', 'application/vnd.ms-excel'],
      ['__properties_version1.0', 'application/vnd.ms-outlook'],
    ] as const)
      expect((await readContents('a', 'application/octet-stream', old(mark))).type).toBe(type);
  });
});

it.each([
  ['a name of pieces without end', `Content-Disposition: attachment${'; name*='.repeat(100_000)}\r\n\r\nx`],
  ['a name of quotes without end', `Content-Disposition: attachment${'; name*0*="'.repeat(50_000)}\r\n\r\nx`],
  ['tags without end', `Content-Type: text/html\r\n\r\n${'<a'.repeat(100_000)}`],
  ['conditions without end', `Content-Type: text/html\r\n\r\n${'<!['.repeat(100_000)}`],
])('%s does not keep the reader busy', async (_what, rest) => {
  const before = process.cpuUsage();
  await parseEmail(Buffer.from(header + rest));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
});

describe('what runs when it is opened is told', () => {
  const page = Buffer.from('<html><script>new Blob([atob("TVqQ")])</script></html>');
  it.each<[string, string, Buffer, string]>([
    ['a page that puts a program together', 'faktura.html', page, 'script'],
    ['a drawing with a script', 'logo.svg', Buffer.from('<svg onload="a()"></svg>'), 'script'],
    ['an installer of an app', 'faktura.appinstaller', Buffer.from('<?xml?>'), 'program'],
    ['a shortcut of the web', 'faktura.website', Buffer.from('[a]'), 'script'],
    ['a name that ends in a letter without width', 'faktura.exe\u200b', Buffer.from('a'), 'program'],
    [
      'a script in an archive in an archive',
      'f.zip',
      Buffer.from(zipSync({ 'a.zip': zipSync({ 'b.js': page }) })),
      'script',
    ],
  ])('%s', async (_what, name, content, danger) => {
    expect((await readContents(name, 'application/octet-stream', content)).danger).toBe(danger);
  });

  it('and a page without one is a page', async () => {
    expect(await readContents('a.html', 'text/html', Buffer.from('<html><p>Ahoj</p></html>'))).toMatchObject({
      danger: null,
    });
  });

  it('an invoice saved in UTF-16 is an invoice', async () => {
    const xml =
      '\ufeff<?xml version="1.0"?><Invoice xmlns="http://isdoc.cz/namespace/2013"><ID>2026007</ID></Invoice>';
    const content = Buffer.from(xml, 'utf16le');
    const { type } = await readContents('faktura.isdoc', 'application/octet-stream', content);
    expect(await readInvoice('faktura.isdoc', type, content)).toMatchObject({ number: '2026007' });
  });
});

describe('fields of a header', () => {
  const fields = async (lines: string) => parseEmail(Buffer.from(`${lines}\r\n\r\nDobrý den`));
  it.each([
    ['a@pila.example, Jana <a@pila.example>', 'a@pila.example'],
    ['Jana <@relay.example:a@pila.example>', 'a@pila.example'],
    ['"a.mala"@pila.example', 'a.mala@pila.example'],
  ])('from %s', async (from, address) => {
    expect((await fields(`From: ${from}`)).from.map((one) => one.address)).toEqual([address]);
  });

  it('whoever is named twice is one recipient', async () => {
    const { to } = await fields('From: a@pila.example\r\nTo: b@pila.example, Bára <B@pila.example>');
    expect(to.map((one) => one.address)).toEqual(['b@pila.example']);
  });

  it('a Message-ID that is empty is none', async () => {
    expect((await fields('From: a@pila.example\r\nMessage-ID: <>')).messageId).toBeNull();
  });

  it.each([
    ['2026-03-03T10:15:00+01:00', '2026-03-03T09:15:00.000Z'],
    ['2026-03-03T09:15:00.123Z', '2026-03-03T09:15:00.000Z'],
    ['Tue, 3 Mar 2026 10:15:60 +0100', '2026-03-03T09:15:59.000Z'],
  ])('the date %s', (written, instant) => {
    expect(parseMailDate(written, 'UTC')).toBe(instant);
  });
});

it('looks at a header of tens of thousands of fields without end in a moment', () => {
  const { headers } = parseHeaders(Buffer.from('a:\n'.repeat(80_000)));
  expect(headers.a?.length).toBeGreaterThan(70_000);
});
