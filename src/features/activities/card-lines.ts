/** What cards say of activities: what comes next, and what was last. */
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { toEntries } from './entries.ts';
import { type Entry, latestLine } from './lines.ts';
import type { Activity, TimelineOf } from './model.ts';
import { findNext, listAroundNow } from './service.ts';

interface CardEntries {
  next: Entry | null;
  latest: Entry[];
}

/** @param known the latest, where the caller has read them */
export async function readCardEntries(
  ctx: Ctx,
  timeline: TimelineOf,
  shown: number,
  known?: Activity[],
): Promise<CardEntries> {
  const { next, latest } = known
    ? { next: await findNext(ctx, timeline), latest: known.slice(0, shown) }
    : await listAroundNow(ctx, timeline, shown);
  const entries = await toEntries(ctx, [...(next ? [next] : []), ...latest]);
  return next ? { next: entries[0] ?? null, latest: entries.slice(1) } : { next: null, latest: entries };
}

/** `Příště: 🤝 zítra v 10:00, Ing. Petr Říha: „Kontrolní den“`, then `Naposledy: …` */
export const cardLines = ({ next, latest }: CardEntries, reader: Reader): string[] => [
  ...(next ? [reader.t.activities.next(latestLine(next, reader))] : []),
  ...(latest.length > 0
    ? [reader.t.activities.latest(latest.map((entry) => latestLine(entry, reader)).join(' · '))]
    : []),
];
