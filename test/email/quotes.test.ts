import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseEmail } from '../../src/features/email/reading/parse.ts';
import { splitQuotes } from '../../src/features/email/reading/quotes.ts';
import { mailFilesIn } from '../../src/features/email/replay.ts';

const eva = 'Eva Malá <eva@firma.example>';

const introductions: [string, string][] = [
  ['Gmail, Czech', `po 2. 3. 2026 v 16:40 odesílatel ${eva} napsal:`],
  ['Gmail, Czech, wrapped', `po 2. 3. 2026 v 16:40 odesílatel Eva Malá <\neva@firma.example> napsal:`],
  ['Gmail, Czech, a woman', `po 2. 3. 2026 v 16:40 odesílatelka ${eva} napsala:`],
  ['Gmail, Slovak', `po 2. 3. 2026 o 16:40 ${eva} napísal(a):`],
  ['Gmail, English', `On Mon, Mar 2, 2026 at 4:40 PM ${eva} wrote:`],
  ['Gmail, German', `Am Mo., 2. März 2026 um 16:40 Uhr schrieb ${eva}:`],
  ['Thunderbird, Czech', 'Dne 02. 03. 26 v 16:40 Eva Malá napsal(a):'],
  ['Thunderbird, Slovak', 'Dňa 2. 3. 2026 o 16:40 Eva Malá napísal(a):'],
  ['Thunderbird, German', 'Am 02.03.26 um 16:40 schrieb Eva Malá:'],
  ['Apple Mail, Czech', `2. 3. 2026 v 16:40, ${eva}:`],
  ['Apple Mail, Slovak', `Dňa 2. 3. 2026 o 16:40 používateľ ${eva} napísal:`],
  ['iPhone, Czech', `2. března 2026 v 16:40, ${eva}:`],
  ['Inbox, German', `Eva Malá <eva@firma.example> schrieb am Mo., 2. März 2026 um 16:40 Uhr:`],
  [
    'Yahoo on a phone, Czech',
    `Dne po, 2. bře, 2026 at 16:40, Eva Malá\n<eva@firma.example> napsal(a):   Ahoj,`,
  ],
  ['Fastmail', 'On Mon, Mar 2, 2026, at 4:40 PM, eva_mala wrote:'],
  ['a list in French, known by its shape alone', `Le lun. 2 mars 2026 à 16:40, ${eva} a écrit :`],
];

const blocks: [string, string][] = [
  ['Outlook, Czech', `Od: ${eva}\nOdesláno: pondělí 2. března 2026 16:40\nKomu: Petr Říha\nPředmět: Nabídka`],
  [
    'New Outlook, Czech',
    `________________________________\nOd: ${eva}\nDatum: pondělí, 2. března 2026 16:40\nKomu: Petr Říha\nPředmět: Nabídka`,
  ],
  [
    'Outlook, Czech, plain text',
    `-----Původní zpráva-----\nOd: ${eva}\nOdesláno: pondělí 2. března 2026 16:40\nKomu: Petr Říha\nPředmět: Nabídka`,
  ],
  [
    'Outlook, Slovak',
    `Od: ${eva}\nOdoslané: pondelok 2. marca 2026 16:40\nKomu: Petr Říha\nKópia: Jana\nPredmet: Ponuka`,
  ],
  [
    'Outlook, English, bold',
    `*From:* ${eva}\n*Sent:* Monday, March 2, 2026 4:40 PM\n*To:* Petr Říha\n*Subject:* Offer`,
  ],
  ['Outlook, German', `Von: ${eva}\nGesendet: Montag, 2. März 2026 16:40\nAn: Petr Říha\nBetreff: Angebot`],
  [
    'Outlook, bold as Thunderbird writes it',
    `*Od:*${eva}\n*Odesláno:*pondělí 2. března 2026 16:40\n*Komu:*Petr Říha\n*Předmět:*Nabídka`,
  ],
  [
    'Outlook, with a line of the firm’s own among the fields',
    `Od: ${eva}\nOdesláno: pondělí 2. března 2026 16:40\nKlasifikace: Interní\nKomu: Petr Říha\nPředmět: Nabídka`,
  ],
  ['Outlook, Slovene', `Od: ${eva}\nPoslano: 02. marec 2026 16:40\nZa: Petr\nZadeva: Ponudba`],
  ['Outlook, Romanian', `De la: ${eva}\nTrimis: luni, 2 martie 2026 16:40\nCătre: Petr\nSubiect: Oferta`],
  ['Outlook, Dutch', `Van: ${eva}\nVerzonden: maandag 2 maart 2026 16:40\nAan: Petr\nOnderwerp: Offerte`],
  ['Outlook, Swedish', `Från: ${eva}\nSkickat: den 2 mars 2026 16:40\nTill: Petr\nÄmne: Offert`],
  [
    'Seznam',
    `---------- Původní e-mail ----------\nOd: ${eva}\nKomu: riha@mostni-stavby.example\nDatum: 2. 3. 2026 16:40:12\nPředmět: Nabídka`,
  ],
];

