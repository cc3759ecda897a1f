import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const merging: Words['merging'] = {
  start: 'Sloučit…',
  title: 'Sloučení',
  next: 'Dál',
  merge: 'Sloučit',
  what: {
    company:
      'Je tu jedna firma dvakrát? Z obou bude jedna. Kde se liší, zůstanou údaje té, kterou vybereš. Sloučení jde vrátit.',
    contact:
      'Je tu jeden člověk dvakrát? Z obou kontaktů bude jeden. Kde se liší, zůstanou údaje toho, který vybereš. Sloučení jde vrátit.',
  },
  other: { company: 'Druhá firma', contact: 'Druhý kontakt' },
  search: 'Začni psát',
  stays: 'Čí údaje platí, když se liší',
  this: {
    company: (name) => `Téhle firmy: ${name}`,
    contact: (name) => `Tohoto kontaktu: ${name}`,
  },
  theOther: { company: 'Té druhé', contact: 'Toho druhého' },
  kept: 'Zůstane:',
  gone: { company: 'Sloučí se s ní:', contact: 'Sloučí se s ním:' },
  moves: 'Přejde:',
  deals: (n) => plural('cs', n, { one: '# příležitost', few: '# příležitosti', other: '# příležitostí' }),
  contacts: (n) => plural('cs', n, { one: '# kontakt', few: '# kontakty', other: '# kontaktů' }),
  rest: {
    company: 'záznamy, soubory a e-maily, i ty, které nevidíš',
    contact: 'adresy, telefony, záznamy a e-maily, i ty, které nevidíš',
  },
  fills: 'Doplní se:',
  differs: 'Liší se, platí první:',
  difference: (label, kept, gone) => `• ${label}: ${kept} / ${gone}`,
  twoIcos: 'Každá má jiné IČO. Je to opravdu jedna firma?',
  undoable: (days) => `Sloučení jde ${days} dní vrátit.`,
  done: (name) => `Sloučeno. Všechno teď má ${name}.`,
  undone: 'Vráceno: jsou tu zase oba záznamy.',
  until: (day) => `Vrátit to jde do ${day}`,
  mergedWith: (name, when) => `Sloučeno: ${name}, ${when}.`,
  fields: { doNotApproach: 'Neoslovovat', away: 'Nepřítomnost' },
  isItThisOne: 'Firma skoro stejného jména už tu je. Je to ona?',
  keepAnyway: 'Založit i tak',
  alike: {
    ico: 'Firma s tímhle IČO už tu je. Pokud je tohle její pobočka, ulož znovu.',
    domain: (domain) => `Firma s doménou ${domain} už tu je. Pokud je tohle jiná, ulož znovu.`,
    name: 'Firma skoro stejného jména už tu je. Pokud je tohle jiná, ulož znovu.',
  },
};
