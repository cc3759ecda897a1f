import { describe, expect, it } from 'vitest';
import { decodeWords } from '../../src/features/email/reading/encoded-words.ts';
import { unflow } from '../../src/features/email/reading/flowed.ts';
import { parseEmail } from '../../src/features/email/reading/parse.ts';

const name = 'Příloha č. 5 – žádost.pdf';
const utf8 = Buffer.from(name);
const base64 = utf8.toString('base64');
const binary = utf8.toString('latin1');
// The same name in windows-1250, as clients of the nineties write it.
const windows = 'P\xf8\xedloha \xe8. 5 \x96 \x9e\xe1dost.pdf';
const quoted = (octets: string, mark = '='): string =>
  octets.replace(/[^\w.]/g, (octet) => `${mark}${octet.charCodeAt(0).toString(16).toUpperCase()}`);
const part = (from: number, to?: number): string => utf8.subarray(from, to).toString('base64');

const subjects: [string, string][] = [
  ['base64', `=?utf-8?B?${base64}?=`],
  ['quoted printable', `=?UTF-8?Q?${quoted(binary)}?=`],
  ['a letter split over two words', `=?utf-8?Q?P=C5?=\r\n =?utf-8?Q?${quoted(binary).slice(4)}?=`],
  ['a letter split over two words of base64', `=?utf-8?B?${part(0, 2)}?= =?utf-8?B?${part(2)}?=`],
  [
    'the second word encoded in the other way',
    `=?utf-8?B?${part(0, 2)}?= =?utf-8?Q?${quoted(binary).slice(4)}?=`,
  ],
  ['base64 without padding', `=?utf-8?B?${part(0, 2).replace(/=/g, '')}?= =?utf-8?B?${part(2)}?=`],
  ['base64 cut inside a group of four', `=?utf-8?B?${base64.slice(0, 6)}?= =?utf-8?B?${base64.slice(6)}?=`],
  ['base64 folded inside a word', `=?utf-8?B?${base64.slice(0, 20)}\r\n ${base64.slice(20)}?=`],
  ['words without a space between them', `=?utf-8?Q?P=C5=99?==?utf-8?Q?${quoted(binary).slice(7)}?=`],
  ['spaces inside a word', `=?utf-8?Q?${quoted(binary).replaceAll('=20', ' ')}?=`],
  ['a language', `=?utf-8*cs?Q?${quoted(binary)}?=`],
  ['quotes around it', `"=?utf-8?Q?${quoted(binary)}?="`],
  ['a word that never ends', `=?utf-8?Q?${quoted(binary)}`],
  ['a word encoded twice', `=?utf-8?B?${Buffer.from(`=?utf-8?Q?${quoted(binary)}?=`).toString('base64')}?=`],
  ['windows-1250', `=?windows-1250?Q?${quoted(windows)}?=`],
  ['windows-1250 under the name of UTF-8', `=?utf-8?Q?${quoted(windows)}?=`],
  ['windows-1250 under the name of iso-8859-2', `=?iso-8859-2?Q?${quoted(windows)}?=`],
  ['windows-1250 under a name that is none', `=?cp1250?Q?${quoted(windows)}?=`],
  ['raw UTF-8', binary],
  ['raw windows-1250', windows],
];

const inSubject = async (written: string): Promise<string> =>
  (await parseEmail(Buffer.from(`From: a@b.example\r\nSubject: ${written}\r\n\r\n`, 'latin1'))).subject;

const ofFile = async (parameters: string): Promise<string | undefined> => {
  const raw =
    'From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: application/pdf\r\n' +
    `Content-Disposition: attachment; ${parameters}\r\n\r\n%PDF\r\n--x--`;
  return (await parseEmail(Buffer.from(raw, 'latin1'))).files[0]?.name;
};

describe('a subject and a file’s name are read, written with', () => {
  it.each(subjects)('%s', async (_what, written) => {
    expect((await inSubject(written)).replace(/^"|"$/g, '')).toBe(name);
    expect(await ofFile(`filename="${written.replaceAll('"', '')}"`)).toBe(name);
  });
});

