/** One mail of a customer comes in several forms and is one entry. */
import { expect, it } from 'vitest';
import { type Office, office } from './office.ts';

const words = 'Dobrý den, posíláme poptávku na zábradlí lávky přes Svratku, délka 48 m, termín do 30. 4.';
const signed = '\n\nS pozdravem\nIng. Petr Říha\nMostní stavby Brno, a.s.';
const long = `${words} ${'Výkresy pošleme poštou, prosíme o cenu včetně montáže a žárového zinkování. '.repeat(3)}`;

const original = (text = words, subject = 'Poptávka zábradlí', more: string[] = []) =>
  [
    ...more,
    'Message-ID: <poptavka@mostni-stavby.example>',
    'From: Petr Říha <riha@mostni-stavby.example>',
    'To: eva@firma.example',
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'Date: Mon, 08 Mar 2027 08:15:42 +0100',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `${text}${signed}`,
    '',
  ].join('\r\n');

interface Passed {
  by: string;
  note: string;
  text?: string;
  sent?: string | null;
  subject?: string;
}

const forward = ({ by, note, text = words, sent = '8. března 2027 8:15', subject }: Passed) => ({
  from: `${by}@firma.example`,
  subject: `FW: ${subject ?? 'Poptávka zábradlí'}`,
  text: [
    note,
    '',
    '________________________________',
    'Od: Petr Říha <riha@mostni-stavby.example>',
    ...(sent ? [`Odesláno: ${sent}`] : []),
    'Komu: eva@firma.example',
    `Předmět: ${subject ?? 'Poptávka zábradlí'}`,
    '',
    `${text}${signed}`,
  ].join('\n'),
});

const outcomes = async (firm: Office): Promise<string[]> =>
  firm.system.db('inbound_emails').orderBy('id').pluck('status');
const entries = (firm: Office) => firm.system.db('activities').where({ deal_id: 42 });

it('a mail that two colleagues forward, one of them twice, is logged once, with what they wrote above it', async () => {
  const firm = await office();
  const first = await firm.receives(original());
  await firm.receives(forward({ by: 'eva', note: 'Tohle je velké.' }));
  await firm.receives(forward({ by: 'tomas', note: 'Vezmu si to.' }));
  await firm.receives(forward({ by: 'eva', note: 'Spěchá!' }));
  expect(await outcomes(firm)).toEqual(['logged', 'duplicate', 'duplicate', 'duplicate']);
  const [entry, ...others] = await entries(firm);
  expect(others).toEqual([]);
  for (const note of ['Tohle je velké.', 'Vezmu si to.', 'Spěchá!']) expect(entry?.text).toContain(note);
  expect(await firm.row(first)).toMatchObject({ deal_id: 42 });
});

it('the mail itself comes after its forward, and an answer to it finds the conversation', async () => {
  const firm = await office();
  await firm.receives(forward({ by: 'eva', note: 'Prosím o cenu.' }));
  const later = await firm.receives(original());
  expect(await firm.row(later)).toMatchObject({ status: 'duplicate', reason: 'sameMail' });
  const answer = await firm.receives({
    from: 'cizi@jinde.example',
    head: ['In-Reply-To: <poptavka@mostni-stavby.example>'],
  });
  expect(await firm.row(answer)).toMatchObject({ status: 'logged', reason: 'thread', deal_id: 42 });
  expect(await entries(firm)).toHaveLength(2);
});

it('another copy of a forward that gave way is no second entry either', async () => {
  const firm = await office({ trust: 'auth-results', authservId: 'mx.firma.example' });
  const doubted = await firm.receives(forward({ by: 'eva', note: 'Nevím.' }));
  const pass = 'Authentication-Results: mx.firma.example; dmarc=pass header.from=mostni-stavby.example';
  await firm.receives(original(words, undefined, [pass]));
  expect(await firm.row(doubted)).toMatchObject({ status: 'duplicate', reason: 'sameMail' });
  await firm.receives(original());
  expect(await outcomes(firm)).toEqual(['duplicate', 'logged', 'duplicate']);
  const [entry] = await entries(firm);
  expect(entry?.text).not.toContain('Nevím.');
});

it('a forward from another zone is known by a long text, and not by a short one', async () => {
  const firm = await office();
  await firm.receives(original(long));
  await firm.receives(forward({ by: 'eva', note: '', text: long, sent: '8. března 2027 7:15' }));
  expect(await outcomes(firm)).toEqual(['logged', 'duplicate']);
  const other = await office();
  await other.receives(original());
  await other.receives(forward({ by: 'eva', note: '', sent: '8. března 2027 7:15' }));
  expect(await outcomes(other)).toEqual(['logged', 'logged']);
});

it.each([
  ['of another minute', { sent: '8. března 2027 8:16' }],
  ['without a date', { sent: null }],
  ['with another subject', { subject: 'Poptávka mostovky' }],
  ['with other words', { text: 'Dobrý den, tu první poptávku prosím zrušte.' }],
  ['with another number', { text: long.replace('48 m', '52 m') }],
])('a forwarded mail %s is another mail', async (_, other) => {
  const firm = await office();
  await firm.receives(original('text' in other && other.text?.includes('52') ? long : words));
  await firm.receives(forward({ by: 'eva', note: 'Ještě jeden.', ...other }));
  expect(await outcomes(firm)).toEqual(['logged', 'logged']);
});

it('a mail with a file that its forward came without is kept with its file', async () => {
  const firm = await office();
  await firm.receives(forward({ by: 'eva', note: '', sent: '8. března 2027 9:00', subject: 'Dotaz' }));
  const whole = await firm.receives({
    text: `${words}${signed}`,
    attachment: { name: 'vykres.pdf', content: '%PDF-1.4 výkres lávky' },
  });
  expect(await firm.row(whole)).toMatchObject({ status: 'logged', deal_id: 42 });
  const bare = await firm.receives({ text: `${words}${signed}` });
  expect(await firm.row(bare)).toMatchObject({ status: 'duplicate' });
});

it('a forward whose fields Outlook wrapped is the same mail as the one that the customer sent a copy of', async () => {
  const firm = await office();
  await firm.receives({
    from: 'eva@firma.example',
    subject: 'FW: Poptávka',
    text: [
      'Získat Outlook pro iOS<https://aka.example/o>',
      '________________________________',
      'Od: Petr Říha <riha@mostni-stavby.example>',
      'Odesláno: pondělí 8. března 2027 8:15',
      'Komu: Eva Nová <eva@firma.example>; Tomáš Malý <tomas@firma.example>; Karel',
      'Jiný <karel@jina.example>',
      'Předmět: Poptávka zábradlí pro novou halu v Hodoníně, na které se spěchá',
      'kvůli kolaudaci',
      '',
      'Dobrý den, poptáváme zábradlí.',
    ].join('\n'),
  });
  const subject = 'Poptávka zábradlí pro novou halu v Hodoníně, na které se spěchá kvůli kolaudaci';
  await firm.receives(original('Dobrý den, poptáváme zábradlí.', subject).replace(signed, ''));
  expect(await outcomes(firm)).toEqual(['logged', 'duplicate']);
  const [entry] = await entries(firm);
  expect(entry?.text).toBe(`${subject}\n\nDobrý den, poptáváme zábradlí.`);
});
