/** One number, two countries: the same eight digits can be a Czech company and a Slovak one. */
import type { Ctx } from '../../lib/context.ts';
import { sleep } from '../../lib/time.ts';
import { lookUpCzech } from './czech-service.ts';
import { unavailable } from './http.ts';
import { type CompanyRegister, companyRegisters, type Ico, type Lookup, type NameSearch } from './model.ts';
import { lookUpSlovak } from './rpo-service.ts';
import { searchByName } from './service.ts';

export interface LookupOptions {
  refresh?: boolean;
  timeoutMs?: number;
  /** for what the other registers of the country add */
  extrasMs?: number;
  /** when one country knows the number, how long the other is waited for */
  graceMs?: number;
}

/** In one country's register, with all that its other registers add. Never inside a transaction. */
export const lookUpIn = (
  ctx: Ctx,
  register: CompanyRegister,
  ico: Ico,
  options: LookupOptions = {},
): Promise<Lookup> => (register === 'rpo' ? lookUpSlovak(ctx, ico, options) : lookUpCzech(ctx, ico, options));

export type Anywhere = Record<CompanyRegister, Lookup>;

const usualGraceMs = 1500;

/** In both countries at once. Never inside a transaction. */
export async function lookUpAnywhere(ctx: Ctx, ico: Ico, options: LookupOptions = {}): Promise<Anywhere> {
  const { graceMs = usualGraceMs } = options;
  const [ares, rpo] = companyRegisters.map((register) => lookUpIn(ctx, register, ico, options));
  const late = new AbortController();
  const soon = async (first: Promise<Lookup>, other: Promise<Lookup>): Promise<Lookup> =>
    Promise.race([
      other,
      first.then(async (answer) => {
        if (answer.kind === 'found') await sleep(graceMs, late.signal);
        return answer.kind === 'found' ? unavailable('timeout', 'the other country was faster') : other;
      }),
    ]);
  try {
    const [czech, slovak] = await Promise.all([soon(rpo!, ares!), soon(ares!, rpo!)]);
    return { ares: czech, rpo: slovak };
  } finally {
    late.abort();
  }
}

/** By name in both countries at once, one wait for the two of them. Never inside a transaction. */
export async function searchAnywhere(
  ctx: Ctx,
  name: string,
  options: { limit?: number; waitMs?: number } = {},
): Promise<Record<CompanyRegister, NameSearch>> {
  const [ares, rpo] = await Promise.all(
    companyRegisters.map((register) => searchByName(ctx, name, { ...options, register })),
  );
  return { ares: ares!, rpo: rpo! };
}
