import { expect, it } from 'vitest';
import { MailboxConfig, ownSideOf } from '../../src/features/email/mailboxes/config.ts';
import { classify } from '../../src/features/email/reading/classify.ts';
import { parseEmail } from '../../src/features/email/reading/parse.ts';
import { isListedPortal, isPortal } from '../../src/features/email/reading/portals.ts';

const own = ownSideOf(
  MailboxConfig.parse({
    name: 'crm',
    host: 'mail.firma.example',
    user: 'crm@firma.example',
    pass: 'x',
    mode: 'dropbox',
  }),
);

const kindOf = async (fields: string, words: string, from = 'Karel Novotný <novotny@pila.example>') => {
  const raw = `From: ${from}\r\nTo: eva@firma.example\r\n${fields}\r\n\r\n${words}`;
  return classify(await parseEmail(Buffer.from(raw)), own)?.code ?? 'person';
};

it.each([
  ['Nepřítomnost v kanceláři', 'Nejsem v kanceláři do 14. 3.'],
  ['Nepřítomen: Re: Nabídka', 'Jsem pryč do 14. 3.'],
  ['Out of Office Re: Nabídka', 'Away.'],
  ['AUTO: Karel Novotný je mimo kancelář (návrat 14.03.2026)', 'Jsem mimo kancelář.'],
  ['Automatyczna odpowiedź: Oferta', 'Jestem na urlopie.'],
  ['Automatikus válasz: Ajánlat', 'Szabadságon vagyok.'],
])('“%s” is answered by a machine', async (subject, words) => {
  expect(await kindOf(`Subject: ${subject}`, words)).toBe('autoReply');
});

it.each([
  ['Auto: Octavia pro montáž', 'Hledáme auto pro montáž.'],
  ['Přečteno: Nabídka', 'Přečetl jsem si nabídku a mám dotaz.'],
  ['Read: Offer', 'I have read your offer and I like it.'],
  ['Nepřítomnost dodavatele', 'Dodavatel na stavbu nedorazil.'],
])('“%s” was written by a person', async (subject, words) => {
  expect(await kindOf(`Subject: ${subject}`, words)).toBe('person');
});

it.each([
  [
    'Přečteno: Nabídka',
    'Vaše zpráva\r\n  Komu: Karel\r\n  Odesláno: 3. 3. 2026 9:00\r\nbyla přečtena 3. 3. 2026 10:00.',
  ],
  ['Prečítané: Ponuka', 'Vaša správa bola prečítaná 3. 3. 2026 10:00.'],
  ['Nepřečteno: Nabídka', 'Vaše zpráva byla odstraněna bez přečtení.'],
  ['Read: Offer', 'Your message was read on 3 March 2026.'],
])('“%s” says that somebody opened our mail', async (subject, words) => {
  expect(await kindOf(`Subject: ${subject}`, words)).toBe('readReceipt');
});

it('a complaint about our mail comes from a machine', async () => {
  const type = 'Content-Type: multipart/report; report-type=feedback-report; boundary=b';
  const report = '--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n--b--\r\n';
  expect(await kindOf(type, report)).toBe('robot');
});

it.each(['no.reply', 'noreply+8f2', 'ne-odpovidat', 'automat', 'bounces+12', 'newsletter', 'upozorneni'])(
  '%s@ is no person',
  async (name) => {
    expect(await kindOf('Subject: Zpráva', 'Text', `${name}@pila.example`)).toBe('robot');
  },
);

it.each(['info', 'objednavky', 'automatizace', 'jan.bounce'])('%s@ is one', async (name) => {
  expect(await kindOf('Subject: Zpráva', 'Text', `${name}@pila.example`)).toBe('person');
});

it('a town’s E-ZAK looks like a portal by its address or its host, and nobody vouches for it', () => {
  for (const address of ['ezak@brno.example', 'noreply@zakazky.brno.example', 'podpora@ezak.brno.example']) {
    expect(isPortal(address, own)).toBe(true);
    expect(isListedPortal(address, own)).toBe(false);
  }
  expect(isPortal('jan@mojezakazky.example', own)).toBe(false);
});
