import type { Knex } from 'knex';
import { insertId, isPostgres } from '../../db/dialect.ts';
import { saveTerms } from '../../db/terms.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, DealId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { dateIn, type Instant, type PlainDate } from '../../lib/time.ts';
import type { Contact, NewContact } from './model.ts';
import { type ContactPhone, phoneTerms, showPhone } from './phones.ts';
import { idsByAddress, type Reach, reachOf, saveEmails, savePhones } from './reach-store.ts';

/** As it is kept: all addresses, and phones that were read. */
export type ContactColumns = Partial<Omit<NewContact, 'email' | 'phone' | 'emails' | 'phones'>> & {
  emails?: string[];
  phones?: ContactPhone[];
};

interface ContactRow {
  id: number;
  company_id: number | null;
  name: string;
  folded_name: string;
  title_before: string | null;
  title_after: string | null;
  position: string | null;
  /** repeats the main one of contact_emails */
  email: string | null;
  /** repeats the main one of contact_phones */
  phone: string | null;
  away_from: string | null;
  away_until: string | null;
  language: string | null;
  gender: string | null;
  salutation: string | null;
  legal_basis: string | null;
  source: string | null;
  silent_since: string | null;
  silent_source: string | null;
  silent_said_by: string | null;
  silent_noted_by: number | null;
  version: number;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  merged_into: number | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    contacts: ContactRow;
  }
}

export async function toContacts(ctx: Ctx, rows: ContactRow[]): Promise<Contact[]> {
  if (rows.length === 0) return [];
  const reach = await reachOf(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => toContact(row, reach(row.id)));
}

const toContact = (row: ContactRow, { emails, phones }: Reach): Contact => ({
  id: row.id as ContactId,
  name: row.name,
  titleBefore: row.title_before,
  titleAfter: row.title_after,
  companyId: row.company_id as CompanyId | null,
  position: row.position,
  email: emails[0]?.address ?? null,
  emails,
  phone: mainOf(phones),
  phones,
  bounce: emails[0]?.bounce ?? null,
  away: row.away_until
    ? { from: row.away_from as PlainDate | null, until: row.away_until as PlainDate }
    : null,
  language: row.language as Contact['language'],
  gender: row.gender as Contact['gender'],
  salutation: row.salutation,
  legalBasis: row.legal_basis as Contact['legalBasis'],
  source: row.source,
  doNotApproach: row.silent_since
    ? { since: row.silent_since as PlainDate, source: row.silent_source, saidBy: row.silent_said_by }
    : null,
  version: row.version,
  createdAt: row.created_at as Instant,
});

const mainOf = ([main]: ContactPhone[]): string | null => (main ? showPhone(main, null) : null);

export async function insertContact(
  ctx: Ctx,
  contact: ContactColumns & { name: string },
): Promise<ContactId> {
  const id = (await insertId(ctx.db('contacts').insert(newRow(ctx, contact)))) as ContactId;
  await saveReach(ctx, id, contact);
  await noteContactTerms(ctx, id);
  return id;
}

/** As it is written down first: without its id, and what does not stand in it. */
export function newRow(ctx: Ctx, contact: ContactColumns & { name: string }): Omit<ContactRow, 'id'> {
  const now = ctx.time.now();
  return {
    ...columnsOf(contact),
    created_by: actorId(ctx),
    created_at: now,
    updated_at: now,
  } as Omit<ContactRow, 'id'>;
}

async function saveReach(ctx: Ctx, id: ContactId, { emails, phones }: ContactColumns): Promise<void> {
  if (emails !== undefined) await saveEmails(ctx, id, emails);
  if (phones !== undefined) await savePhones(ctx, id, phones);
}

/** Found by the words of the name, by the start of each address, and by the start and the end of each number. */
export async function noteContactTerms(ctx: Ctx, id: ContactId): Promise<void> {
  const row = await ctx.db('contacts').where({ id }).first('folded_name');
  if (!row) return;
  const { emails, phones } = (await reachOf(ctx, [id]))(id);
  const reached = [...emails.map(({ address }) => address), ...phones.flatMap(phoneTerms)];
  await saveTerms(ctx, 'contact', id, [row.folded_name, ...reached]);
}

/** Until the transaction ends nobody else changes it. SQLite has one writer anyway. */
export async function lockContact(ctx: Ctx, id: ContactId): Promise<void> {
  if (isPostgres(ctx.db)) await ctx.db('contacts').where({ id }).forUpdate().select('id');
}

export async function updateContact(ctx: Ctx, id: ContactId, change: ContactColumns): Promise<void> {
  await ctx
    .db('contacts')
    .where({ id })
    .update({ ...columnsOf(change), version: ctx.db.raw('version + 1'), updated_at: ctx.time.now() });
  await saveReach(ctx, id, change);
  if (change.name !== undefined || change.emails || change.phones) await noteContactTerms(ctx, id);
}

