import type { Ctx } from '../../lib/context.ts';
import { forgetTypedNames } from './service.ts';

/** What people typed at the registers is not kept longer than it helps. */
export async function forgetQuestions(ctx: Ctx): Promise<void> {
  await forgetTypedNames(ctx);
}
