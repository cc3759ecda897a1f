/** What other slices add to a company's card. Slices meet in app.ts: it lists their parts in ctx.ports.companyParts. */
import type { Button } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Blocks } from '../../slack/blocks.ts';
import type { Company } from './model.ts';

export interface CompanyPart {
  /** What the card shows of the slice, in a constant number of queries. */
  card?(ctx: Ctx, company: Company): Promise<CompanyCardPart>;
  /** What the window behind the card shows besides, in a constant number of queries. */
  window?(ctx: Ctx, company: Company): Promise<(reader: Reader) => Blocks>;
}

export interface CompanyCardPart {
  /** lines of mrkdwn: `Naposledy: 📞 včera, Eva` */
  lines?: (reader: Reader) => string[];
  /** buttons of the card, each in its own place */
  buttons?: (reader: Reader) => Partial<Record<'log' | 'history' | 'files', Button>>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where companies stand alone, as in their own tests */
    companyParts?: CompanyPart[];
  }
}

export const companyPartsOf = (ctx: Ctx): CompanyPart[] => ctx.ports.companyParts ?? [];
