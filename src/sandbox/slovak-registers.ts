import {
  type InventedSlovak,
  rpoEntity,
  rpoList,
  ruzEntity,
  slovaks,
  viesError,
  viesVerdict,
} from '../../fixtures/registers/slovak.ts';
import { fold } from '../lib/text.ts';

/** RPO, RÚZ and VIES on this machine, with invented companies. Paths under which they answer: */
export const slovakRoots = { rpo: '/rpo/v1', ruz: '/cruz-public/api', vies: '/vies/rest-api' };

export interface SlovakAnswer {
  status: number;
  body: unknown;
  /** `RPO 00000221`, `RÚZ 00000221`, `VIES SK2020000004` */
  asked: string;
}

/** null: not a question for one of these registers */
export function slovakAnswer(url: URL, text: string): SlovakAnswer | null {
  const { searchParams: query, pathname } = url;
  if (pathname === `${slovakRoots.rpo}/search`) return search(query);
  const entity = new RegExp(`^${slovakRoots.rpo}/entity/(\\d+)$`).exec(pathname)?.[1];
  if (entity) {
    const company = slovaks.find((one) => rpoEntity(one).id === Number(entity));
    return answer(`RPO id ${entity}`, company ? rpoEntity(company) : {}, company ? 200 : 404);
  }
  if (pathname === `${slovakRoots.ruz}/uctovne-jednotky`) {
    const ico = query.get('ico') ?? '';
    const known = keepingBooks.filter((company) => company.ico === ico);
    return answer(`RÚZ ${ico}`, { id: known.map(({ ico: id }) => Number(id)), existujeDalsieId: false });
  }
  if (pathname === `${slovakRoots.ruz}/uctovna-jednotka`) {
    const company = keepingBooks.find(({ ico }) => Number(ico) === Number(query.get('id')));
    return answer(`RÚZ id ${query.get('id')}`, company ? ruzEntity(company) : '', company ? 200 : 404);
  }
  if (pathname === `${slovakRoots.vies}/check-vat-number`) return check(text);
  return null;
}

const answer = (asked: string, body: unknown, status = 200): SlovakAnswer => ({ asked, body, status });

const keepingBooks = slovaks.filter((company) => company.file);

function search(query: URLSearchParams): SlovakAnswer {
  const ico = query.get('identifier');
  if (ico) return answer(`RPO ${ico}`, rpoList(slovaks.filter((company) => company.ico === ico)));
  const name = query.get('fullName') ?? '';
  const words = fold(name).split(' ').filter(Boolean);
  const holds = ({ name: whole }: InventedSlovak) => words.every((word) => fold(whole).includes(word));
  return answer(`RPO ${name}`, rpoList(slovaks.filter(holds)));
}

function check(text: string): SlovakAnswer {
  const { countryCode, vatNumber } = JSON.parse(text) as { countryCode: string; vatNumber: string };
  const asked = `VIES ${countryCode}${vatNumber}`;
  // The Czech part of VIES is down here, so that an outage of one state can be seen.
  if (countryCode !== 'SK') return answer(asked, viesError('MS_UNAVAILABLE'));
  const payer = slovaks.find((company) => company.vatNumber === `SK${vatNumber}`) ?? null;
  return answer(asked, viesVerdict(vatNumber, payer));
}
