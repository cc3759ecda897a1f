import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const companyList: Words['companyList'] = {
  help: 'firmy: moje, všetkých, leady, zákazníci, bývalí, podľa mena',
  count: (n) => plural('sk', n, { one: '# firma', few: '# firmy', other: '# firiem' }),
  about: (text) => `k „${text}“`,
  mine: 'Moje',
  all: 'Všetkých',
  everyCycle: 'Leady, zákazníci aj bývalí',
  cycles: { lead: 'Leady', customer: 'Zákazníci', former: 'Bývalí zákazníci' },
  owner: (name) => `má na starosti: ${name}`,
  empty: 'Taká firma tu nie je. Hore sa dajú vybrať firmy všetkých, alebo nejakú založ.',
  noneFound: 'Taká firma tu nie je. Skús menej písmen, alebo ju založ: stačí IČO.',
  withoutText: 'Bez hľadaných slov',
};
