import type { Time } from '../../lib/time.ts';
import type { AresByIco, AresByName } from './ares.ts';
import { askJson, type JsonAnswer, unavailable } from './http.ts';
import type { LeadershipAnswer } from './leadership.ts';
import type { Ico, RegisterFacts } from './model.ts';
import { RpoList, RpoSubject } from './rpo-answer.ts';
import { factsOfRpo, presentIco } from './rpo-company.ts';
import { leadershipOfRpo, RpoEntity } from './rpo-entity.ts';

/** The register of legal persons of Slovakia: the same questions as to ARES, the same answers. */
export interface Rpo {
  /** GET /search?identifier= */
  byIco(ico: Ico): Promise<AresByIco>;
  /** GET /search?fullName=&onlyActive=true; `total` counts what came */
  byName(name: string, limit: number): Promise<AresByName>;
  /** GET /entity/{id}. @param id RPO's own, as its search has it */
  entity(id: number): Promise<LeadershipAnswer>;
}

export interface RpoAddress {
  /** as RPO_URL has it: `https://api.statistics.sk/rpo/v1` */
  url: string;
  time: Time;
  timeoutMs: number;
  stopped?: AbortSignal;
}

export function createRpo(at: RpoAddress): Rpo {
  const base = at.url.replace(/\/+$/, '');
  const { time, timeoutMs, stopped } = at;
  const ask = (query: Record<string, string>) =>
    askJson({ method: 'GET', url: `${base}/search?${new URLSearchParams(query)}`, timeoutMs, stopped });
  return {
    async byIco(ico) {
      const answer = await ask({ identifier: ico });
      return answer.kind === 'json' ? readSubject(answer, ico, time) : answer;
    },
    async byName(name, limit) {
      const answer = await ask({ fullName: name, onlyActive: 'true' });
      if (answer.kind === 'json') return readNames(answer, limit, time);
      // It has no paging: a common word brings more megabytes than we take.
      const tooLong = answer.reason === 'badAnswer' && answer.detail.includes('maxContentLength');
      return tooLong ? { kind: 'tooMany', total: null } : answer;
    },
    async entity(id) {
      const url = `${base}/entity/${id}?showHistoricalData=false&showOrganizationUnits=false`;
      const answer = await askJson({ method: 'GET', url, timeoutMs, stopped });
      if (answer.kind !== 'json') return answer;
      if (answer.status === 404) return { kind: 'notFound' };
      const entity = answer.status === 200 ? RpoEntity.safeParse(answer.body) : null;
      return entity?.success && entity.data.id === id
        ? { kind: 'found', leadership: leadershipOfRpo(entity.data) }
        : unavailable('badAnswer', `HTTP ${answer.status} without the entity we asked for`);
    },
  };
}

function resultsOf(answer: JsonAnswer): unknown[] | null {
  const list = RpoList.safeParse(answer.body);
  return answer.status === 200 && list.success ? list.data.results : null;
}

function readSubject(answer: JsonAnswer, ico: Ico, time: Time): AresByIco {
  const results = resultsOf(answer);
  if (results === null) return unavailable('badAnswer', `HTTP ${answer.status} without results`);
  if (results.length === 0) return { kind: 'notFound' };
  const subjects = results.map((result) => RpoSubject.safeParse(result));
  const read = subjects.flatMap((subject) => (subject.success ? [subject.data] : []));
  const holders = read.filter((subject) => presentIco(subject) === ico);
  const holder = holders.find((subject) => !subject.termination) ?? holders[0];
  const facts = holder ? factsOfRpo(holder, time.now()) : null;
  if (facts) return { kind: 'found', facts };
  const givenUp = read.some((subject) => subject.identifiers.some((one) => one.validTo && one.value === ico));
  return givenUp && read.length === results.length
    ? { kind: 'notFound' }
    : unavailable('badAnswer', 'not the subject we asked for');
}

function readNames(answer: JsonAnswer, limit: number, time: Time): AresByName {
  const results = resultsOf(answer);
  if (results === null) return unavailable('badAnswer', `HTTP ${answer.status} without results`);
  const now = time.now();
  const companies = results.flatMap((result): RegisterFacts[] => {
    const subject = RpoSubject.safeParse(result);
    const facts = subject.success ? factsOfRpo(subject.data, now) : null;
    return facts ? [facts] : [];
  });
  if (companies.length === 0 && results.length > 0)
    return unavailable('badAnswer', 'no subject we understand');
  return { kind: 'matches', companies: companies.slice(0, limit), total: results.length };
}
