/** Whether something was written down before: a list that is brought twice must not tell everything twice. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { cleanText } from '../../lib/text.ts';
import { addMillis, type Instant } from '../../lib/time.ts';
import { activitiesVisibleTo } from './store.ts';

/** The same words about the same company in the same minute, where the actor may see them. */
export async function isActivityThere(
  ctx: Ctx,
  { companyId, at, kind, text }: { companyId: CompanyId | null; at: Instant; kind: string; text: string },
): Promise<boolean> {
  if (companyId === null) return false;
  const minute = `${at.slice(0, 16)}:00.000Z` as Instant;
  const rows = await activitiesVisibleTo(ctx)
    .where({ 'activities.company_id': companyId, 'activities.kind': kind })
    // A spreadsheet holds minutes.
    .where('activities.at', '>=', minute)
    .where('activities.at', '<', addMillis(minute, 60_000))
    .limit(50);
  return rows.some((row) => row.text === cleanText(text));
}
