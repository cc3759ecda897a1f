import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const companyCard: Words['companyCard'] = {
  customer: 'zákazník',
  customerSince: (day) => `zákazník od ${day}`,
  former: (reason) => (reason ? `bývalý zákazník: ${reason}` : 'bývalý zákazník'),
  owner: (name) => `má na starosti: ${name}`,
  whereFrom: 'Odkud to je?',
  noSources: 'Odkud údaje jsou, není zaznamenáno: jsou zapsané ručně.',
  sourcesHint: 'Registr doplňuje, co je prázdné a co sám vyplnil. Co někdo napsal ručně, zůstává.',
  sources: {
    register: (register, at) => `${register}, ${at}`,
    person: (who, at) => (who ? `ručně: ${who}, ${at}` : `ručně, ${at}`),
    import: (who, at) => (who ? `import: ${who}, ${at}` : `import, ${at}`),
    mail: (_who, at) => `e-mail, ${at}`,
    lead: (_who, at) => `lead, ${at}`,
    deal: (_who, at) => `vyhraná příležitost, ${at}`,
  },
  changes: 'Změny údajů',
  noChanges: 'Zatím se nic nezměnilo.',
  older: 'Starší',
  events: {
    created: 'Firma založena',
    confirmed: 'Registr údaje potvrdil',
    dicRevealed: 'Zobrazeno celé DIČ',
    merged: 'Sloučeno s jinou firmou',
    mergeUndone: 'Sloučení vráceno',
    watched: 'Registr ohlásil změnu',
  },
  parent: 'Mateřská firma',
  reveal: 'Ukázat DIČ',
  dicIs: (number) => `DIČ ${number}. Je to rodné číslo: vidíš ho jen ty a dotaz na něj se zaznamenal.`,
  dicUnknown: 'ARES toto DIČ teď nesdělil. Zkus to později.',
  contacts: (names, more) =>
    more > 0
      ? `Kontakty: ${names} a ${plural('cs', more, { one: '# další', few: '# další', other: '# dalších' })}`
      : `Kontakty: ${names}`,
  withWhom: 'S kým tam mluvíme',
  ours: 'Kdo od nás s nimi mluví',
  latest: 'Naposledy',
  talks: (name, count, when) =>
    `${name}: ${plural('cs', count, { one: '#krát', few: '#krát', other: '#krát' })}, naposledy ${when}`,
};
