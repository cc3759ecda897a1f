import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

const among = (n: number, all: number): string => {
  if (all === 1) return '';
  if (n === all) return plural('sk', all, { one: ' (tento)', few: ' (všetky #)', other: ' (všetkých #)' });
  return n === 1 ? ' (len tento)' : ` (len ${n})`;
};

export const filing: Words['filing'] = {
  joined: (n, subjects) =>
    plural('sk', n, {
      one: `A # ďalší e-mail od toho istého odosielateľa: ${subjects}`,
      few: `A # ďalšie e-maily od toho istého odosielateľa: ${subjects}`,
      other: `A # ďalších e-mailov od toho istého odosielateľa: ${subjects}`,
    }),
  log: {
    deal: (deal, n, all) => `K ${deal}${among(n, all)}`,
    company: (company, n, all) => `K firme: ${company}${among(n, all)}`,
    contact: (contact, n, all) => `Ku kontaktu: ${contact}${among(n, all)}`,
  },
  split: 'Každý zvlášť',
  pick: 'K firme / príležitosti…',
  loggedAll: (n, place) =>
    plural('sk', n, {
      one: `✅ ✉️ # e-mail je pri ${place}`,
      few: `✅ ✉️ # e-maily sú pri ${place}`,
      other: `✅ ✉️ # e-mailov je pri ${place}`,
    }),
  loggedToLead: (subject, lead) => `✅ ✉️ „${subject}“ je pri leade ${lead}`,
  loggedAt: (subject, place) => `✅ ✉️ „${subject}“ je zapísaný. Firma: ${place}`,
  ignoredAll: (n) =>
    plural('sk', n, {
      one: '✉️ # e-mail sa ignoruje',
      few: '✉️ # e-maily sa ignorujú',
      other: '✉️ # e-mailov sa ignoruje',
    }),
  ignoreAll: (n) => `Všetky čakajúce (${n})`,
  appliesTo: 'Platí pre',
  all: (n) =>
    plural('sk', n, {
      one: 'Tento e-mail',
      few: 'Všetky # e-maily od tohto odosielateľa',
      other: 'Všetkých # e-mailov od tohto odosielateľa',
    }),
  one: 'Len tento e-mail',
  place: 'Príležitosť alebo firma',
  placeHint: 'Začni písať číslo alebo názov.',
  position: 'Pozícia',
  companyOf: { own: (name) => `${name}; už v evidencii`, register: (name) => `${name}; podľa ARES` },
  writeEmail: 'Napísať e-mail',
  move: 'Presunúť',
  askNextTime: 'Nabudúce sa opýtať',
  willAsk: '✅ Na ďalší e-mail s touto adresou sa Vizitka opýta.',
  moveTitle: 'Presunúť e-mail',
  moveHere: (deal) => `K ${deal}`,
  moveOther: 'Iná príležitosť',
  moveOtherHint: 'Začni písať jej číslo, názov alebo firmu.',
  moveWay: 'Čo sa presunie',
  withThread: (n) =>
    plural('sk', n, {
      one: 'Tento a # ďalší e-mail z vlákna',
      few: 'Tento a # ďalšie e-maily z vlákna',
      other: 'Tento a # ďalších e-mailov z vlákna',
    }),
  moved: (n, deal) =>
    plural('sk', n, {
      one: `✅ ✉️ # e-mail je presunutý k ${deal}`,
      few: `✅ ✉️ # e-maily sú presunuté k ${deal}`,
      other: `✅ ✉️ # e-mailov je presunutých k ${deal}`,
    }),
  movedLearns: 'Odpovede už budú chodiť tam.',
  undone: '✅ Vrátené späť.',
  gone: (subject, deal) => `✉️ „${subject}“ je presunutý k ${deal}`,
  goneElsewhere: '✉️ Tento e-mail tu už nie je.',
  clues: {
    tag: 'značka v adrese',
    thread: 'to isté vlákno',
    subject: 'uvedená v predmete',
    number: 'číslo v predmete',
    contact: 'ten istý kontakt',
    company: 'tá istá firma',
    chosen: 'minule zvolená pre tohto odosielateľa',
    chosenThere: 'minule zvolená pre niekoho z tej istej domény',
    moved: 'bol tam predtým',
  },
  alsoPossible: (n, deals, decided) =>
    plural('sk', n, {
      one: `Do úvahy prichádzala aj ${deals}, ${decided}.`,
      few: `Do úvahy prichádzali aj ${deals}, ${decided}.`,
      other: `Do úvahy prichádzali aj ${deals}, ${decided}.`,
    }),
  decided: {
    address: 'rozhodla adresa',
    thread: 'rozhodlo vlákno',
    subject: 'rozhodol predmet',
    number: 'rozhodlo číslo v predmete',
    contact: 'rozhodol kontakt',
    company: 'rozhodla firma',
    hand: 'rozhodlo sa ručne',
    nothing: 'zatiaľ nie je rozhodnuté',
  },
  bulk: {
    open: 'Niekoľko naraz',
    title: 'Zaradiť niekoľko',
    from: 'Čie e-maily',
    fromHint: 'Všetko, čo na teba čaká od zaškrtnutých alebo pre nich.',
    everybodyAt: (domain) => `Všetci z ${domain}`,
    ofSender: (who, n) => `${who} (${plural('sk', n, { one: '#', other: '#' })})`,
    atOnce: (n) => `Naraz ${n}, ďalšie jedným klepnutím.`,
    others: (n) =>
      plural('sk', n, {
        one: 'Čaká ešte # odosielateľ: najprv zaraď týchto a potom okno otvor znova.',
        few: 'Čakajú ešte # odosielatelia: najprv zaraď týchto a potom okno otvor znova.',
        other: 'Čaká ešte # odosielateľov: najprv zaraď týchto a potom okno otvor znova.',
      }),
    left: (n) =>
      plural('sk', n, { one: 'Zostáva ešte #.', few: 'Zostávajú ešte #.', other: 'Zostáva ešte #.' }),
    stayed: (n) =>
      plural('sk', n, {
        one: '# e-mail zostal: išiel mnohým ľuďom alebo ho poslal stroj, kontakt z neho nebude. Zapíš ho k príležitosti alebo firme.',
        few: '# e-maily zostali: išli mnohým ľuďom alebo ich poslal stroj, kontakty z nich nebudú. Zapíš ich k príležitosti alebo firme.',
        other:
          '# e-mailov zostalo: išli mnohým ľuďom alebo ich poslal stroj, kontakty z nich nebudú. Zapíš ich k príležitosti alebo firme.',
      }),
    goOn: (n) => plural('sk', n, { one: 'Ďalší #', few: 'Ďalšie #', other: 'Ďalších #' }),
    sort: 'Zaradiť',
    what: 'Čo s nimi',
    file: 'Zapísať k príležitosti alebo firme',
    neededFor: (what) => `Treba, keď vyberieš „${what}“.`,
    contacts: 'Založiť ich ako kontakty',
    atContacts: (n) =>
      plural('sk', n, {
        one: '✅ ✉️ # e-mail je pri svojom kontakte',
        few: '✅ ✉️ # e-maily sú pri svojich kontaktoch',
        other: '✅ ✉️ # e-mailov je pri svojich kontaktoch',
      }),
    ignore: 'Tieto e-maily ignorovať',
    always: 'Ignorovať tieto aj všetky ďalšie',
    nothing: 'Nič na teba nečaká.',
  },
};
