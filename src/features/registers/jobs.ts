import type { Ctx } from '../../lib/context.ts';
import { decideInsolvency } from './isir-service.ts';
import { forgetTypedNames } from './service.ts';

/** What people typed at the registers is not kept longer than it helps. */
export async function forgetQuestions(ctx: Ctx): Promise<void> {
  await forgetTypedNames(ctx);
}

/** One answer about insolvency is news: the second one decides, without anybody having to look again. */
export async function askSecondTime(ctx: Ctx): Promise<void> {
  await decideInsolvency(ctx);
}
