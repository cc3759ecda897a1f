/** What follows from an event in its own transaction. app.ts lists the listeners; slices do not know them. */
import type { Ctx, EventListener } from '../lib/context.ts';
import type { CrmEvent } from '../lib/event.ts';

/** @param pattern `deal.changed`, or `deal.*` for every kind about deals, or `*` */
export const onEvent = (
  pattern: string,
  hear: (ctx: Ctx, event: CrmEvent) => Promise<void>,
): EventListener => ({ pattern, hear });

/** The same for who asks about many at once. */
export const onEvents = (
  pattern: string,
  hearMany: (ctx: Ctx, events: CrmEvent[]) => Promise<void>,
): EventListener => ({ pattern, hear: (ctx, event) => hearMany(ctx, [event]), hearMany });

/** One after another, so that two listeners never write to the same rows at once. */
export async function tellListeners(ctx: Ctx, event: CrmEvent): Promise<void> {
  for (const { pattern, hear } of ctx.listeners ?? []) {
    if (matches(pattern, event.kind)) await hear(ctx, event);
  }
}

/** @param events of one kind */
export async function tellListenersOfMany(ctx: Ctx, events: CrmEvent[]): Promise<void> {
  const [first] = events;
  if (!first) return;
  for (const { pattern, hear, hearMany } of ctx.listeners ?? []) {
    if (!matches(pattern, first.kind)) continue;
    if (hearMany) await hearMany(ctx, events);
    else for (const event of events) await hear(ctx, event);
  }
}

const matches = (pattern: string, kind: string): boolean =>
  pattern.endsWith('*') ? kind.startsWith(pattern.slice(0, -1)) : kind === pattern;
