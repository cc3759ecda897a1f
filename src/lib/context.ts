import type { Database, Db } from '../db/connect.ts';
import type { Language } from '../i18n/catalog.ts';
import type { CrmEvent } from './event.ts';
import type { PersonId } from './ids.ts';
import type { Log } from './log.ts';
import type { Currency } from './money.ts';
import type { Time, Zone } from './time.ts';

/** Who acts: a person, or the product itself (a job, the mail poller). */
export type Actor =
  | { kind: 'person'; id: PersonId; name: string; isAdmin: boolean; zone: Zone; country: Country }
  | { kind: 'system'; name: string };

export type Country = 'CZ' | 'SK';

/** What the operator chose for the whole installation. */
export interface Settings {
  language: Language;
  zone: Zone;
  country: Country;
  currency: Currency;
  /** largest file taken, in bytes */
  fileLimit: number;
  /** raw sources of mail are kept for so many months, 0: for good; tools that run no jobs have no say */
  mailSourceMonths?: number;
}

/**
 * What reaches outside the database: file storage, register clients. Each slice declares its own:
 * `declare module '../../lib/context.ts' { interface Ports { storage: Storage } }`; app.ts fills them in.
 */
// biome-ignore lint/suspicious/noEmptyInterface: slices merge their ports into it
export interface Ports {}

/** Told of each event whose kind fits the pattern, inside the transaction that records it. */
export interface EventListener {
  pattern: string;
  hear(ctx: Ctx, event: CrmEvent): Promise<void>;
  /** the same for all that are recorded at once; without it each is told on its own */
  hearMany?(ctx: Ctx, events: CrmEvent[]): Promise<void>;
}

/** What every use case is given. Inside transaction() `db` is the transaction: never reach around it. */
export interface Ctx {
  db: Db;
  database: Database;
  time: Time;
  actor: Actor;
  language: Language;
  settings: Settings;
  ports: Ports;
  /** a command-line tool that changes nothing needs none */
  listeners?: readonly EventListener[];
  log: Log;
  /** A request that Slack may send twice: its first transaction notes the key, and a second one is refused. */
  requestKey?: string | null;
}

/** The same context for another reader, as the dispatcher renders for a recipient. */
export const as = (ctx: Ctx, actor: Actor, language: Language): Ctx => ({ ...ctx, actor, language });

export const actorId = (ctx: Ctx): PersonId | null => (ctx.actor.kind === 'person' ? ctx.actor.id : null);
