/** What other slices show on a person's Home. app.ts lists their parts in ctx.ports.homeParts. */
import type { KnownBlock } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CrmEvent } from '../../lib/event.ts';
import type { PersonId } from '../../lib/ids.ts';

export interface HomePart {
  /** `today`: above the deals, with what is due; `after`: below them */
  place: 'today' | 'after';
  /** What waits for the actor, in a constant number of queries; null: nothing does. */
  read(ctx: Ctx, personId: PersonId): Promise<((reader: Reader) => KnownBlock[]) | null>;
  /** Whose Home an event changes, asked in the transaction of the event. */
  touched?(tx: Ctx, event: CrmEvent): Promise<PersonId[]>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where Home stands alone, as in its own tests */
    homeParts?: HomePart[];
  }
}

export const partsOf = (ctx: Ctx): HomePart[] => ctx.ports.homeParts ?? [];
