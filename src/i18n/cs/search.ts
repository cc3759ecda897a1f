import type { Words } from '../catalog.ts';

export const search: Words['search'] = {
  help: 'příležitosti, firmy, kontakty, leady a e-maily podle slova',
  title: 'Najít',
  what: 'Co hledáš?',
  hint: 'Slovo z názvu, jména nebo e-mailu, číslo příležitosti, IČO nebo adresa',
  go: 'Najít',
  found: (query) => `Nalezeno pro „${query}“`,
  nothing: (query) => `Pro „${query}“ se nenašlo nic. Stačí začátek slova, zkus jiné.`,
  deals: 'Příležitosti',
  companies: 'Firmy',
  contacts: 'Kontakty',
  more: (command) => `Je jich víc: \`${command}\``,
  mails: 'E-maily',
  moreMails: 'Je jich víc: přidej další slovo',
  toSort: 'k zařazení',
};
