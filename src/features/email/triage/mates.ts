import type { Ctx } from '../../../lib/context.ts';
import type { Email, EmailId } from '../model.ts';
import { listWaitingInThreads } from '../thread-store.ts';

/** Those of a card that wait in the conversation of its own mail. */
export async function listMates(ctx: Ctx, lead: Email, joined: Email[]): Promise<EmailId[]> {
  if (joined.length === 0) return [];
  const waiting = new Set((await listWaitingInThreads(ctx, [lead.id])).map(({ id }) => id));
  return joined.map(({ id }) => id).filter((id) => waiting.has(id));
}
