import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

const among = (n: number, all: number): string => {
  if (all === 1) return '';
  if (n === all) return plural('cs', all, { one: ' (tento)', few: ' (všechny #)', other: ' (všech #)' });
  return n === 1 ? ' (jen tento)' : ` (jen ${n})`;
};

export const filing: Words['filing'] = {
  joined: (n, subjects) =>
    plural('cs', n, {
      one: `A # další e-mail od téhož odesílatele: ${subjects}`,
      few: `A # další e-maily od téhož odesílatele: ${subjects}`,
      other: `A # dalších e-mailů od téhož odesílatele: ${subjects}`,
    }),
  log: {
    deal: (deal, n, all) => `K ${deal}${among(n, all)}`,
    company: (company, n, all) => `K firmě: ${company}${among(n, all)}`,
    contact: (contact, n, all) => `Ke kontaktu: ${contact}${among(n, all)}`,
  },
  split: 'Každý zvlášť',
  pick: 'K firmě / příležitosti…',
  loggedAll: (n, place) =>
    plural('cs', n, {
      one: `✅ ✉️ # e-mail je u ${place}`,
      few: `✅ ✉️ # e-maily jsou u ${place}`,
      other: `✅ ✉️ # e-mailů je u ${place}`,
    }),
  loggedToLead: (subject, lead) => `✅ ✉️ „${subject}“ je u leadu ${lead}`,
  loggedAt: (subject, place) => `✅ ✉️ „${subject}“ je zapsaný. Firma: ${place}`,
  ignoredAll: (n) =>
    plural('cs', n, {
      one: '✉️ # e-mail se ignoruje',
      few: '✉️ # e-maily se ignorují',
      other: '✉️ # e-mailů se ignoruje',
    }),
  ignoreAll: (n) => `Všechny čekající (${n})`,
  appliesTo: 'Platí pro',
  all: (n) =>
    plural('cs', n, {
      one: 'Tento e-mail',
      few: 'Všechny # e-maily od tohoto odesílatele',
      other: 'Všech # e-mailů od tohoto odesílatele',
    }),
  one: 'Jen tento e-mail',
  place: 'Příležitost nebo firma',
  placeHint: 'Začni psát číslo nebo název.',
  position: 'Pozice',
  companyOf: { own: (name) => `${name}; už v evidenci`, register: (name) => `${name}; podle ARES` },
  writeEmail: 'Napsat e-mail',
  move: 'Přesunout',
  askNextTime: 'Příště se zeptat',
  willAsk: '✅ Na další e-mail s touto adresou se Vizitka zeptá.',
  moveTitle: 'Přesunout e-mail',
  moveHere: (deal) => `K ${deal}`,
  moveOther: 'Jiná příležitost',
  moveOtherHint: 'Začni psát její číslo, název nebo firmu.',
  moveWay: 'Co se přesune',
  withThread: (n) =>
    plural('cs', n, {
      one: 'Tento a # další e-mail z vlákna',
      few: 'Tento a # další e-maily z vlákna',
      other: 'Tento a # dalších e-mailů z vlákna',
    }),
  moved: (n, deal) =>
    plural('cs', n, {
      one: `✅ ✉️ # e-mail je přesunutý k ${deal}`,
      few: `✅ ✉️ # e-maily jsou přesunuté k ${deal}`,
      other: `✅ ✉️ # e-mailů je přesunutých k ${deal}`,
    }),
  movedLearns: 'Odpovědi už budou chodit tam.',
  undone: '✅ Vráceno zpět.',
  gone: (subject, deal) => `✉️ „${subject}“ je přesunutý k ${deal}`,
  goneElsewhere: '✉️ Tenhle e-mail tu už není.',
  clues: {
    tag: 'značka v adrese',
    thread: 'stejné vlákno',
    subject: 'uvedena v předmětu',
    number: 'číslo v předmětu',
    contact: 'stejný kontakt',
    company: 'stejná firma',
    chosen: 'minule zvolena pro tohoto odesílatele',
    chosenThere: 'minule zvolena pro někoho ze stejné domény',
    moved: 'byl tam předtím',
  },
  alsoPossible: (n, deals, decided) =>
    plural('cs', n, {
      one: `V úvahu přicházela i ${deals}, ${decided}.`,
      few: `V úvahu přicházely i ${deals}, ${decided}.`,
      other: `V úvahu přicházely i ${deals}, ${decided}.`,
    }),
  decided: {
    address: 'rozhodla adresa',
    thread: 'rozhodlo vlákno',
    subject: 'rozhodl předmět',
    number: 'rozhodlo číslo v předmětu',
    contact: 'rozhodl kontakt',
    company: 'rozhodla firma',
    hand: 'rozhodlo se ručně',
    nothing: 'zatím není rozhodnuto',
  },
  bulk: {
    open: 'Několik najednou',
    title: 'Zařadit několik',
    from: 'Čí e-maily',
    fromHint: 'Vše, co na tebe čeká od zaškrtnutých nebo pro ně.',
    everybodyAt: (domain) => `Všichni z ${domain}`,
    ofSender: (who, n) => `${who} (${plural('cs', n, { one: '#', other: '#' })})`,
    atOnce: (n) => `Najednou ${n}, další jedním klepnutím.`,
    others: (n) =>
      plural('cs', n, {
        one: 'Čeká ještě # odesílatel: nejdřív zařaď tyhle a pak okno otevři znovu.',
        few: 'Čekají ještě # odesílatelé: nejdřív zařaď tyhle a pak okno otevři znovu.',
        other: 'Čeká ještě # odesílatelů: nejdřív zařaď tyhle a pak okno otevři znovu.',
      }),
    left: (n) => plural('cs', n, { one: 'Zbývá ještě #.', few: 'Zbývají ještě #.', other: 'Zbývá ještě #.' }),
    stayed: (n) =>
      plural('cs', n, {
        one: '# e-mail zůstal: šel mnoha lidem nebo ho poslal stroj, kontakt z něj nebude. Zapiš ho k příležitosti nebo firmě.',
        few: '# e-maily zůstaly: šly mnoha lidem nebo je poslal stroj, kontakty z nich nebudou. Zapiš je k příležitosti nebo firmě.',
        other:
          '# e-mailů zůstalo: šly mnoha lidem nebo je poslal stroj, kontakty z nich nebudou. Zapiš je k příležitosti nebo firmě.',
      }),
    goOn: (n) => plural('cs', n, { one: 'Další #', few: 'Další #', other: 'Dalších #' }),
    sort: 'Zařadit',
    what: 'Co s nimi',
    file: 'Zapsat k příležitosti nebo firmě',
    neededFor: (what) => `Je potřeba, když vybereš „${what}“.`,
    contacts: 'Založit je jako kontakty',
    atContacts: (n) =>
      plural('cs', n, {
        one: '✅ ✉️ # e-mail je u svého kontaktu',
        few: '✅ ✉️ # e-maily jsou u svých kontaktů',
        other: '✅ ✉️ # e-mailů je u svých kontaktů',
      }),
    ignore: 'Tyto e-maily ignorovat',
    always: 'Ignorovat tyto i všechny další',
    nothing: 'Nic na tebe nečeká.',
  },
};
