/** A Czech company whole: ARES says what it is, the public register who acts for it. */
import type { Ctx } from '../../lib/context.ts';
import { lookupLeadership } from './leadership-service.ts';
import type { Ico, Lookup } from './model.ts';
import { lookupByIco } from './service.ts';
import { withLeadership } from './whole.ts';

/**
 * As lookupByIco. The public register gets `extrasMs`: when it fails or is slow, the company is shown without it.
 * Never inside a transaction.
 */
export async function lookUpCzech(
  ctx: Ctx,
  ico: Ico,
  options: { refresh?: boolean; timeoutMs?: number; extrasMs?: number } = {},
): Promise<Lookup> {
  const { refresh, extrasMs = 2500 } = options;
  const looked = await lookupByIco(ctx, ico, options);
  if (looked.kind !== 'found' || looked.stale) return looked;
  const said = await lookupLeadership(ctx, ico, { refresh, timeoutMs: extrasMs });
  return { ...looked, company: withLeadership(ctx, looked.company, said) };
}
