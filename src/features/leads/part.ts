/** What other slices add to a lead's card. Slices meet in app.ts: it lists their parts in ctx.ports.leadParts. */
import type { Button } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Lead } from './model.ts';

export interface LeadPart {
  /** What the card shows of the slice, in a constant number of queries. */
  card(ctx: Ctx, lead: Lead): Promise<LeadCardPart>;
}

export interface LeadCardPart {
  /** lines of mrkdwn: `Naposledy: 📞 včera, Eva` */
  lines?: (reader: Reader) => string[];
  /** buttons of the card, each in its own place */
  buttons?: (reader: Reader) => Partial<Record<'log' | 'history' | 'files', Button>>;
  /** lines of the window behind Open */
  details?: (reader: Reader) => string[];
  /** buttons of that window */
  more?: (reader: Reader) => Button[];
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where leads stand alone, as in their own tests */
    leadParts?: LeadPart[];
  }
}

export const leadPartsOf = (ctx: Ctx): LeadPart[] => ctx.ports.leadParts ?? [];
