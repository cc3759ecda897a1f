import type { Time } from '../../lib/time.ts';
import { AresError, AresList, AresSubject } from './ares-answer.ts';
import { factsOf, taxNumberOf } from './ares-company.ts';
import { leadershipOf } from './ares-vr.ts';
import { VrSubject } from './ares-vr-answer.ts';
import { askJson, type JsonAnswer, unavailable } from './http.ts';
import type { LeadershipAnswer } from './leadership.ts';
import { Ico, type RegisterFacts, type Unavailable } from './model.ts';

export type AresByIco = { kind: 'found'; facts: RegisterFacts } | { kind: 'notFound' } | Unavailable;
export type AresByName =
  | { kind: 'matches'; companies: RegisterFacts[]; total: number }
  | { kind: 'tooMany'; total: number | null }
  | Unavailable;

export type AresTaxNumber = { kind: 'found'; dic: string | null } | { kind: 'notFound' } | Unavailable;

export interface Ares {
  /** GET /ekonomicke-subjekty/{ico} */
  byIco(ico: Ico): Promise<AresByIco>;
  /** POST /ekonomicke-subjekty/vyhledat; subjects without an IČO are left out, `total` counts them */
  byName(name: string, limit: number): Promise<AresByName>;
  /** POST /ekonomicke-subjekty/vyhledat by sidlo.textovaAdresa: `Příční 118, Brno` */
  byAddress(address: string, limit: number): Promise<AresByName>;
  /**
   * GET /ekonomicke-subjekty/{ico}, of it the DIČ alone and in clear: it can be a birth number, so it is not kept
   * anywhere, only used at once.
   */
  taxNumber(ico: Ico): Promise<AresTaxNumber>;
  /** GET /ekonomicke-subjekty-vr/{ico}: the public register, where sole traders are not */
  leadership(ico: Ico): Promise<LeadershipAnswer>;
}

export interface AresAddress {
  /** as ARES_URL has it: `https://ares.gov.cz/ekonomicke-subjekty-v-be/rest` */
  url: string;
  time: Time;
  timeoutMs: number;
  stopped?: AbortSignal;
}

/** Plain questions and answers; manners (limits, retries, memory) are the service's. */
export function createAres(at: AresAddress): Ares {
  const base = `${at.url.replace(/\/+$/, '')}/ekonomicke-subjekty`;
  const { time, timeoutMs, stopped } = at;
  const search = async (filter: object, limit: number): Promise<AresByName> => {
    const body = { ...filter, start: 0, pocet: limit };
    const answer = await askJson({ method: 'POST', url: `${base}/vyhledat`, body, timeoutMs, stopped });
    return answer.kind === 'json' ? readList(answer, time) : answer;
  };
  return {
    async byIco(ico) {
      const answer = await askJson({ method: 'GET', url: `${base}/${ico}`, timeoutMs, stopped });
      return answer.kind === 'json' ? readSubject(answer, ico, time) : answer;
    },
    byName: (name, limit) => search({ obchodniJmeno: name }, limit),
    byAddress: (address, limit) => search({ sidlo: { textovaAdresa: address } }, limit),
    async taxNumber(ico) {
      const answer = await askJson({ method: 'GET', url: `${base}/${ico}`, timeoutMs, stopped });
      if (answer.kind !== 'json') return answer;
      const read = readSubject(answer, ico, time);
      if (read.kind !== 'found') return read;
      return { kind: 'found', dic: taxNumberOf(AresSubject.parse(answer.body)) };
    },
    async leadership(ico) {
      const answer = await askJson({ method: 'GET', url: `${base}-vr/${ico}`, timeoutMs, stopped });
      return answer.kind === 'json' ? readLeadership(answer, ico) : answer;
    },
  };
}

function readSubject(answer: JsonAnswer, ico: Ico, time: Time): AresByIco {
  const error = AresError.safeParse(answer.body);
  // The 404 of a wrong address is JSON too, but has no `kod`: it must not read as "no such subject".
  if (answer.status === 404 && error.success && error.data.kod === 'NENALEZENO') return { kind: 'notFound' };
  if (answer.status !== 200 || error.success) return refused(answer, error.data);
  const subject = AresSubject.safeParse(answer.body);
  const facts = subject.success ? factsOf(subject.data, time.now()) : null;
  if (facts === null || facts.ico !== ico) return unavailable('badAnswer', 'not the subject we asked for');
  return { kind: 'found', facts };
}

function readLeadership(answer: JsonAnswer, ico: Ico): LeadershipAnswer {
  const error = AresError.safeParse(answer.body);
  if (answer.status === 404 && error.success && error.data.kod === 'NENALEZENO') return { kind: 'notFound' };
  if (answer.status !== 200 || error.success) return refused(answer, error.data);
  const subject = VrSubject.safeParse(answer.body);
  if (!subject.success || Ico.safeParse(subject.data.icoId).data !== ico)
    return unavailable('badAnswer', 'not the public record we asked for');
  const leadership = leadershipOf(subject.data);
  return leadership ? { kind: 'found', leadership } : { kind: 'notFound' };
}

function readList(answer: JsonAnswer, time: Time): AresByName {
  const error = AresError.safeParse(answer.body);
  if (answer.status === 400 && error.data?.subKod === 'VYSTUP_PRILIS_MNOHO_VYSLEDKU') {
    return { kind: 'tooMany', total: countIn(error.data.popis ?? '') };
  }
  if (answer.status !== 200 || error.success) return refused(answer, error.data);
  const list = AresList.safeParse(answer.body);
  if (!list.success) return unavailable('badAnswer', 'not a list of subjects');
  const found = list.data.ekonomickeSubjekty ?? [];
  if (found.length === 0 && list.data.pocetCelkem > 0)
    return unavailable('badAnswer', 'a count without a list');
  const now = time.now();
  return {
    kind: 'matches',
    companies: found.flatMap((subject) => factsOf(subject, now) ?? []),
    total: list.data.pocetCelkem,
  };
}

const refused = (answer: JsonAnswer, error: AresError | undefined): Unavailable =>
  unavailable(
    error?.kod === 'OBECNA_CHYBA' ? 'down' : 'badAnswer',
    `HTTP ${answer.status} ${error?.subKod ?? error?.kod ?? 'without a code'}`,
  );

/** `Zadaný dotaz vrací příliš mnoho výsledků (585 478). Povoleno ...` */
function countIn(text: string): number | null {
  const digits = /\(([\d\s]+)\)/u.exec(text)?.[1]?.replace(/\s/gu, '');
  return digits ? Number(digits) : null;
}
