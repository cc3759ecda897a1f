/** What other slices tell a digest. app.ts lists their parts in ctx.ports.digestParts. */
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';

export interface LeadCounts {
  fresh: number;
  untouched: number;
}

export interface DigestPart {
  /** e-mails that wait for somebody to say where they belong; only those that every full member may know of */
  waitingMails?(ctx: Ctx): Promise<number>;
  /** leads that came since then, and those that nobody touches */
  leads?(ctx: Ctx, since: Instant): Promise<LeadCounts>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where digests stand alone, as in their own tests */
    digestParts?: DigestPart[];
  }
}

export const partsOf = (ctx: Ctx): DigestPart[] => ctx.ports.digestParts ?? [];
