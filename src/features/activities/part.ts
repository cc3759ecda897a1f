/** What other slices keep with an activity. Slices meet in app.ts: it lists their parts in ctx.ports.activityParts. */
import type { Button } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId } from '../../lib/ids.ts';
import type { Activity } from './model.ts';

export interface ActivityPart {
  /** A few characters for a row, for all the given at once: `2 📎`. No query for each. */
  marks?(ctx: Ctx, ids: ActivityId[]): Promise<Map<ActivityId, string>>;
  /** Lines of mrkdwn in an opened entry: where a meeting takes place, how often, who comes. */
  lines?(ctx: Ctx, activity: Activity): Promise<(reader: Reader) => string[]>;
  /** Buttons of an opened entry: its files, the whole mail, why it is here. */
  buttons?(ctx: Ctx, activity: Activity): Promise<(reader: Reader) => Button[]>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where activities stand alone, as in their own tests */
    activityParts?: ActivityPart[];
  }
}

export const partsOf = (ctx: Ctx): ActivityPart[] => ctx.ports.activityParts ?? [];
