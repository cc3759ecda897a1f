/** What other slices keep with an activity. Slices meet in app.ts: it lists their parts in ctx.ports.activityParts. */
import type { Button } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, ContactId } from '../../lib/ids.ts';
import type { Activity } from './model.ts';

/** An activity that is a letter from one to another. */
export interface Letter {
  /** null: nobody of ours in particular */
  from: string | null;
  to: string | null;
  /** which of the two is the customer, and who they are; theirs is the name that we know them by */
  theirs: { side: 'from' | 'to'; contactId: ContactId | null } | null;
  /** what others do not see of it */
  closed: 'subject' | 'happened' | null;
  /** its subject, which the reader sees because it is theirs */
  ownSubject: string | null;
}

export interface ActivityPart {
  /** A few characters for a row, for all the given at once: `2 📎`. No query for each. */
  marks?(ctx: Ctx, ids: ActivityId[]): Promise<Map<ActivityId, string>>;
  /** Who wrote to whom, of those given that are mails, for all at once. No query for each. */
  letters?(ctx: Ctx, activities: Activity[]): Promise<Map<ActivityId, Letter>>;
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
