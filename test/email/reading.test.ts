import { describe, expect, it } from 'vitest';
import { domainAndParents, findTag, isFreeMail } from '../../src/features/email/addresses.ts';
import { MailboxConfig, ownSideOf } from '../../src/features/email/mailboxes/config.ts';
import { decodeText } from '../../src/features/email/reading/charset.ts';
import { bareSubject, isForwardSubject } from '../../src/features/email/reading/forwards.ts';
import { textFromHtml } from '../../src/features/email/reading/html.ts';
import { parseMailDate } from '../../src/features/email/reading/mail-date.ts';
import { parseEmail } from '../../src/features/email/reading/parse.ts';
import { readSignature } from '../../src/features/email/reading/signature.ts';

describe('dates as mail clients write them', () => {
  it.each([
    ['Tue, 3 Mar 2026 10:15:00 +0100', '2026-03-03T09:15:00.000Z'],
    ['3 Mar 26 10:15 GMT', '2026-03-03T10:15:00.000Z'],
    ['Tue Mar  3 10:15:00 2026', '2026-03-03T09:15:00.000Z'],
    ['út 3. 3. 2026 v 10:15', '2026-03-03T09:15:00.000Z'],
    ['úterý 3. března 2026 10:15', '2026-03-03T09:15:00.000Z'],
    ['3. března 2026 10:15:22 SEČ', '2026-03-03T09:15:22.000Z'],
    ['streda, 1. júla 2026 o 10:15', '2026-07-01T08:15:00.000Z'],
    ['1. červenec 2026 10:15', '2026-07-01T08:15:00.000Z'],
    ['1. června 2026 10:15', '2026-06-01T08:15:00.000Z'],
    ['Dienstag, 3. März 2026 10:15', '2026-03-03T09:15:00.000Z'],
    ['Tuesday, March 3, 2026 1:15 PM', '2026-03-03T12:15:00.000Z'],
    ['3/4/2026 1:15:00 PM', '2026-03-04T12:15:00.000Z'],
    ['02.03.2026 8:05', '2026-03-02T07:05:00.000Z'],
    ['2026-03-03 10:15', '2026-03-03T09:15:00.000Z'],
    ['út 3.března 2026 10:15', '2026-03-03T09:15:00.000Z'],
    ['2026. március 3., kedd 10:15', '2026-03-03T09:15:00.000Z'],
    ['wtorek, 2 czerwca 2026 10:15', '2026-06-02T08:15:00.000Z'],
    ['вівторок, 3 березня 2026 р. 10:15', '2026-03-03T09:15:00.000Z'],
  ])('%s', (text, instant) => {
    expect(parseMailDate(text, 'Europe/Prague')).toBe(instant);
  });

  it.each(['', 'včera', '31. 2. 2026 10:15', '3. 3. 2026', '99. 99. 9999 99:99'])('“%s” is none', (text) => {
    expect(parseMailDate(text, 'Europe/Prague')).toBeNull();
  });
});

describe('charsets', () => {
  const words = 'Příliš žluťoučký kůň, ľúbozvučná šťava.';
  // The runtime writes no 8-bit charset, so the bytes are looked up in what it reads.
  const bytesIn = (charset: string): Buffer => {
    const table = new Map(
      Array.from({ length: 256 }, (_, byte) => [new TextDecoder(charset).decode(Uint8Array.of(byte)), byte]),
    );
    return Buffer.from([...words].map((letter) => table.get(letter) ?? 63));
  };
  const windows = bytesIn('windows-1250');
  const latin2 = bytesIn('iso-8859-2');

  it.each<[string, Buffer, string | null]>([
    ['windows-1250 without a label', windows, null],
    ['windows-1250 labelled as UTF-8', windows, 'utf-8'],
    ['windows-1250 labelled as iso-8859-2', windows, 'iso-8859-2'],
    ['windows-1250 under a name that is none', windows, 'cp-1250'],
    ['iso-8859-2 without a label', latin2, null],
    ['iso-8859-2 labelled as ASCII', latin2, 'us-ascii'],
    ['UTF-8 labelled as windows-1250', Buffer.from(words), 'windows-1250'],
    ['UTF-8 under an unknown name', Buffer.from(words), 'x-nonsense'],
  ])('%s is read', (_what, bytes, label) => {
    expect(decodeText(bytes, label)).toBe(words);
  });
});