describe('tells what is new from what is quoted', () => {
  it.each(introductions)('below the line of %s', (_client, line) => {
    const split = splitQuotes(`Bereme to.\n\n${line}\n> Dobrý den,\n> posílám nabídku.\n`);
    expect(split.text).toBe('Bereme to.');
    expect(split.quoted).toContain('posílám nabídku');
    expect(split.quoted).toContain(line.split('\n')[0]);
  });

  it.each(blocks)('below the header lines of %s', (_client, block) => {
    const split = splitQuotes(`Bereme to.\n\n${block}\n\nDobrý den,\nposílám nabídku.`);
    expect(split.text).toBe('Bereme to.');
    expect(split.quoted).toContain('posílám nabídku');
  });

  it('when the answer stands below the quote', () => {
    const split = splitQuotes(`Dne 2. 3. 2026 v 16:40 Eva Malá napsal(a):\n> Posílám nabídku.\n\nBereme to.`);
    expect(split.text).toBe('Bereme to.');
  });

  it('when it stands below two lines that attribute unmarked quotes', () => {
    const letter = `${introductions[4]?.[1]}\n\n${introductions[1]?.[1]}\n\nPosílám nabídku.\n\nBereme to.`;
    expect(splitQuotes(letter).text).toBe('Posílám nabídku.\n\nBereme to.');
  });

  it('when the answers stand between the quoted lines', () => {
    const split = splitQuotes('> Kolik metrů?\n120.\n> Barva?\nRAL 7016.');
    expect(split.text).toBe('120.\n\nRAL 7016.');
  });

  it('when a server wrapped the quoted lines', () => {
    const split = splitQuotes(
      'Ano.\n\n> Dobrý den, kdy můžete přijet zaměřit schodiště? Vyhovuje nám kterékoli\nráno.\n> Eva',
    );
    expect(split.text).toBe('Ano.');
  });

  it('and leaves a letter alone that only looks like one', () => {
    const letter =
      'Dobrý den,\nod: pondělí bude zavřeno.\nTermín: 3. 3. 2026 v 10:15.\nV úterý Eva napsala:\nnic nového.';
    expect(splitQuotes(letter).text).toBe(letter);
  });

  it.each([
    'Dobrý den,\nrezervujte:\nOd: 1. 4. 2026\nDo: 15. 4. 2026\nPředmět: montáž zábradlí\nPetr Říha',
    'Zápis:\nPředmět: kontrolní den\nKomu: všem\nOd: vedení stavby\nBude v pátek.',
    'Dne 1. 3. 2026 v 8:00 tu byl statik a napsal:\n„Bez závad.“\nPetr Říha',
    'Voda: 3 m\nA: 2 m\nDo: 5 m\nData: příště\nVěc: rozměry',
    'Dobrý den,\nv pondělí 2. 3. 2026 v 10:15 nám pan Novák napsal:\nNebereme nic.\nCo s tím?',
    'Ahoj,\n\nPředmět: oprava\nDatum: 15. 5. 2026\nOd: Dlouhá 1, Brno\nKomu: Krátká 3, Praha\n\nProsím o přepravu.',
    'Am 2.3.2026 schrieb uns Herr Weber:\nWir nehmen nichts.',
    'Jak 3. 3. 2026 psal pan Novák:\nvšechno platí.',
    '-----\nVarianta A\n-----\nVarianta B',
  ])('nor is this a quote: %s', (letter) => {
    expect(splitQuotes(letter).text).toBe(letter);
  });
});

