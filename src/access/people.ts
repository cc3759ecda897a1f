/** People known by their Slack user. Slack's own data come by users.list and user_change, never one by one. */
import type { Db } from '../db/connect.ts';
import { asking } from '../db/recall.ts';
import { isLanguage, type Language, languageOfLocale } from '../i18n/catalog.ts';
import type { Actor, Country, Ctx, Settings } from '../lib/context.ts';
import { notFound } from '../lib/errors.ts';
import type { PersonId } from '../lib/ids.ts';
import { fold } from '../lib/text.ts';
import type { Instant, PlainDate, Zone } from '../lib/time.ts';

export type PersonKind = 'member' | 'guest' | 'bot' | 'stranger';

export interface Person {
  id: PersonId;
  slackId: string;
  name: string;
  email: string | null;
  zone: Zone;
  slackLocale: string | null;
  /** their own choice; null until they make one */
  language: Language | null;
  languageAskedAt: Instant | null;
  country: Country | null;
  kind: PersonKind;
  isSlackAdmin: boolean;
  isAdmin: boolean;
  isSalesLead: boolean;
  successorId: PersonId | null;
  /** the last day of an absence, which may be over */
  awayUntil: PlainDate | null;
  standInId: PersonId | null;
  deactivatedAt: Instant | null;
  homeOpenedAt: Instant | null;
}

export interface PersonRow {
  id: number;
  slack_id: string;
  name: string;
  folded_name: string;
  email: string | null;
  zone: string;
  slack_locale: string | null;
  language: string | null;
  language_asked_at: string | null;
  country: string | null;
  kind: string;
  is_slack_admin: boolean | number;
  is_admin: boolean | number;
  is_sales_lead: boolean | number;
  successor_id: number | null;
  away_until: string | null;
  stand_in_id: number | null;
  deactivated_at: string | null;
  home_opened_at: string | null;
  updated_at: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    people: PersonRow;
  }
}

const toPerson = (row: PersonRow): Person => ({
  id: row.id as PersonId,
  slackId: row.slack_id,
  name: row.name,
  email: row.email,
  zone: row.zone,
  slackLocale: row.slack_locale,
  language: isLanguage(row.language) ? row.language : null,
  languageAskedAt: row.language_asked_at as Instant | null,
  country: row.country as Country | null,
  kind: row.kind as PersonKind,
  isSlackAdmin: Boolean(row.is_slack_admin),
  isAdmin: Boolean(row.is_admin),
  isSalesLead: Boolean(row.is_sales_lead),
  successorId: row.successor_id as PersonId | null,
  awayUntil: row.away_until as PlainDate | null,
  standInId: row.stand_in_id as PersonId | null,
  deactivatedAt: row.deactivated_at as Instant | null,
  homeOpenedAt: row.home_opened_at as Instant | null,
});

export async function findPerson(db: Db, id: PersonId): Promise<Person | null> {
  const row = await db('people').where({ id }).first();
  return row ? toPerson(row) : null;
}

export const getPerson = async (db: Db, id: PersonId): Promise<Person> =>
  (await findPerson(db, id)) ?? notFound('person');

export async function findPersonBySlackId(db: Db, slackId: string): Promise<Person | null> {
  const row = await db('people').where({ slack_id: slackId }).first();
  return row ? toPerson(row) : null;
}

export async function findPersonByEmail(db: Db, email: string): Promise<Person | null> {
  const row = await db('people')
    .whereRaw('lower(email) = ?', [email.toLowerCase()])
    .whereNull('deactivated_at')
    .orderBy('id')
    .first();
  return row ? toPerson(row) : null;
}

/** Whoever did not leave, guests and bots too, in the order in which they came. */
export async function listPresent(db: Db): Promise<Person[]> {
  return (await db('people').whereNull('deactivated_at').orderBy('id')).map(toPerson);
}

