/** What a rule of the product says of a row, as the row's reason; what is no rule is ours, and told to the log. */
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import { randomId } from '../../lib/ids.ts';
import type { Why } from './model.ts';

/** @returns null: no rule, something else went wrong */
export function rulesSaid(error: unknown): Why[] | null {
  const errors = error instanceof FieldErrors ? error.errors : error instanceof CrmError ? [error] : [];
  if (errors.length === 0) return null;
  return errors.map(({ code, details }) => ({
    code: 'refused',
    column: null,
    text: null,
    error: { code, details },
  }));
}

/** @returns null: the rules have nothing against it */
export async function refusedBy(work: () => Promise<unknown>): Promise<Why[] | null> {
  try {
    await work();
    return null;
  } catch (error) {
    const said = rulesSaid(error);
    if (said) return said;
    throw error;
  }
}

/** One row that we fail at must not stop the thousands after it. @throws what the database said: it is tried again */
export function whyOf(ctx: Ctx, error: unknown): Why[] {
  const said = rulesSaid(error);
  if (said) return said;
  if (isOfDatabase(error)) throw error;
  const reference = randomId().slice(0, 8);
  ctx.log.error({ err: error, reference }, 'a row of an import failed');
  return [{ code: 'ours', column: null, text: reference }];
}

/** A lost connection, a full disk, a deadlock: the whole transaction is tried again. */
export const isOfDatabase = (error: unknown): boolean => {
  const { code } = error as { code?: unknown };
  return (
    typeof code === 'string' &&
    (/^(SQLITE_(?!CONSTRAINT)|ERR_SQLITE|E[A-Z]+$)/.test(code) || /^(08|25|40|53|57|58)/.test(code))
  );
};
