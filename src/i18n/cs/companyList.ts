import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const companyList: Words['companyList'] = {
  help: 'firmy: moje, všech, leady, zákazníci, bývalí, podle jména',
  count: (n) => plural('cs', n, { one: '# firma', few: '# firmy', other: '# firem' }),
  about: (text) => `k „${text}“`,
  mine: 'Moje',
  all: 'Všech',
  everyCycle: 'Leady, zákazníci i bývalí',
  cycles: { lead: 'Leady', customer: 'Zákazníci', former: 'Bývalí zákazníci' },
  owner: (name) => `má na starosti: ${name}`,
  empty: 'Taková firma tu není. Nahoře jde vybrat firmy všech, nebo nějakou založ.',
  noneFound: 'Taková firma tu není. Zkus méně písmen, nebo ji založ: stačí IČO.',
  withoutText: 'Bez hledaných slov',
};