export async function listPeople(db: Db, ids: PersonId[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  return (await db('people').whereIn('id', ids).orderBy('folded_name')).map(toPerson);
}

/** Work on many mails asks for the same people with each of them. */
export const personOf = asking<PersonId, Person | null, { db: Db }>(
  'person',
  null,
  async ({ db }, ids) => new Map((await listPeople(db, ids)).map((person) => [person.id, person])),
  ['people'],
);

export const namesOf = async (db: Db, ids: PersonId[]): Promise<Map<number, string>> =>
  new Map((await listPeople(db, ids)).map(({ id, name }) => [id, name]));

export async function listPeopleBySlackIds(db: Db, slackIds: string[]): Promise<Person[]> {
  if (slackIds.length === 0) return [];
  return (await db('people').whereIn('slack_id', slackIds)).map(toPerson);
}

const members = (db: Db) =>
  db('people').where({ kind: 'member' }).whereNull('deactivated_at').orderBy('folded_name');

/** Everybody who may use the product: active full members. */
export async function listMembers(db: Db): Promise<Person[]> {
  return (await members(db)).map(toPerson);
}

/** In lower case. */
export async function listMemberEmails(db: Db): Promise<string[]> {
  const emails = await members(db).whereNotNull('email').pluck('email');
  return emails.flatMap((email) => (email ? [email.toLowerCase()] : []));
}

export async function listAdmins(db: Db): Promise<Person[]> {
  const rows = await members(db).where((any) =>
    any.where({ is_admin: true }).orWhere({ is_slack_admin: true }),
  );
  return rows.map(toPerson);
}

/** Who receives escalations: the sales leads, else the admins. */
export async function listSalesLeads(db: Db): Promise<Person[]> {
  const rows = await members(db).where({ is_sales_lead: true });
  return rows.length > 0 ? rows.map(toPerson) : listAdmins(db);
}

export const isActiveMember = (person: Person | null): person is Person =>
  person !== null && person.kind === 'member' && person.deactivatedAt === null;

export const languageOf = (person: Person, settings: Settings): Language =>
  person.language ?? languageOfLocale(person.slackLocale) ?? settings.language;

export const actorOf = (person: Person, settings: Settings): Actor => ({
  kind: 'person',
  id: person.id,
  name: person.name,
  isAdmin: person.isAdmin || person.isSlackAdmin,
  zone: person.zone,
  country: person.country ?? settings.country,
});

/** The one way in: null for guests, bots, people of other organisations, and who left. */
export const enter = (ctx: Ctx, person: Person | null): Ctx | null =>
  isActiveMember(person) ? asPerson(ctx, person) : null;

/** The same context as this person: what they see, in their language and zone. */
export const asPerson = (ctx: Ctx, person: Person): Ctx => ({
  ...ctx,
  actor: actorOf(person, ctx.settings),
  language: languageOf(person, ctx.settings),
});

/** What Slack tells of a user. */
export interface SlackPerson {
  slackId: string;
  name: string;
  email: string | null;
  zone: Zone;
  locale: string | null;
  kind: PersonKind;
  isSlackAdmin: boolean;
  deactivated: boolean;
}

/**
 * Takes over what Slack says of a user; our own settings (language, roles, successor) stay.
 * @returns whether the person was active before and is not any more
 */
export async function keepPerson(
  ctx: Ctx,
  person: SlackPerson,
): Promise<{ person: Person; deactivated: boolean }> {
  const before = await findPersonBySlackId(ctx.db, person.slackId);
  const now = ctx.time.now();
  const fields = {
    name: person.name,
    folded_name: fold(person.name),
    email: person.email,
    zone: person.zone,
    slack_locale: person.locale ?? before?.slackLocale ?? null,
    kind: person.kind,
    is_slack_admin: person.isSlackAdmin,
    deactivated_at: person.deactivated ? (before?.deactivatedAt ?? now) : null,
    updated_at: now,
  };
  await ctx
    .db('people')
    .insert({ slack_id: person.slackId, ...fields })
    .onConflict('slack_id')
    .merge(fields);
  const after = (await findPersonBySlackId(ctx.db, person.slackId)) as Person;
  return {
    person: after,
    deactivated: before !== null && before.deactivatedAt === null && person.deactivated,
  };
}

export async function changePerson(
  ctx: Ctx,
  id: PersonId,
  change: Partial<
    Pick<
      PersonRow,
      | 'language'
      | 'language_asked_at'
      | 'country'
      | 'is_admin'
      | 'is_sales_lead'
      | 'home_opened_at'
      | 'away_until'
    >
  > & { successor_id?: PersonId | null; stand_in_id?: PersonId | null },
): Promise<void> {
  await ctx.db('people').where({ id }).update(change);
}
