import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const mailRules: Words['mailRules'] = {
  privacy: {
    levels: {
      full: 'Všetko',
      subject: 'Len predmet',
      happened: 'Len to, že prebehol',
    },
    title: 'Čo z neho vidia ostatní',
    mine: 'Tento e-mail je tvoj: ty ho vidíš celý. Ostatní uvidia to, čo tu vyberieš.',
    closed: (level, whose) =>
      level === 'subject'
        ? `🔒 Ostatní vidia len predmet. Celý ho vidí: ${whose}`
        : `🔒 Ostatní vidia len to, že prebehol. Celý ho vidí: ${whose}`,
    nobody: 'nikto, kto tu ešte je',
    hiddenSubject: '🔒 súkromný e-mail',
    narrow: (level) =>
      level === 'subject' ? '🔒 ostatní vidia len predmet' : '🔒 ostatní vidia len to, že prebehol',
  },
  neverLog: {
    button: 'Nikdy nezapisovať…',
    title: 'Nikdy nezapisovať',
    explained:
      'E-mail, na ktorom je niektorá z týchto adries alebo ktorý má toto v predmete, sa nezapíše a nič z jeho obsahu sa neuloží. Čo už je zapísané, zostáva.',
    empty: 'Zoznam je prázdny.',
    kinds: {
      address: 'Adresa',
      domain: 'Celá doména',
      subject: 'Slová v predmete',
    },
    behind: (names) => `Preto sa nezapisuje pošta firiem z evidencie: ${names}`,
    everybody: 'pošta všetkých',
    mine: 'moja pošta',
    addedBy: (name) => `pridané: ${name}`,
    add: 'Pridať',
    remove: 'Zase zapisovať',
    what: 'Čo',
    pattern: 'Adresa, doména alebo slová',
    patternHint: 'Napríklad petr@firma.sk, firma.sk alebo Výplatná páska.',
    whose: 'Koho pošta',
    whoseHint: 'O pošte všetkých rozhodujú správcovia.',
    added: (pattern) => `🔇 „${pattern}“ sa odteraz nezapisuje.`,
    removed: (pattern) => `„${pattern}“ sa zase zapisuje.`,
    stop: 'Nezapisovať…',
    stopTitle: 'Prestať zapisovať',
    stopExplained: (address) =>
      `E-maily, na ktorých je ${address}, sa odteraz nezapisujú. Čo už je zapísané, zostáva.`,
    stopSubmit: 'Nezapisovať',
  },
  notices: {
    title: (n) =>
      plural('sk', n, {
        one: 'E-mail, ktorý prišiel od teba, sa nezapísal tak, ako mal',
        few: '# e-maily, ktoré prišli od teba, sa nezapísali tak, ako mali',
        other: '# e-mailov, ktoré prišli od teba, sa nezapísalo tak, ako malo',
      }),
    unnamed: (who) => `e-mail: ${who}`,
    waitsFor: (name) => `Čaká na zaradenie. Pýtame sa: ${name}. Ty nemusíš robiť nič.`,
    putAway: (name) => `Kto tak rozhodol: ${name}. Ak sa napriek tomu zapísať má, prepošli ho ešte raz.`,
    noCustomer: 'Daj zákazníka do Komu alebo do kópie, prípadne prepošli priamo jeho e-mail.',
    machine: 'Ak napriek tomu patrí k príležitosti, zapíš ho cez /log.',
    onList: 'Ak sa zapisovať má, odober to zo zoznamu: /crm pošta, Nikdy nezapisovať.',
    erased: 'Zapisovať sa začne, až keď z tej osoby niekto znova urobí kontakt.',
    unreadable: 'Správcovia o ňom vedia. Prepošli ho znova ako prílohu, alebo obsah zapíš cez /log.',
    tooLarge: (megabytes) =>
      `Má ${megabytes}\u00a0MB, to je priveľa: text je zapísaný, prílohy nie. Prilož ich k príležitosti cez 📎.`,
    andMore: (n) => plural('sk', n, { one: 'a # ďalší', few: 'a # ďalšie', other: 'a # ďalších' }),
  },
  sourceGone: (when) => `Originál je od ${when} zmazaný, čas uchovávania uplynul. Text a prílohy zostávajú.`,
  doubted: '⚠️ Odosielateľ neoverený',
  moreNews: (n) =>
    plural('sk', n, {
      one: 'a # ďalší, hneď príde',
      few: 'a # ďalšie, hneď prídu',
      other: 'a # ďalších, hneď prídu',
    }),
};
