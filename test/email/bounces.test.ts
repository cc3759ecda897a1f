import { expect, it } from 'vitest';
import { MailboxConfig, ownSideOf } from '../../src/features/email/mailboxes/config.ts';
import { readBounces } from '../../src/features/email/reading/bounces.ts';
import { parseEmail } from '../../src/features/email/reading/parse.ts';

const own = ownSideOf(
  MailboxConfig.parse({
    name: 'crm',
    host: 'mail.firma.example',
    user: 'crm@firma.example',
    pass: 'x',
    mode: 'dropbox',
  }),
);

const read = async (head: string[], body: string) =>
  readBounces(
    await parseEmail(
      Buffer.from([...head, 'Content-Type: text/plain; charset=utf-8', '', body].join('\r\n')),
    ),
    own,
  ).map(({ address, why, status }) => [address, why, status]);

const daemon = ['From: MAILER-DAEMON@firma.example', 'Return-Path: <>'];

it.each([
  [
    'Outlook in Czech',
    'Doručení těmto příjemcům nebo skupinám se nezdařilo:\n\nJan (jan@zakaznik.example)\nZadaná adresa nebyla nalezena.\n\nDiagnostické informace pro správce:\nGenerující server: x@firma.example',
    [['jan@zakaznik.example', 'noSuchAddress', null]],
  ],
  [
    'Outlook in Slovak',
    'Správu sa nepodarilo doručiť týmto príjemcom:\n\njana@zakaznik.example\nPoštová schránka príjemcu je plná.',
    [['jana@zakaznik.example', 'full', null]],
  ],
  [
    'Exim in English',
    'A message that you sent could not be delivered to one or more of its recipients.\n\n  jan@zakaznik.example\n    Unrouteable address: domain not found\n\n------ This is a copy of the message, including all the headers. ------\nTo: eva@firma.example, jiny@zakaznik.example',
    [['jan@zakaznik.example', 'noSuchDomain', null]],
  ],
  [
    'a German server',
    'Ihre Nachricht konnte nicht zugestellt werden:\n<hans@kunde.example>: 550 5.1.1 Empfänger unbekannt',
    [['hans@kunde.example', 'noSuchAddress', '5.1.1']],
  ],
  [
    'a mail too large for them',
    'Zprávu se nepodařilo doručit:\njan@zakaznik.example\n552 5.3.4 Message size exceeds fixed limit',
    [],
  ],
  [
    'a delay in Czech',
    'Doručení zprávy příjemci jan@zakaznik.example je zpožděno. Server se bude dále pokoušet zprávu doručit.',
    [],
  ],
  [
    'Gmail’s delay in Czech',
    'Při doručování zprávy adresátovi jan@zakaznik.example došlo k dočasným potížím, doručení se nezdařilo. Gmail se bude o doručení pokoušet ještě dalších 46 hodin.',
    [],
  ],
  [
    'a server that does not know them',
    'Zprávu se nepodařilo doručit na adresu jan@zakaznik.example: adresát je neznámý.',
    [['jan@zakaznik.example', 'noSuchAddress', null]],
  ],
  ['a temporary code', 'Message not delivered yet: jan@zakaznik.example: 451 4.7.1 Greylisted', []],
  ['one of our own addresses', 'Zprávu se nepodařilo doručit: eva@firma.example, adresa neexistuje.', []],
])('%s', async (_server, words, bounced) => {
  expect(await read(daemon, words)).toEqual(bounced);
});

it('takes the header’s word for who it was', async () => {
  const head = [...daemon, 'X-Failed-Recipients: jan@zakaznik.example, petr@zakaznik.example'];
  expect(await read(head, 'Adresa nebyla nalezena. Píšete na info@zakaznik.example?')).toEqual([
    ['jan@zakaznik.example', 'noSuchAddress', null],
    ['petr@zakaznik.example', 'noSuchAddress', null],
  ]);
});

const report = (fields: string) =>
  [
    'From: MAILER-DAEMON@firma.example',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
    '',
    `--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a.example\r\n\r\n${fields}\r\n--x--`,
  ].join('\r\n');

it.each([
  [
    'two recipients without a line between them',
    'Final-Recipient: rfc822; a@z.example\r\nAction: failed\r\nStatus: 5.1.1\r\nFinal-Recipient: rfc822; b@z.example\r\nAction: failed\r\nStatus: 5.2.1',
    ['a@z.example noSuchAddress', 'b@z.example disabled'],
  ],
  [
    'the action before the recipient, and a code only in the server’s words',
    'Action: failed\r\nFinal-Recipient: rfc822;<A@Z.example>\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550 5.2.2 Over\r\n quota',
    ['a@z.example full'],
  ],
  [
    'one delivered, one delayed',
    'Final-Recipient: rfc822; a@z.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\nFinal-Recipient: rfc822; b@z.example\r\nAction: delayed\r\nStatus: 4.4.7',
    [],
  ],
])('a report with %s', async (_what, fields, bounced) => {
  const email = await parseEmail(Buffer.from(report(fields)));
  expect(readBounces(email, own).map(({ address, why }) => `${address} ${why}`)).toEqual(bounced);
});
