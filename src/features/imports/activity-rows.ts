/** What a row says was done, and whether it was written down before. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { type Instant, instantOf, type LocalDateTime } from '../../lib/time.ts';
import { isActivityThere } from '../activities/same-service.ts';
import type { ActivityFacts } from './row-facts.ts';

/** Noon where no time is said, in the importer's zone; now where no day is. */
export function momentOf(ctx: Ctx, { on }: ActivityFacts): Instant {
  const zone = ctx.actor.kind === 'person' ? ctx.actor.zone : ctx.settings.zone;
  return on ? instantOf(`${on.day}T${on.clock ?? '12:00'}` as LocalDateTime, zone) : ctx.time.now();
}

/** @param companyId below 0: it is yet to be made */
export const isKnownActivity = (
  ctx: Ctx,
  activity: ActivityFacts,
  companyId: CompanyId | null,
): Promise<boolean> => {
  const { kind, text } = activity;
  const known = companyId !== null && companyId > 0 ? companyId : null;
  return isActivityThere(ctx, { companyId: known, at: momentOf(ctx, activity), kind, text });
};