describe('HTML as text', () => {
  it('keeps paragraphs, lists, links and quotes, and drops scripts, styles and tracking pixels', () => {
    const html =
      '<style>p{}</style><script>alert(1)</script><p>Dobr&yacute; den,<br>pos&iacute;l&aacute;m:</p><ul><li>zábradlí<li>vrata</ul>' +
      '<p>Viz <a href="https://firma.example/d">výkres</a>.</p><img src="https://t.example/p.gif" width=1><blockquote>Kolik?</blockquote>';
    expect(textFromHtml(html)).toBe(
      'Dobrý den,\nposílám:\n\n- zábradlí\n- vrata\n\nViz výkres <https://firma.example/d>.\n\n> Kolik?',
    );
  });

  it('tells what somebody indented from what they quote', () => {
    const html =
      '<div>Cenu na:<blockquote style="margin:0 0 0 40px;border:none;padding:0px">120 m</blockquote>Díky</div>' +
      '<blockquote type="cite" style="border:none"><blockquote style="border: medium none">Eva</blockquote>Malá</blockquote>';
    expect(textFromHtml(html)).toBe('Cenu na:\n120 m\nDíky\n> Eva\n> Malá');
  });

  it('takes five megabytes and any depth in its stride', () => {
    const before = performance.now();
    expect(
      textFromHtml(`${'<table><tr><td>'.repeat(50_000)}ahoj${'</td></tr></table>'.repeat(50_000)}`),
    ).toBe('ahoj');
    expect(textFromHtml('<p>slovo</p>'.repeat(400_000)).length).toBeGreaterThan(1_000_000);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});

describe('addresses', () => {
  const own = ownSideOf(
    MailboxConfig.parse({
      name: 'crm',
      host: 'mail.firma.example',
      user: 'crm@firma.example',
      pass: 'x',
      mode: 'dropbox',
    }),
  );
  it.each([
    ['crm+d42@firma.example', { kind: 'deal', number: 42 }],
    ['crm+d-7@firma.example', { kind: 'deal', number: 7 }],
    ['crm+new@firma.example', { kind: 'new' }],
    ['crm+dxx@firma.example', { kind: 'unknown', tag: 'dxx' }],
    ['eva+d42@jinde.example', null],
    ['crm@firma.example', null],
  ])('the tag of %s', (address, tag) => {
    expect(findTag([address], own)).toEqual(tag);
  });

  it('a provider’s domain never names a company, a company’s subdomain names it', () => {
    expect(isFreeMail('seznam.cz')).toBe(true);
    expect(isFreeMail('azet.sk')).toBe(true);
    expect(domainAndParents('praha.firma.example')).toEqual(['praha.firma.example', 'firma.example']);
  });
});

it.each([
  ['PŘ: Poptávka', true, 'Poptávka'],
  ['Fwd: Re: Poptávka', true, 'Poptávka'],
  ['FW: FW: Poptávka', true, 'Poptávka'],
  ['WG: Angebot', true, 'Angebot'],
  ['Re: FW: Poptávka', false, 'Poptávka'],
  ['Odp: Poptávka', false, 'Poptávka'],
  ['Přehled: akce', false, 'Přehled: akce'],
  ['Práce: nabídka', false, 'Práce: nabídka'],
])('the subject “%s”', (subject, isForward, bare) => {
  expect(isForwardSubject(subject)).toBe(isForward);
  expect(bareSubject(subject)).toBe(bare);
});

it('reads phone, position and IČO out of a signature', () => {
  expect(readSignature('Jan Dvořák\njednatel\ntel.: 601 000 456\nIČO: 000 00 027', '', 'CZ')).toEqual({
    phone: '+420 601 000 456',
    position: 'jednatel',
    ico: '00000027',
  });
  const icoIn = (signature: string) => readSignature(signature, '', 'CZ').ico;
  expect(['IČ: 00000019', 'IČ 000 00 019', 'IC00000019', 'ičo 00000019'].map(icoIn)).toEqual(
    Array(4).fill('00000019'),
  );
  expect(['DIČ: 00000019', 'IČ DPH: 00000019'].map(icoIn)).toEqual([null, null]);
});

it('reads a message of ten thousand parts and one with a megabyte of headers', async () => {
  const parts = await parseEmail(
    Buffer.from(
      `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\nContent-Type: text/plain\r\n\r\nahoj\r\n'.repeat(10_000)}--x--`,
    ),
  );
  expect(parts.rung).toBe(1);
  expect(parts.text.startsWith('ahoj')).toBe(true);
  const headers = await parseEmail(
    Buffer.from(`From: a@b.example\r\nX-Long: ${'x'.repeat(1_500_000)}\r\n\r\nahoj`),
  );
  expect(headers.text).toBe('ahoj');
});
