import type { Words } from '../catalog.ts';

export const search: Words['search'] = {
  help: 'příležitosti, firmy, kontakty a leady podle slova z názvu',
  title: 'Najít',
  what: 'Co hledáš?',
  hint: 'Slovo z názvu nebo jména, číslo příležitosti, IČO nebo e-mail',
  go: 'Najít',
  found: (query) => `K „${query}“ se našlo`,
  nothing: (query) => `K „${query}“ se nenašlo nic. Stačí začátek slova, zkus jiné.`,
  deals: 'Příležitosti',
  companies: 'Firmy',
  contacts: 'Kontakty',
  more: (command) => `Je jich víc: \`${command}\``,
};
