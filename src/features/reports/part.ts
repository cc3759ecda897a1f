/** What other slices tell a digest. app.ts lists their parts in ctx.ports.digestParts. */
import type { Ctx } from '../../lib/context.ts';

export interface DigestPart {
  /** e-mails that wait for somebody to say where they belong; only those that every full member may know of */
  waitingMails?(ctx: Ctx): Promise<number>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where digests stand alone, as in their own tests */
    digestParts?: DigestPart[];
  }
}

export const partsOf = (ctx: Ctx): DigestPart[] => ctx.ports.digestParts ?? [];
