/**
 * Mail as a firm gets it: four in ten plain, four with HTML beside the text, two with a file of 100 kB, in Czech charsets;
 * four in ten answer an earlier one.
 */
import { createHash } from 'node:crypto';

/** An open deal, and the domain of its company. */
export interface Target {
  deal: number;
  domain: string;
}

/** Two in ten come from strangers and wait for a person; the others belong to a deal. @param series no two are alike */
export function letter(series: string, number: number, targets: Target[]): Buffer {
  const { deal, domain } = targets[number % targets.length] as Target;
  const stranger = number % 5 === 4;
  const from = stranger ? `poptavka${number}@neznama${number}.example` : `jednatel@${domain}`;
  const head = [
    `Received: from posta.example by mail.firma.example; Mon, 8 Mar 2027 08:00:00 +0100`,
    `Delivered-To: crm${stranger ? '' : `+d${deal}`}@firma.example`,
    `From: =?UTF-8?Q?Ji=C5=99=C3=AD_=C5=98=C3=ADha?= <${from}>`,
    'To: Eva <obchodnik1@firma.example>, crm@firma.example',
    `Subject: =?UTF-8?B?${Buffer.from(`Nabídka na ocelovou konstrukci ${series} ${number}`).toString('base64')}?=`,
    `Message-ID: <${series}-${number}@posta.example>`,
    'Date: Mon, 8 Mar 2027 08:00:00 +0100',
    ...answering(series, number),
    'MIME-Version: 1.0',
  ];
  const kind = number % 10;
  const body =
    kind < 4 ? plain(number) : kind < 8 ? alternative(number) : withFile(`${series} ${number}`, number);
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n`), body]);
}

function answering(series: string, number: number): string[] {
  const earlier = number - 40;
  if (earlier < 0 || ![1, 2, 6, 8].includes(number % 10)) return [];
  const answered = `<${series}-${earlier}@posta.example>`;
  return [`In-Reply-To: ${answered}`, `References: <nabidka-${number}@firma.example> ${answered}`];
}

/** A mail of so many megabytes, most of them one file. */
export function largeLetter(series: string, number: number, targets: Target[], megabytes: number): Buffer {
  const { deal, domain } = targets[number % targets.length] as Target;
  const head =
    `Delivered-To: crm+d${deal}@firma.example\r\nFrom: jednatel@${domain}\r\nTo: crm@firma.example\r\n` +
    `Subject: vykresy ${series} ${number}\r\nMessage-ID: <${series}-large-${number}@posta.example>\r\n` +
    'Date: Mon, 8 Mar 2027 08:00:00 +0100\r\nMIME-Version: 1.0\r\n';
  return Buffer.concat([Buffer.from(head), withFile(`${series} ${number}`, number, megabytes * 1_000_000)]);
}

const sentences = [
  'Dobrý den, posíláme slíbenou specifikaci a prosíme o cenu včetně dopravy.',
  'Žárové zinkování podle normy, tloušťka vrstvy nejméně 85 µm.',
  'Termín předání bychom potřebovali posunout na začátek dubna.',
  'Prosíme o potvrzení přijetí a o sdělení, kdo u vás má zakázku na starosti.',
  'S pozdravem a přáním hezkého dne',
];

const text = (number: number): string =>
  [
    ...Array.from({ length: 8 + (number % 20) }, (_, n) => sentences[(number + n) % sentences.length]),
    '',
    'Jiří Říha',
    'Mostní stavby Brno',
    '+420 601 000 123',
    '',
    'Dne 5. 3. 2027 v 9:12 Eva napsala:',
    ...Array.from({ length: 6 }, (_, n) => `> ${sentences[n % sentences.length]}`),
  ].join('\r\n');

/** What the text has beyond ASCII, in each charset. */
const charsets: [name: string, bytes: Record<string, number>][] = [
  [
    'windows-1250',
    {
      á: 0xe1,
      ž: 0x9e,
      ř: 0xf8,
      í: 0xed,
      ě: 0xec,
      š: 0x9a,
      č: 0xe8,
      ů: 0xf9,
      ý: 0xfd,
      é: 0xe9,
      Ž: 0x8e,
      Ř: 0xd8,
      ň: 0xf2,
      µ: 0xb5,
    },
  ],
  [
    'iso-8859-2',
    {
      á: 0xe1,
      ž: 0xbe,
      ř: 0xf8,
      í: 0xed,
      ě: 0xec,
      š: 0xb9,
      č: 0xe8,
      ů: 0xf9,
      ý: 0xfd,
      é: 0xe9,
      Ž: 0xae,
      Ř: 0xd8,
      ň: 0xf2,
      µ: 0x75,
    },
  ],
];

function plain(number: number): Buffer {
  const [charset, bytes] = charsets[number % 3] ?? ['utf-8', null];
  const coded = bytes
    ? Buffer.from(
        [...text(number)].map((letter) => bytes[letter] ?? (letter.codePointAt(0) as number) & 0x7f),
      )
    : Buffer.from(text(number));
  return Buffer.concat([
    Buffer.from(`Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`),
    coded,
    Buffer.from('\r\n'),
  ]);
}

const part = (boundary: string, type: string, encoding: string, content: string): string =>
  `--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${content}\r\n`;

const folded = (content: string | Buffer): string =>
  Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');

function alternative(number: number): Buffer {
  const html = `<html><body style="font-family:Calibri"><table>${text(number)
    .split('\r\n')
    .map((line) => `<tr><td class="MsoNormal"><p>${line.replace('>', '&gt;')}</p></td></tr>`)
    .join('\r\n')}</table></body></html>`;
  return Buffer.from(
    `Content-Type: multipart/alternative; boundary="alt"\r\n\r\n${part('alt', 'text/plain; charset=utf-8', 'base64', folded(text(number)))}${part('alt', 'text/html; charset=utf-8', 'base64', folded(html))}--alt--\r\n`,
  );
}

function withFile(seed: string, number: number, size = 100_000): Buffer {
  const block = createHash('sha512').update(seed).digest();
  const content = Buffer.concat(Array.from({ length: Math.ceil(size / 64) }, () => block));
  // No two files are alike, so that none is spared.
  content.write(seed);
  const head = `Content-Type: multipart/mixed; boundary="mix"\r\n\r\n${part('mix', 'text/plain; charset=utf-8', '8bit', text(number))}--mix\r\n`;
  const file = `Content-Type: application/pdf; name="vykres-${number}.pdf"\r\nContent-Disposition: attachment; filename="vykres-${number}.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  return Buffer.concat([Buffer.from(head + file), Buffer.from(`${folded(content)}\r\n--mix--\r\n`)]);
}
