/** What other slices add to a deal. Slices meet in app.ts: it lists their parts in ctx.ports.dealParts. */
import type { Button } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Message } from '../../slack/blocks.ts';
import type { Deal } from './model.ts';

export interface DealPart {
  /** What the card shows of the slice, in a constant number of queries. */
  card?(ctx: Ctx, deal: Deal): Promise<DealCardPart>;
  /** The one question that follows the card of a new deal: the first part that has one asks. */
  question?(ctx: Ctx, deal: Deal): Promise<((reader: Reader) => Message) | null>;
}

export type CardSlot = 'log' | 'watch' | 'attach';

export interface DealCardPart {
  /** lines of mrkdwn under the next step: `Naposledy: 📞 včera, Eva` */
  lines?: (reader: Reader) => string[];
  /** lines of mrkdwn that only the window shows, which nobody else sees: `Marže: 18` */
  details?: (reader: Reader) => string[];
  /** lines of the small print beside the owner: `hlídají: Eva, Tomáš` */
  people?: (reader: Reader) => string[];
  /** buttons of the card, each in its own place */
  buttons?: (reader: Reader) => Partial<Record<CardSlot, Button>>;
  /** buttons of the window behind Open: `Historie`, `Soubory` */
  more?: (reader: Reader) => Button[];
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where deals stand alone, as in their own tests */
    dealParts?: DealPart[];
  }
}

export const partsOf = (ctx: Ctx): DealPart[] => ctx.ports.dealParts ?? [];
