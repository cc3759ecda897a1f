import type { Words } from '../catalog.ts';

export const search: Words['search'] = {
  help: 'príležitosti, firmy, kontakty, leady a e-maily podľa slova',
  title: 'Nájsť',
  what: 'Čo hľadáš?',
  hint: 'Slovo z názvu, mena alebo e-mailu, číslo príležitosti, IČO alebo adresa',
  go: 'Nájsť',
  found: (query) => `Nájdené pre „${query}“`,
  nothing: (query) => `Pre „${query}“ sa nenašlo nič. Stačí začiatok slova, skús iné.`,
  deals: 'Príležitosti',
  companies: 'Firmy',
  contacts: 'Kontakty',
  more: (command) => `Je ich viac: \`${command}\``,
  mails: 'E-maily',
  moreMails: 'Je ich viac: pridaj ďalšie slovo',
  toSort: 'na zaradenie',
};
