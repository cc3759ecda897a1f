import { z } from 'zod';
import { askJson, type JsonAnswer, unavailable } from './http.ts';
import { Ico, type Unavailable } from './model.ts';

export type RuzByIco =
  /** dic: ten digits; null when the register has none */
  | { kind: 'found'; dic: string | null }
  /** no accounting entity: sole traders without books are not there */
  | { kind: 'notFound' }
  | Unavailable;

/** The register of financial statements of Slovakia: the only public one that gives a DIČ. It has no IČ DPH. */
export interface Ruz {
  byIco(ico: Ico): Promise<RuzByIco>;
}

const EntityIds = z.object({ id: z.array(z.number().int()) });
const Entity = z.object({
  ico: z.coerce.string().optional().catch(undefined),
  dic: z.coerce.string().trim().optional().catch(undefined),
  /** only a deleted record has it */
  stav: z.unknown().optional(),
});

/** One IČO has one entity; more are records that were deleted. */
const mostIds = 5;

/** @param at.url as RUZ_URL has it: `https://www.registeruz.sk/cruz-public/api` */
export function createRuz(at: { url: string; timeoutMs: number; stopped?: AbortSignal }): Ruz {
  const base = at.url.replace(/\/+$/, '');
  const { timeoutMs, stopped } = at;
  const ask = (path: string) => askJson({ method: 'GET', url: `${base}/${path}`, timeoutMs, stopped });
  return {
    async byIco(ico) {
      // `zmenene-od` must be there, however long ago.
      const list = await ask(`uctovne-jednotky?zmenene-od=2000-01-01&ico=${ico}`);
      if (list.kind !== 'json') return list;
      const ids = list.status === 200 ? EntityIds.safeParse(list.body) : null;
      if (!ids?.success) return unavailable('badAnswer', `HTTP ${list.status} without a list of entities`);
      for (const id of ids.data.id.slice(0, mostIds)) {
        const answer = await ask(`uctovna-jednotka?id=${id}`);
        if (answer.kind !== 'json') return answer;
        const entity = readEntity(answer, ico);
        if (entity !== 'deleted') return entity;
      }
      return { kind: 'notFound' };
    },
  };
}

function readEntity(answer: JsonAnswer, ico: Ico): RuzByIco | 'deleted' {
  const entity = answer.status === 200 ? Entity.safeParse(answer.body) : null;
  if (!entity?.success) return unavailable('badAnswer', `HTTP ${answer.status} without an entity`);
  if (entity.data.stav !== undefined && entity.data.stav !== null) return 'deleted';
  const its = Ico.safeParse(entity.data.ico);
  if (!its.success || its.data !== ico) return unavailable('badAnswer', 'not the entity we asked for');
  const dic = entity.data.dic?.replace(/\s/gu, '') ?? '';
  return { kind: 'found', dic: /^\d{10}$/.test(dic) ? dic : null };
}
