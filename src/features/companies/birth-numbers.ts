/** A birth number as DIČ at rest: dots in `dic`, the number itself in `dic_sealed`, sealed with SECRETS_KEY. */
import type { Ctx } from '../../lib/context.ts';
import { refuse } from '../../lib/errors.ts';
import { type Secrets, SecretsProblem } from '../../lib/secrets.ts';
import { isBirthNumber, maskTaxNumber, plainTaxNumber } from '../registers/tax-number.ts';

/** The two columns of a company's row. */
export interface DicAtRest {
  dic: string | null;
  dic_sealed: string | null;
}

const purpose = 'company dic';

/** @throws CrmError company.birthNumberKey when there is nothing to seal a birth number with: then none is kept */
export async function dicAtRest(ctx: Ctx, dic: string | null): Promise<DicAtRest> {
  if (!dic || dic.includes('•') || !isBirthNumber(dic)) return { dic, dic_sealed: null };
  try {
    return await sealedDic(ctx.ports.secrets, dic);
  } catch (error) {
    if (error instanceof SecretsProblem) refuse('company.birthNumberKey', {}, 'dic');
    throw error;
  }
}

/** @throws SecretsProblem missing */
export const sealedDic = async (secrets: Secrets, dic: string): Promise<DicAtRest> => ({
  dic: maskTaxNumber(dic),
  dic_sealed: await secrets.seal(plainTaxNumber(dic), purpose),
});

/** @throws SecretsProblem */
export const openedDic = (secrets: Secrets, sealed: string): Promise<string> => secrets.open(sealed, purpose);

/** As it was typed; dots when only the register knows it, or the key is another one. */
export async function wholeDic(ctx: Ctx, { dic, dic_sealed }: DicAtRest): Promise<string | null> {
  if (!dic || !dic_sealed) return dic;
  try {
    return await openedDic(ctx.ports.secrets, dic_sealed);
  } catch (error) {
    if (!(error instanceof SecretsProblem)) throw error;
    ctx.log.error({ err: error }, 'a birth number cannot be opened');
    return dic;
  }
}
