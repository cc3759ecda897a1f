import type { EventId, PersonId, Subject } from './ids.ts';
import type { Instant } from './time.ts';

/** Something that happened: audit, feed and source of notifications. */
export interface CrmEvent {
  id: EventId;
  /** `deal.created`, `deal.changed`, `activity.logged` ... */
  kind: string;
  subject: Subject;
  actorId: PersonId | null;
  details: Record<string, unknown>;
  at: Instant;
}