const escaped = quoted(binary, '%');
describe('a file’s name is read, written with', () => {
  it.each([
    ['a charset', `filename*=utf-8''${escaped}`],
    ['a charset and quotes', `filename*="UTF-8'cs'${escaped}"`],
    ['a fallback in ASCII beside it', `filename="Priloha.pdf"; filename*=utf-8''${escaped}`],
    ['continuations', `filename*0*=utf-8''${escaped.slice(0, 20)};\r\n filename*1*=${escaped.slice(20)}`],
    ['a letter split over two continuations', `filename*0*=utf-8''P%C5;\r\n filename*1*=${escaped.slice(4)}`],
    [
      'continuations in the wrong order',
      `filename*1*=${escaped.slice(20)}; filename*0*=utf-8''${escaped.slice(0, 20)}`,
    ],
    [
      'an encoded word cut into continuations',
      `filename*0="=?utf-8?B?${base64.slice(0, 22)}"; filename*1="${base64.slice(22)}?="`,
    ],
    ['windows-1250', `filename*=windows-1250''${quoted(windows, '%')}`],
    ['windows-1250 under the name of UTF-8', `filename*=utf-8''${quoted(windows, '%')}`],
    ['the escapes of a web form', `filename="${escaped}"`],
    ['nothing around its spaces', `filename=${binary}`],
  ])('%s', async (_what, parameters) => {
    expect(await ofFile(parameters)).toBe(name);
  });
});

it('leaves alone what only looks like an encoded word', () => {
  expect(decodeWords('a =? b ?= c')).toBe('a =? b ?= c');
  expect(decodeWords('1=?2')).toBe('1=?2');
  expect(decodeWords('=?utf-8?Q?Kolik=3F?? Nic.?=')).toBe('Kolik??? Nic.');
  expect(decodeWords('=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?= =?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=')).toBe(
    'テストテスト',
  );
});

it('never takes long over a field made of beginnings', () => {
  const before = performance.now();
  decodeWords('=?x?q?'.repeat(100_000));
  expect(performance.now() - before).toBeLessThan(2000);
});

describe('the sender is read', () => {
  it.each([
    ['jan@x.example <jan@x.example>', 'jan@x.example', ''],
    ['Jan @ Firma <jan@x.example>', 'jan@x.example', 'Jan @ Firma'],
    ['Novák, Jan <jan@x.example>', 'jan@x.example', 'Novák, Jan'],
    ['jan@x.example (Jan Novák)', 'jan@x.example', 'Jan Novák'],
    ['Jan <jan(doma)@x.example(sem)>', 'jan@x.example', 'Jan'],
    ['Jan <jan@x. example>', 'jan@x.example', 'Jan'],
    ['Jan <mailto:Jan@x.example>', 'jan@x.example', 'Jan'],
    ['Jan [mailto:jan@x.example]', 'jan@x.example', 'Jan'],
    ['Jan <jan@x.example.>', 'jan@x.example', 'Jan'],
    ["'jan@x.example'", 'jan@x.example', ''],
    ['Jan <jan@x.example', 'jan@x.example', 'Jan'],
  ])('from “%s”', async (written, address, person) => {
    const { from, fromFields } = await parseEmail(Buffer.from(`From: ${written}\r\n\r\n`));
    expect(fromFields).toBe(1);
    expect(from).toEqual([{ address, name: person }]);
  });

  it('also from a field with a space before its colon', async () => {
    const { from, subject } = await parseEmail(
      Buffer.from('Subject : Lávka\r\nFrom  : Jan <jan@x.example>\r\n\r\n'),
    );
    expect([from[0]?.address, subject]).toEqual(['jan@x.example', 'Lávka']);
  });

  it('and who is no address is no recipient', async () => {
    const { to } = await parseEmail(
      Buffer.from(
        'From: a@b.example\r\nTo: undisclosed-recipients:;, Eva, <x:y@z>, eva@firma.example\r\n\r\n',
      ),
    );
    expect(to.map(({ address }) => address)).toEqual(['eva@firma.example']);
  });
});

describe('flowed text', () => {
  it('joins what was wrapped', () => {
    expect(unflow('Dobrý den, \nposílám \nvýkres.\n\n-- \nJan', false)).toBe(
      'Dobrý den, posílám výkres.\n\n-- \nJan',
    );
  });

  it('never joins an answer to the quote above it', () => {
    expect(unflow('> Kolik \n> metrů? \n120 \nmetrů.', false)).toBe('> Kolik metrů? \n120 metrů.');
  });

  it('drops the mark where the client says so, and the space that hides a mark', () => {
    expect(unflow('zábra \ndlí\n >ne citace', true)).toBe('zábradlí\n>ne citace');
  });
});
