/** What other slices leave behind when a colleague goes. app.ts lists their parts in ctx.ports.leavingParts. */
import type { Button } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';

export interface LeavingPart {
  /** What waits for whoever stands in for them; null: nothing does. */
  waiting(ctx: Ctx, left: PersonId): Promise<((reader: Reader) => LeftBehind) | null>;
  /** Gives what was theirs to the successor, and tells them. */
  handOver?(ctx: Ctx, from: PersonId, to: PersonId): Promise<void>;
}

export interface LeftBehind {
  line: string;
  /** shows it to who stands in */
  button: Button;
}

declare module '../../lib/context.ts' {
  interface Ports {
    /** absent where people stand alone, as in their own tests */
    leavingParts?: LeavingPart[];
  }
}

export async function leftBehind(ctx: Ctx, left: PersonId, reader: Reader): Promise<LeftBehind[]> {
  const parts = await Promise.all((ctx.ports.leavingParts ?? []).map((part) => part.waiting(ctx, left)));
  return parts.flatMap((part) => (part ? [part(reader)] : []));
}
