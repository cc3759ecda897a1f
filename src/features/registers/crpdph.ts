import { clockOf, dateIn, localOf, type Time, weekday } from '../../lib/time.ts';
import { type CrpdphAnswer, readCrpdph, wholeDic } from './crpdph-answer.ts';
import { unavailable } from './http.ts';
import type { Unavailable } from './model.ts';
import { askSoap } from './soap.ts';
import { xmlText } from './xml.ts';

/** The register of VAT payers of the Czech tax administration. */
export interface Crpdph {
  /** getStatusNespolehlivySubjektRozsireny. @param dics 1 to `crpdphBatch` of them, with CZ */
  byDics(dics: string[]): Promise<CrpdphAnswer>;
}

/** More are answered only in part. */
export const crpdphBatch = 100;

const namespace = 'http://adis.mfcr.cz/rozhraniCRPDPH/';
const operation = 'StatusNespolehlivySubjektRozsireny';

export interface CrpdphAddress {
  /** the address of the service, without ?wsdl */
  url: string;
  time: Time;
  timeoutMs: number;
  stopped?: AbortSignal;
}

export function createCrpdph({ url, time, timeoutMs, stopped }: CrpdphAddress): Crpdph {
  return {
    async byDics(dics) {
      if (dics.length === 0 || dics.length > crpdphBatch)
        throw new RangeError(`${dics.length} numbers at once`);
      const resting = maintenance(time);
      if (resting) return resting;
      const numbers = dics.map((dic) => `<dic>${xmlText(dic.replace(/^CZ/, ''))}</dic>`).join('');
      const answer = await askSoap({
        url,
        action: `${namespace}get${operation}`,
        body: `<${operation}Request xmlns="${namespace}">${numbers}</${operation}Request>`,
        timeoutMs,
        stopped,
      });
      if (answer.kind === 'unavailable') return answer;
      const read = readCrpdph(answer.body);
      if (read.kind === 'answered' && !dics.some((dic) => read.subjects.has(wholeDic(dic) ?? '')))
        return unavailable('badAnswer', 'none of the numbers we asked for');
      return read;
    },
  };
}

/** At midnight for ten minutes, and an hour on Sunday at three, by the clock in Prague: nobody answers then. */
export function maintenance(time: Time): Unavailable | null {
  const now = localOf(time.now(), 'Europe/Prague');
  const clock = clockOf(now);
  const minute = Number(clock.slice(3));
  if (clock < '00:10') return unavailable('maintenance', 'at midnight', (10 - minute) * 60_000);
  const isSunday = weekday(dateIn(time.now(), 'Europe/Prague')) === 7;
  return isSunday && clock >= '03:00' && clock < '04:00'
    ? unavailable('maintenance', 'on Sunday', (60 - minute) * 60_000)
    : null;
}
