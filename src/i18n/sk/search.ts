import type { Words } from '../catalog.ts';

export const search: Words['search'] = {
  help: 'príležitosti, firmy, kontakty a leady podľa slova z názvu',
  title: 'Nájsť',
  what: 'Čo hľadáš?',
  hint: 'Slovo z názvu alebo mena, číslo príležitosti, IČO alebo e-mail',
  go: 'Nájsť',
  found: (query) => `K „${query}“ sa našlo`,
  nothing: (query) => `K „${query}“ sa nenašlo nič. Stačí začiatok slova, skús iné.`,
  deals: 'Príležitosti',
  companies: 'Firmy',
  contacts: 'Kontakty',
  more: (command) => `Je ich viac: \`${command}\``,
};
