/** People and contexts on a database, with and without a test around it. */
import { asPerson, keepPerson, type Person } from '../../src/access/people.ts';
import type { Database } from '../../src/db/connect.ts';
import type { Ctx, EventListener, Ports } from '../../src/lib/context.ts';
import { createLog } from '../../src/lib/log.ts';
import { frozenTime, type MovableTime } from '../../src/lib/time.ts';

export interface World {
  database: Database;
  time: MovableTime;
  /** acts as the product itself */
  system: Ctx;
  /** a full member, created at the first mention; the context acts as them */
  as(
    name: string,
    options?: { isAdmin?: boolean; zone?: string; language?: 'en' | 'cs' | 'sk' },
  ): Promise<Ctx>;
  person(name: string): Promise<Person>;
}

export interface WorldOptions {
  now?: string;
  ports?: Partial<Ports>;
  listeners?: EventListener[];
}

/** On a Monday morning in March; people by first name. */
export function worldOn(database: Database, options: WorldOptions = {}): World {
  const time = frozenTime(options.now ?? '2027-03-08T08:00:00.000Z');
  const system: Ctx = {
    db: database.reader,
    database,
    time,
    actor: { kind: 'system', name: 'test' },
    language: 'cs',
    settings: {
      language: 'cs',
      zone: 'Europe/Prague',
      country: 'CZ',
      currency: 'CZK',
      fileLimit: 100 * 1024 * 1024,
      mailSourceMonths: 24,
    },
    ports: (options.ports ?? {}) as Ports,
    listeners: options.listeners ?? [],
    log: createLog('silent'),
  };
  const people = new Map<string, Person>();
  const writing: Ctx = { ...system, db: database.writer };
  const person = async (name: string, isAdmin = false, zone = 'Europe/Prague') => {
    const known = people.get(name);
    if (known) return known;
    const kept = await keepPerson(writing, {
      slackId: `U${name.toUpperCase()}`,
      name,
      email: `${name.toLowerCase()}@firma.example`,
      zone,
      locale: 'en-US',
      kind: 'member',
      isSlackAdmin: isAdmin,
      deactivated: false,
    });
    people.set(name, kept.person);
    return kept.person;
  };
  return {
    database,
    time,
    system,
    person,
    as: async (name, { isAdmin = false, zone, language = 'cs' } = {}) => ({
      ...asPerson(system, await person(name, isAdmin, zone)),
      language,
    }),
  };
}
