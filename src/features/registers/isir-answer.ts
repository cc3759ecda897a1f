import { z } from 'zod';
import { fold } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { unavailable } from './http.ts';
import { Ico, type Unavailable } from './model.ts';
import { elementsAt, textAt, type XmlElement } from './xml.ts';

const plainDate = z.custom<PlainDate>(
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
);

/** One insolvency case. Birth numbers, names and addresses of debtors stay in the answer. */
export const InsolvencyCase = z.object({
  /** `95 INS 12575/2022` */
  reference: z.string(),
  /** druhStavKonkursu as the court has it: `KONKURS` */
  state: z.string().nullable(),
  ongoing: z.boolean(),
  /** datumPmZahajeniUpadku */
  since: plainDate.nullable(),
  /** datumPmUkonceniUpadku */
  until: plainDate.nullable(),
  /** nazevOrganizace: the court */
  court: z.string().nullable(),
  /** urlDetailRizeni */
  link: z.string().nullable(),
});
export type InsolvencyCase = z.infer<typeof InsolvencyCase>;

export type IsirAnswer = { kind: 'answered'; cases: InsolvencyCase[] } | Unavailable;

/**
 * @param body what stands in soap:Body
 * @param ico whose cases were asked for: rows of other debtors of the same case are left out
 */
export function readIsir(body: XmlElement, ico: Ico): IsirAnswer {
  const answer = body.getIsirWsCuzkDataResponse;
  const state = elementsAt(answer, 'stav')[0];
  const code = textAt(state, 'kodChyby');
  if (state === undefined) return unavailable('badAnswer', 'an answer without its state');
  if (code === 'WS2') return { kind: 'answered', cases: [] };
  if (code !== null) return unavailable(code === 'WS1' || code === 'WS3' ? 'badAnswer' : 'down', code);
  const rows = elementsAt(answer, 'data');
  const count = Number(textAt(state, 'pocetVysledku') ?? 0);
  if (rows.length === 0 && count !== 0) return unavailable('badAnswer', 'a count without cases');
  const own = rows.filter((row) => isOf(row, ico));
  const cases = own.flatMap(caseOf);
  // An answer that speaks of somebody else, or that we cannot read in full, is not "no cases".
  if (rows.length > 0 && own.length === 0) return unavailable('badAnswer', 'no case of the one asked for');
  if (cases.length < own.length) return unavailable('badAnswer', 'a case without its number');
  return { kind: 'answered', cases: once(cases) };
}

const isOf = (row: unknown, ico: Ico): boolean => Ico.safeParse(textAt(row, 'ic') ?? '').data === ico;

/** ODSKRTNUTA, PRAVOMOCNA, VYRIZENA and MYLNÝ ZÁP. (entered by mistake) */
const endedStates = ['odskrtnuta', 'pravomocna', 'vyrizena', 'mylny zap.'];

function caseOf(row: unknown): InsolvencyCase[] {
  const [senate, kind, number, year] = ['cisloSenatu', 'druhVec', 'bcVec', 'rocnik'].map((part) =>
    textAt(row, part),
  );
  if (!number || !year) return [];
  const state = textAt(row, 'druhStavKonkursu');
  const until = dayAt(row, 'datumPmUkonceniUpadku');
  return [
    {
      reference: [senate, kind ?? 'INS', `${number}/${year}`].filter(Boolean).join(' '),
      state,
      // Czech Airlines stayed in the state ÚPADEK after theirs had ended: the date decides before the word.
      ongoing: until === null && !(state && endedStates.includes(fold(state).trim())),
      since: dayAt(row, 'datumPmZahajeniUpadku'),
      until,
      court: textAt(row, 'nazevOrganizace'),
      link: linkOf(textAt(row, 'urlDetailRizeni')),
    },
  ];
}

/** A case comes once for each address of its debtor. */
function once(cases: InsolvencyCase[]): InsolvencyCase[] {
  const byReference = new Map<string, InsolvencyCase>();
  for (const one of cases) {
    const known = byReference.get(one.reference);
    if (!known || (one.ongoing && !known.ongoing)) byReference.set(one.reference, one);
  }
  return [...byReference.values()].sort((a, b) => Number(b.ongoing) - Number(a.ongoing));
}

const linkOf = (url: string | null): string | null =>
  url && /^https:\/\/isir\.justice\.cz[/:][^\s<>|]*$/.test(url) ? url : null;

/** `2022-09-13Z` */
const dayAt = (element: unknown, name: string): PlainDate | null =>
  (/^\d{4}-\d\d-\d\d/.exec(textAt(element, name) ?? '')?.[0] as PlainDate | undefined) ?? null;