describe('takes the signature apart', () => {
  it.each([
    ['the standard mark', '-- \nPetr Říha\njednatel'],
    ['an iPhone', 'Odesláno z iPhonu'],
    ['Outlook on a phone', 'Získejte Outlook pro Android'],
    ['a closing phrase', 'S pozdravem\n\nIng. Petr Říha\nMostní stavby Brno, a.s.\n+420 601 000 123'],
    ['a Slovak closing phrase', 'S pozdravom,\nZuzana Kováčová'],
    ['a German closing phrase', 'Mit freundlichen Grüßen\nKlara Weber'],
    ['a German greeting from somewhere', 'Viele Grüße aus Wien\nKlara Weber'],
    ['a closing phrase with the name in its line', 'S pozdravem, Ing. Petr Říha'],
    ['good wishes that name who wishes', 'Hezký den přeje\n\nPetr Říha | +420 601 000 123'],
    [
      'who stands in',
      'S pozdravem\nPetr Říha\n601 000 123\nV případě mé nepřítomnosti volejte prosím kolegu Nováka.',
    ],
    ['opening hours', 'Petr Říha\n+420 601 000 123\n\nOtevírací doba prodejny:\nPo - Pá 8:00 - 16:00'],
    ['good wishes for the afternoon', 'Hezké odpoledne přeji\n\nPetr'],
    ['regards with a picture', 'S pozdravem 🙂\nPetr'],
    ['bold regards', '*S pozdravem*\nPetr'],
    ['regards with a smile', 'S kolegiálním pozdravem :-)\nPetr'],
    ['thanks and regards', 'Thanks & Regards\nPetr'],
    ['German regards without umlauts', 'Mit freundlichen Gruessen\nKlara Weber'],
    ['good wishes for the day', 'Přeji hezký den\nPetr Říha\n+420 601 000 123'],
    [
      'a slogan between name and number',
      'S pozdravem\nPetr Říha\n\nTradice a kvalita od roku 1991.\ntel. 601 000 123',
    ],
    ['a slogan at the end', 'S pozdravem\nPetr Říha\ntel. 601 000 123\n\nStavíme mosty, které spojují.'],
    [
      'an entry in a register',
      'S pozdravem\nPetr Říha\n\nSpolečnost je zapsána u KS v Brně, oddíl B, vložka 17.',
    ],
    ['a wish to save paper', 'S pozdravem\nPetr Říha\n\nProsím, zvažte, zda je nutné tento e-mail tisknout.'],
    ['a name above numbers, without a closing phrase', 'Petr Říha\nstavbyvedoucí\n+420 601 000 123'],
    ['a rule of dashes', '----------------\n\nPetr Říha\nstavbyvedoucí\nt. 601 000 123'],
    ['a short disclaimer', 'Tato zpráva je důvěrná.'],
    ['a disclaimer with a heading', 'Upozornění: Tato zpráva je důvěrná a je určena pouze adresátovi.'],
    ['a disclaimer about offers', 'Pokud z této zprávy nevyplývá jinak, není návrhem na uzavření smlouvy.'],
    ['a virus scanner', 'Bez virů.www.avast.com'],
    ['Outlook on a Slovak phone', 'Získať Outlook pre iOS'],
    ['Mail of Windows', 'Odesláno z Pošty pro Windows'],
    ['a phone below two dashes', '--\nOdesláno z mého telefonu s Android pomocí pošty K-9 Mail.'],
  ])('after %s', (_what, signature) => {
    const split = splitQuotes(`Přijeďte ve středu.\n\n${signature}`);
    expect(split.text).toBe('Přijeďte ve středu.');
    expect(split.signature).toBe(signature.trim());
  });

  it.each([
    [
      'an order below the name',
      'Posílám objednávku.\n\nS pozdravem\nJan\n\nPotřebujeme dodat:\n100 ks A\n200 ks B',
    ],
    ['a list below the name', 'Zasílám.\n\nS pozdravem\nJan\n\nChybí:\n- zábradlí\n- schody'],
    ['a question below the name', 'Zasílám.\n\nS pozdravem\nJan\n\nMůžete to dodat do pátku?'],
    [
      'a sentence below the name',
      'Zasílám.\n\nS pozdravem\nJan\n\nJeště jsem zapomněl: montáž musí být do 15. 5.',
    ],
    [
      'a sentence right below the name',
      'Zasílám.\n\nS pozdravem\nJan\nJeště prosím pošlete výkresy schodiště.',
    ],
    [
      'a sentence below a closing of one line',
      'Zasílám.\n\nS pozdravem, Jan\n\nVýkresy dorazí zítra kurýrem.',
    ],
    ['a Slovak sentence', 'Áno.\n\nS pozdravom\nJán\n\nZabudol som napísať, že bránka musí byť vľavo.'],
    ['a German sentence', 'Ja.\n\nViele Grüße\nKlara\n\nDas Tor muss nach links öffnen, wie im Plan.'],
    ['prices below the name', 'Zasílám.\n\nS pozdravem\nJan\n\nZábradlí 12 000 Kč\nSchody 45 000 Kč'],
    ['a table below the name', 'Zasílám.\n\nS pozdravem\nJan\n\nPozice\tDélka\tPočet\nP1\t1200\t4'],
    ['terms below the name', 'Zasílám.\n\nS pozdravem\nPetr Říha\n\nTermín: 6 týdnů\nZáruka: 5 let'],
    ['what begins below a greeting', 'Dobrý den,\n\nzdravím\n\nMáte skladem L 50x50?\n\nPetr'],
    [
      'a sentence that a closing phrase begins',
      'Ahoj,\n\nS pozdravem\n\nbrigádě z dílny posíláme bedýnku piva.',
    ],
    ['what a greeting begins with', 'Ahoj Evo,\nzdravím.\nPosílám výkresy\nJan'],
    ['a word that is a closing elsewhere', 'Hello,\n\nBest\nprice for 120 m, please?\n\nPetr'],
    [
      'what is for few eyes only',
      'Ahoj,\n\nTato zpráva je důvěrná, má naše ceny.\n\nPosílám výkresy a prosím o cenu.\n\nPetr',
    ],
    ['what was written in a hurry', 'Ahoj,\n\nOdesláno z mobilu ve spěchu: potřebujeme 120 m zábradlí.'],
    [
      'who stands in for whom',
      'Ano.\n\nS pozdravem\nJan\n\nDo pátku nejsem v práci, volejte Evě (601 000 444).',
    ],
    ['who is away', 'Ahoj,\n\nPetr Říha\nje teď na dovolené, volejte mi na 601 000 111.'],
    ['whom to call', 'Na stavbě bude:\n\nJan Novák\n+420 601 000 111'],
    [
      'several people to call',
      'Volejte, prosím.\n\nJan Novák\n+420 601 000 111\nPetr Malý\n+420 601 000 222',
    ],
    ['what was sent', 'Díly máme.\n\nOdesláno bylo 12 balíků objednaných telefonicky.'],
    ['parts between dashes', 'Nabídka:\n--\npoložka 1\n--\npoložka 2 cena 500'],
  ])('but not from %s', (_what, letter) => {
    expect(splitQuotes(letter)).toMatchObject({ text: letter, signature: '' });
  });

  it.each([
    ['numbers', 'S pozdravem\nPetr Říha\n+420 601 000 123', 'V pátek přijedeme v 9 hodin, vezměte klíče.'],
    ['more numbers', 'S pozdravem\nPetr Říha\n+420 601 000 123', 'Dodavatel zajistí lešení a jeřáb.'],
    [
      'an address',
      'Petr Říha\nriha@mostni-stavby.example',
      'Poptáváme tyto položky:\nzábradlí v délce 120 m',
    ],
    ['a phone’s line', 'Odesláno z iPhonu', 'Ještě doplňuji, že branka bude vlevo.'],
  ])('and goes on with what is said below %s', (_what, signature, more) => {
    expect(splitQuotes(`Ano.\n\n${signature}\n\n${more}`)).toMatchObject({
      text: `Ano.\n\n${more}`,
      signature,
    });
  });

  it.each([
    '[EXTERNAL] This email originated from outside of the organization. Do not click links.',
    'CAUTION: This message came from outside. Do not open\nattachments unless you know\nthe sender.',
    'Upozornění: Tento e-mail pochází z externího zdroje. Neklikejte na odkazy, pokud odesílatele neznáte.',
    'Nechodí Vám často e-maily od riha@x.example. Zjistěte, proč je to důležité <https://aka.ms/LearnAboutSenderIdentification>',
  ])('and what a server wrote above the letter: %s', (banner) => {
    expect(splitQuotes(`${banner}\n\nBereme to.\n\nS pozdravem\nPetr`)).toMatchObject({
      text: 'Bereme to.',
      signature: `${banner}\n\nS pozdravem\nPetr`,
    });
  });

  it('but not a warning of somebody’s own', () => {
    const letter = 'Upozornění: externí dodavatel nám poslal e-mail s novou cenou.\n\nPlatí to?';
    expect(splitQuotes(letter).text).toBe(letter);
  });

  it('which a phone put above the words', () => {
    const split = splitQuotes('Odesláno z iPhonu\n\nAno, beru.');
    expect(split).toMatchObject({ text: 'Ano, beru.', signature: 'Odesláno z iPhonu' });
    expect(splitQuotes(`Odesláno z iPhonu\n\n${introductions[0]?.[1]}\n> Bereš?`).text).toBe('');
  });

  it('below thanks, which are words of the letter', () => {
    const signature = 'Petr Říha\nstavbyvedoucí\nriha@mostni-stavby.example';
    const split = splitQuotes(`Ano.\n\nDěkuji,\n${signature}`);
    expect(split).toMatchObject({ text: 'Ano.\n\nDěkuji,', signature });
  });

  it('only when the name is the writer’s', () => {
    const letter = 'Volejte stavbyvedoucímu.\n\nJan Novák\n+420 601 000 111';
    const signatureOf = (name: string, address: string) => splitQuotes(letter, { name, address }).signature;
    expect(signatureOf('Petr Říha', 'riha@mostni-stavby.example')).toBe('');
    expect(signatureOf('', 'jan.novak@mostni-stavby.example')).toBe('Jan Novák\n+420 601 000 111');
  });

  it('below dashes without a blank, with a company and its numbers', () => {
    const signature =
      '--\nIng. Petr Říha\nMostní stavby Brno, a.s.\n\nZapsáno u KS v Brně, oddíl B, vložka 17.';
    expect(splitQuotes(`Přijeďte.\n\n${signature}`)).toMatchObject({ text: 'Přijeďte.', signature });
  });

  it('but not when a postscript follows, nor when nothing else was written', () => {
    expect(splitQuotes('Ano.\n\nS pozdravem\nPetr\n\nP.S. Vezměte výkresy.').text).toContain(
      'Vezměte výkresy',
    );
    expect(splitQuotes('S pozdravem\nPetr Říha').text).toBe('S pozdravem\nPetr Říha');
    expect(splitQuotes('Ahoj,\nzdravím z dovolené,\nposílám klíče.\nPetr').signature).toBe('');
  });
});

it('cuts nothing of any mail of the corpus', async () => {
  const files = await mailFilesIn(path.join(import.meta.dirname, '../../fixtures/emails'));
  expect(files.length).toBeGreaterThan(40);
  for (const file of files) {
    const { text } = await parseEmail(readFileSync(file));
    expect(
      splitQuotes(text)
        .parts.map((part) => part.text)
        .join('\n'),
      file,
    ).toBe(text);
  }
});
