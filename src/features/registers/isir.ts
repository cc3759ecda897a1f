import { type IsirAnswer, readIsir } from './isir-answer.ts';
import type { Ico } from './model.ts';
import { askSoap } from './soap.ts';

/** The insolvency register of the Czech Ministry of Justice. */
export interface Isir {
  /** getIsirWsCuzkData. No case means only that there is none now: they are removed five years after their end. */
  byIco(ico: Ico): Promise<IsirAnswer>;
}

const most = 100;

export function createIsir(at: { url: string; timeoutMs: number; stopped?: AbortSignal }): Isir {
  return {
    async byIco(ico) {
      // Children are unqualified and in this order; filtrAktualniRizeni T would hide only two of the ended states.
      const answer = await askSoap({
        url: at.url,
        action: '',
        body: `<t:getIsirWsCuzkDataRequest xmlns:t="http://isirws.cca.cz/types/"><ic>${ico}</ic><maxPocetVysledku>${most}</maxPocetVysledku><filtrAktualniRizeni>F</filtrAktualniRizeni></t:getIsirWsCuzkDataRequest>`,
        timeoutMs: at.timeoutMs,
        stopped: at.stopped,
      });
      return answer.kind === 'soap' ? readIsir(answer.body, ico) : answer;
    },
  };
}
