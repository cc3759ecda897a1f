import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const merging: Words['merging'] = {
  start: 'Sloučit…',
  title: 'Sloučení',
  next: 'Dál',
  merge: 'Sloučit',
  what: {
    company: 'Je tu jedna firma dvakrát? Z obou bude jedna a nic se neztratí.',
    contact: 'Je tu jeden člověk dvakrát? Z obou bude jeden a nic se neztratí.',
  },
  other: { company: 'Druhá firma', contact: 'Druhý kontakt' },
  search: 'Začni psát',
  stays: 'Čí údaje platí, když se liší',
  this: (name) => `Téhle: ${name}`,
  theOther: 'Té druhé',
  kept: 'Zůstane:',
  gone: 'Stane se její součástí:',
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
  alike: {
    ico: 'Firma s tímhle IČO už tu je. Pokud je tohle její pobočka, ulož znovu.',
    domain: (domain) => `Firma s doménou ${domain} už tu je. Pokud je tohle jiná, ulož znovu.`,
    name: 'Firma skoro stejného jména už tu je. Pokud je tohle jiná, ulož znovu.',
  },
};
