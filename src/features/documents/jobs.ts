import type { Ctx } from '../../lib/context.ts';
import { sweepBlobs } from './blobs.ts';

/** Bytes that nothing uses, and drafts of processes that died. */
export async function sweepFiles(ctx: Ctx): Promise<void> {
  const swept = await sweepBlobs(ctx);
  if (swept.blobs + swept.drafts > 0) ctx.log.info(swept, 'unused files were removed');
}
