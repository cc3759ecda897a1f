/** The VAT and insolvency registers on this machine: who is not invented in fixtures/registers is not found. */

import { companies } from '../../fixtures/registers/companies.ts';
import { crpdphAnswer, vatSubjects } from '../../fixtures/registers/crpdph.ts';
import { insolvencyCases, isirAnswer } from '../../fixtures/registers/isir.ts';

export const soapRoots = { crpdph: '/adistc/rozhraniCRPDPHSOAP', isir: '/isir_cuzk_ws/IsirWsCuzkService' };

/** @returns null when the question is for another register */
export function soapAnswer(url: URL, text: string): { asked: string; xml: string } | null {
  if (url.pathname === soapRoots.crpdph) {
    const dics = [...text.matchAll(/<dic>(?:CZ)?(\d+)<\/dic>/g)].map((match) => match[1] ?? '');
    return { asked: `CRPDPH ${dics.length}`, xml: crpdphAnswer(dics.map(vatSubjectOf)) };
  }
  if (url.pathname === soapRoots.isir) {
    const ico = /<ic>(\d+)<\/ic>/.exec(text)?.[1] ?? '';
    const cases = insolvencyCases.filter((one) => one.ico === ico);
    return { asked: `ISIR ${ico}`, xml: isirAnswer(cases, cases.length > 0 ? {} : { error: 'WS2' }) };
  }
  return null;
}

function vatSubjectOf(digits: string) {
  const known = vatSubjects.find((subject) => subject.dic === `CZ${digits}`);
  if (known) return { ...known, dic: digits };
  const payer = companies.some((company) => company.payer && company.dic === `CZ${digits}`);
  return payer
    ? { dic: digits, kind: 'PLATCE_DPH', unreliable: 'NE' }
    : { dic: digits, kind: 'NENALEZEN', unreliable: 'NENALEZEN' };
}
