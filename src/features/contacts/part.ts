/** What other slices add to a contact's card. Slices meet in app.ts: it lists their parts in ctx.ports.contactParts. */
import type { Button } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Blocks } from '../../slack/blocks.ts';
import type { Contact } from './model.ts';

export interface ContactPart {
  /** What the card shows of the slice, in a constant number of queries. */
  card(ctx: Ctx, contact: Contact): Promise<ContactCardPart>;
}

export interface ContactCardPart {
  /** lines of mrkdwn: who of ours talks to them, about what */
  lines?: (reader: Reader) => string[];
  /** buttons of the card, each in its own place */
  buttons?: (reader: Reader) => Partial<Record<'log' | 'history', Button>>;
  /** what the window shows below: rows that open what they name */
  rows?: (reader: Reader) => Blocks;
  /** `mailto:` that begins a mail to the address */
  write?: (address: string) => string;
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where contacts stand alone, as in their own tests */
    contactParts?: ContactPart[];
  }
}

export const contactPartsOf = (ctx: Ctx): ContactPart[] => ctx.ports.contactParts ?? [];
