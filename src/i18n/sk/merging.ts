import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const merging: Words['merging'] = {
  start: 'Zlúčiť…',
  title: 'Zlúčenie',
  next: 'Ďalej',
  merge: 'Zlúčiť',
  what: {
    company:
      'Je tu jedna firma dvakrát? Z oboch bude jedna. Kde sa líšia, zostanú údaje tej, ktorú vyberieš. Zlúčenie sa dá vrátiť.',
    contact:
      'Je tu jeden človek dvakrát? Z oboch kontaktov bude jeden. Kde sa líšia, zostanú údaje toho, ktorý vyberieš. Zlúčenie sa dá vrátiť.',
  },
  other: { company: 'Druhá firma', contact: 'Druhý kontakt' },
  search: 'Začni písať',
  stays: 'Čie údaje platia, keď sa líšia',
  this: {
    company: (name) => `Tejto firmy: ${name}`,
    contact: (name) => `Tohto kontaktu: ${name}`,
  },
  theOther: { company: 'Tej druhej', contact: 'Toho druhého' },
  kept: 'Zostane:',
  gone: { company: 'Zlúči sa s ňou:', contact: 'Zlúči sa s ním:' },
  moves: 'Prejde:',
  deals: (n) => plural('sk', n, { one: '# príležitosť', few: '# príležitosti', other: '# príležitostí' }),
  contacts: (n) => plural('sk', n, { one: '# kontakt', few: '# kontakty', other: '# kontaktov' }),
  rest: {
    company: 'záznamy, súbory a e-maily, aj tie, ktoré nevidíš',
    contact: 'adresy, telefóny, záznamy a e-maily, aj tie, ktoré nevidíš',
  },
  fills: 'Doplní sa:',
  differs: 'Líši sa, platí prvé:',
  difference: (label, kept, gone) => `• ${label}: ${kept} / ${gone}`,
  twoIcos: 'Každá má iné IČO. Je to naozaj jedna firma?',
  undoable: (days) => `Zlúčenie sa dá ${days} dní vrátiť.`,
  done: (name) => `Zlúčené. Všetko má teraz ${name}.`,
  undone: 'Vrátené: sú tu znova oba záznamy.',
  until: (day) => `Vrátiť sa to dá do ${day}`,
  mergedWith: (name, when) => `Zlúčené: ${name}, ${when}.`,
  fields: { doNotApproach: 'Neoslovovať', away: 'Neprítomnosť' },
  isItThisOne: 'Firma skoro rovnakého mena tu už je. Je to ona?',
  keepAnyway: 'Založiť aj tak',
  alike: {
    ico: 'Firma s týmto IČO tu už je. Ak je toto jej pobočka, ulož znova.',
    domain: (domain) => `Firma s doménou ${domain} tu už je. Ak je toto iná, ulož znova.`,
    name: 'Firma skoro rovnakého mena tu už je. Ak je toto iná, ulož znova.',
  },
};
