/** What others did to a record while somebody had it open, told from its events. */
import type { Ctx } from '../lib/context.ts';
import type { PersonId, Subject } from '../lib/ids.ts';
import { listEvents } from './record.ts';

/** Somebody else changed the record after it was read: nothing of the transaction stays. */
export class ChangedMeanwhile extends Error {
  constructor({ kind, id }: Subject) {
    super(`${kind} ${id} was changed meanwhile`);
    this.name = 'ChangedMeanwhile';
  }
}

/** What one person did to one field. */
export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
  by: PersonId | null;
}

/**
 * What happened to a record since a version of it was read, oldest first, each field once: from what it was to what it
 * is. Counts events that carry `version: { from, to }`.
 */
export async function changesSince(ctx: Ctx, subject: Subject, version: number): Promise<FieldChange[]> {
  const events = await listEvents(ctx, subject, 100);
  const changes = new Map<string, FieldChange>();
  for (const event of events.reverse()) {
    const { version: step, ...details } = event.details as Record<string, { from: unknown; to: unknown }>;
    if (!step || Number(step.to) <= version) continue;
    for (const [field, change] of Object.entries(details)) {
      if (!change || typeof change !== 'object' || !('from' in change) || !('to' in change)) continue;
      const from = changes.has(field) ? changes.get(field)?.from : change.from;
      changes.set(field, { field, from, to: change.to, by: event.actorId });
    }
  }
  return [...changes.values()].filter(({ from, to }) => !same(from, to));
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
