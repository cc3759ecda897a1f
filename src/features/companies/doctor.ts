import type { Ctx } from '../../lib/context.ts';
import type { Check } from '../../operations/doctor.ts';
import { type Examined, examineBirthNumbers } from './sealing.ts';

/** `npm run doctor`: whether birth numbers of sole traders are sealed, and can be opened. */
export const companyChecks = (ctx: Ctx): Check[] => [
  birthNumberCheck(ctx, 'birth numbers', examineBirthNumbers),
];

export const birthNumberCheck = (
  ctx: Ctx,
  what: string,
  examine: (ctx: Ctx) => Promise<Examined>,
): Check => ({
  what,
  look: async () => {
    // Before the first start there is no table to ask.
    if (!(await ctx.database.writer.schema.hasColumn('companies', 'dic_sealed'))) return 'none yet';
    const { inClear, sealed, needsOldKey } = await examine(ctx);
    if (inClear > 0)
      throw new Error(
        `${inClear} stand in clear: put a SECRETS_KEY into .env (openssl rand -base64 32) and start the server`,
      );
    return `${sealed} sealed${needsOldKey ? '; some still need SECRETS_KEY_OLD' : ''}`;
  },
});
