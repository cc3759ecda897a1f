/** Birth numbers that an older version kept in clear, or that an older key sealed, in rows of companies. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { type Secrets, SecretsProblem } from '../../lib/secrets.ts';
import { isBirthNumber, maskKeptNumber, maskTaxNumber, plainTaxNumber } from '../registers/tax-number.ts';
import { openedDic, sealedDic } from './birth-numbers.ts';

export interface TaxColumns {
  country: string;
  dic: string | null;
  dic_sealed?: string | null;
  vat_number: string | null;
}

/** One number is sealed once in a run: rows that hold the same one stay alike. */
export type Seal = (row: TaxColumns) => Promise<Partial<TaxColumns> | null>;

/** @returns gives the columns that change; null when all is well. It throws SecretsProblem. */
export function sealer(secrets: Secrets): Seal {
  const sealed = new Map<string, Promise<string>>();
  const seal = (number: string) => {
    const known =
      sealed.get(number) ?? sealedDic(secrets, number).then(({ dic_sealed }) => dic_sealed as string);
    sealed.set(number, known);
    return known;
  };
  return async (row) => {
    const dic = birthNumberIn(row.dic, row);
    const vat = birthNumberIn(row.vat_number, row);
    const change: Partial<TaxColumns> = {};
    if (dic) Object.assign(change, { dic: maskTaxNumber(dic), dic_sealed: await seal(dic) });
    else if (row.dic_sealed && (await secrets.isOld(row.dic_sealed)))
      change.dic_sealed = await seal(await openedDic(secrets, row.dic_sealed));
    // Of a sole trader both numbers are the same one.
    if (vat) {
      change.vat_number = null;
      if (!row.dic) Object.assign(change, { dic: maskTaxNumber(vat), dic_sealed: await seal(vat) });
    }
    return Object.keys(change).length > 0 ? change : null;
  };
}

/** `CZ7801012345`, in clear. */
export function birthNumberIn(number: string | null, row: TaxColumns): string | null {
  const country = row.vat_number?.startsWith('SK') ? 'SK' : row.country;
  if (!number || number.includes('•') || !maskKeptNumber(number, country).includes('•')) return null;
  return isBirthNumber(number) ? plainTaxNumber(number) : `CZ${plainTaxNumber(number)}`;
}

const pageSize = 200;

/** At the start, before anything is served: each is sealed as far as there is a key. */
export async function sealBirthNumbers(given: Ctx, seal: Seal = sealer(given.ports.secrets)): Promise<void> {
  const ctx = { ...given, db: given.database.writer };
  let problem: SecretsProblem | null = null;
  for await (const rows of pages(ctx))
    for (const row of rows) {
      const change = await seal(row).catch((error: unknown) => {
        if (!(error instanceof SecretsProblem)) throw error;
        // One that another key sealed holds up none of the others.
        problem = error;
        return null;
      });
      // Another process may have been first.
      if (change)
        await transaction(ctx, (tx) =>
          tx.db('companies').where({ id: row.id, dic: row.dic, vat_number: row.vat_number }).update(change),
        );
    }
  if (problem)
    ctx.log.error({ err: problem }, 'birth numbers of sole traders are not sealed with SECRETS_KEY');
}

/** Rows with a number that may be a person's, and those that are sealed. */
async function* pages(ctx: Ctx): AsyncGenerator<(TaxColumns & { id: number })[]> {
  for (let after = 0; ; ) {
    const rows = await ctx
      .db('companies')
      .where('id', '>', after)
      .where((any) =>
        any
          .whereNotNull('dic_sealed')
          .orWhereRaw("(length(dic) <> 10 or dic not like 'CZ%')")
          .orWhereRaw("(length(vat_number) <> 10 or vat_number not like 'CZ%')"),
      )
      .orderBy('id')
      .limit(pageSize)
      .select('id', 'country', 'dic', 'dic_sealed', 'vat_number');
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}

export interface Examined {
  inClear: number;
  sealed: number;
  /** SECRETS_KEY_OLD */
  needsOldKey: boolean;
}

/** For doctor. @throws SecretsProblem */
export const examineBirthNumbers = (ctx: Ctx): Promise<Examined> => examineRows(ctx, pages(ctx));

/** @throws SecretsProblem */
export async function examineRows(ctx: Ctx, pages: AsyncIterable<TaxColumns[]>): Promise<Examined> {
  const found = { inClear: 0, sealed: 0, needsOldKey: false };
  for await (const rows of pages)
    for (const row of rows) {
      if (birthNumberIn(row.dic, row) || birthNumberIn(row.vat_number, row)) found.inClear += 1;
      if (!row.dic_sealed) continue;
      found.sealed += 1;
      await openedDic(ctx.ports.secrets, row.dic_sealed);
      found.needsOldKey ||= await ctx.ports.secrets.isOld(row.dic_sealed);
    }
  return found;
}