function columnsOf(contact: ContactColumns): Partial<ContactRow> {
  const columns: Partial<ContactRow> = {};
  if (contact.name !== undefined)
    Object.assign(columns, { name: contact.name, folded_name: fold(contact.name) });
  if (contact.companyId !== undefined) columns.company_id = contact.companyId;
  if (contact.titleBefore !== undefined) columns.title_before = contact.titleBefore;
  if (contact.titleAfter !== undefined) columns.title_after = contact.titleAfter;
  if (contact.position !== undefined) columns.position = contact.position;
  if (contact.language !== undefined) columns.language = contact.language;
  if (contact.gender !== undefined) columns.gender = contact.gender;
  if (contact.salutation !== undefined) columns.salutation = contact.salutation;
  if (contact.legalBasis !== undefined) columns.legal_basis = contact.legalBasis;
  if (contact.source !== undefined) columns.source = contact.source;
  if (contact.emails !== undefined) columns.email = contact.emails[0] ?? null;
  if (contact.phones !== undefined) columns.phone = mainOf(contact.phones);
  return columns;
}

/** Of one that was merged into another, the other: messages and links that name it go on. */
export async function findContact(ctx: Ctx, id: ContactId): Promise<Contact | null> {
  const row = await ctx.db('contacts').where({ id }).first();
  if (row?.deleted_at && row.merged_into) return findContact(ctx, row.merged_into as ContactId);
  return row && !row.deleted_at ? ((await toContacts(ctx, [row]))[0] ?? null) : null;
}

/** By any of their addresses. */
export async function findContactByEmail(ctx: Ctx, email: string): Promise<Contact | null> {
  const rows = await ctx
    .db('contacts')
    .whereIn('id', idsByAddress(ctx, [email.trim().toLowerCase()]))
    .whereNull('deleted_at')
    .orderBy('id')
    .limit(1);
  return (await toContacts(ctx, rows))[0] ?? null;
}

/** Of exactly this name, at the company; without one, those who have none either. */
export async function listNamesakes(
  ctx: Ctx,
  foldedName: string,
  companyId: CompanyId | null,
): Promise<Contact[]> {
  const rows = await ctx
    .db('contacts')
    .where({ folded_name: foldedName, company_id: companyId })
    .whereNull('deleted_at')
    .orderBy('id')
    .limit(2);
  return toContacts(ctx, rows);
}

export async function listContactsByIds(ctx: Ctx, ids: ContactId[]): Promise<Contact[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db('contacts').whereIn('id', ids).whereNull('deleted_at').orderBy('folded_name');
  return toContacts(ctx, rows);
}

export async function listContactsOf(ctx: Ctx, companyId: CompanyId, limit = 100): Promise<Contact[]> {
  const rows = await ctx
    .db('contacts')
    .where({ company_id: companyId })
    .whereNull('deleted_at')
    .orderBy('folded_name')
    .limit(limit);
  return toContacts(ctx, rows);
}

/** Adds to a query of contacts: who is named on the deal, or has written in it. */
const onDeal =
  (ctx: Ctx, dealId: DealId) =>
  (any: Knex.QueryBuilder): void => {
    const present = ctx
      .db('activity_contacts')
      .join('activities', 'activities.id', 'activity_contacts.activity_id')
      .whereRaw('activity_contacts.contact_id = contacts.id')
      .where('activities.deal_id', dealId)
      .whereNull('activities.deleted_at')
      .select(ctx.db.raw('1'));
    const named = ctx
      .db('deal_contacts')
      .whereRaw('deal_contacts.contact_id = contacts.id')
      .where('deal_contacts.deal_id', dealId)
      .select(ctx.db.raw('1'));
    any.whereExists(named).orWhereExists(present);
  };

/**
 * Of the deal's people some who are away, those who are back first before the others, and some to whose main address mail
 * did not arrive, the latest before the others. In one query, for every card asks it.
 * @param limit of each kind
 */
export async function listHardToReach(ctx: Ctx, dealId: DealId, limit: number): Promise<Contact[]> {
  const away = ctx
    .db('contacts')
    .where('away_until', '>=', dateIn(ctx.time.now(), ctx.settings.zone))
    .whereNull('deleted_at')
    .where(onDeal(ctx, dealId))
    .orderBy('away_until')
    .orderBy('id')
    .limit(limit);
  const bounced = ctx
    .db('contact_emails')
    .join('contacts', 'contacts.id', 'contact_emails.contact_id')
    .where('contact_emails.place', 0)
    .whereNotNull('contact_emails.bounced_at')
    .whereNull('contacts.deleted_at')
    .where(onDeal(ctx, dealId))
    .orderBy('contact_emails.bounced_at', 'desc')
    .orderBy('contacts.id')
    .limit(limit)
    .select('contacts.*');
  const rows: ContactRow[] = await ctx.db
    .select('*')
    .from(bounced.as('bounced'))
    .unionAll((more) => more.select('*').from(away.as('away')));
  return toContacts(ctx, [...new Map(rows.map((row) => [row.id, row])).values()]);
}

export const markContactDeleted = (ctx: Ctx, id: ContactId): Promise<number> =>
  ctx.db('contacts').where({ id }).update({ deleted_at: ctx.time.now() });
