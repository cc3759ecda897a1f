import { insertId, isPostgres } from '../../db/dialect.ts';
import { idsByTerm, saveTerms } from '../../db/terms.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, DealId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { dateIn, type Instant, type PlainDate } from '../../lib/time.ts';
import type { Contact, NewContact } from './model.ts';

interface ContactRow {
  id: number;
  company_id: number | null;
  name: string;
  folded_name: string;
  title_before: string | null;
  title_after: string | null;
  position: string | null;
  email: string | null;
  phone: string | null;
  email_bounced_at: string | null;
  email_bounce: string | null;
  away_from: string | null;
  away_until: string | null;
  version: number;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    contacts: ContactRow;
  }
}

const toContact = (row: ContactRow): Contact => ({
  id: row.id as ContactId,
  name: row.name,
  titleBefore: row.title_before,
  titleAfter: row.title_after,
  companyId: row.company_id as CompanyId | null,
  position: row.position,
  email: row.email,
  phone: row.phone,
  bounce: row.email_bounced_at
    ? { at: row.email_bounced_at as Instant, ...JSON.parse(row.email_bounce ?? '{}') }
    : null,
  away: row.away_until
    ? { from: row.away_from as PlainDate | null, until: row.away_until as PlainDate }
    : null,
  version: row.version,
  createdAt: row.created_at as Instant,
});

export async function insertContact(ctx: Ctx, contact: NewContact): Promise<ContactId> {
  const now = ctx.time.now();
  const id = (await insertId(
    ctx.db('contacts').insert({
      ...(columnsOf(contact) as Pick<ContactRow, 'name' | 'folded_name'>),
      created_by: actorId(ctx),
      created_at: now,
      updated_at: now,
    }),
  )) as ContactId;
  await noteTerms(ctx, id);
  return id;
}

/** Found by the words of the name and by the start of the e-mail address. */
async function noteTerms(ctx: Ctx, id: ContactId): Promise<void> {
  const row = await ctx.db('contacts').where({ id }).first('folded_name', 'email');
  if (row) await saveTerms(ctx, 'contact', id, [row.folded_name, row.email?.toLowerCase() ?? null]);
}

/** Until the transaction ends nobody else changes it. SQLite has one writer anyway. */
export async function lockContact(ctx: Ctx, id: ContactId): Promise<void> {
  if (isPostgres(ctx.db)) await ctx.db('contacts').where({ id }).forUpdate().select('id');
}

export async function updateContact(ctx: Ctx, id: ContactId, change: Partial<NewContact>): Promise<void> {
  await ctx
    .db('contacts')
    .where({ id })
    .update({ ...columnsOf(change), version: ctx.db.raw('version + 1'), updated_at: ctx.time.now() });
  if (change.name !== undefined || change.email !== undefined) await noteTerms(ctx, id);
}

function columnsOf(contact: Partial<NewContact>): Partial<ContactRow> {
  const columns: Partial<ContactRow> = {};
  if (contact.name !== undefined)
    Object.assign(columns, { name: contact.name, folded_name: fold(contact.name) });
  if (contact.companyId !== undefined) columns.company_id = contact.companyId;
  if (contact.titleBefore !== undefined) columns.title_before = contact.titleBefore;
  if (contact.titleAfter !== undefined) columns.title_after = contact.titleAfter;
  if (contact.position !== undefined) columns.position = contact.position;
  if (contact.email !== undefined) columns.email = contact.email;
  if (contact.phone !== undefined) columns.phone = contact.phone;
  return columns;
}

export async function findContact(ctx: Ctx, id: ContactId): Promise<Contact | null> {
  const row = await ctx.db('contacts').where({ id }).whereNull('deleted_at').first();
  return row ? toContact(row) : null;
}

export async function findContactByEmail(ctx: Ctx, email: string): Promise<Contact | null> {
  const row = await ctx
    .db('contacts')
    .whereRaw('lower(email) = ?', [email.trim().toLowerCase()])
    .whereNull('deleted_at')
    .orderBy('id')
    .first();
  return row ? toContact(row) : null;
}

export async function listContactsByIds(ctx: Ctx, ids: ContactId[]): Promise<Contact[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db('contacts').whereIn('id', ids).whereNull('deleted_at').orderBy('folded_name');
  return rows.map(toContact);
}

export async function listContactsOf(ctx: Ctx, companyId: CompanyId, limit = 100): Promise<Contact[]> {
  const rows = await ctx
    .db('contacts')
    .where({ company_id: companyId })
    .whereNull('deleted_at')
    .orderBy('folded_name')
    .limit(limit);
  return rows.map(toContact);
}

/** Who is named on the deal, or has written in it, and is away; who is back first comes first. */
export async function listAwayOn(ctx: Ctx, dealId: DealId, limit: number): Promise<Contact[]> {
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
  const rows = await ctx
    .db('contacts')
    .where('away_until', '>=', dateIn(ctx.time.now(), ctx.settings.zone))
    .whereNull('deleted_at')
    .where((any) => any.whereExists(named).orWhereExists(present))
    .orderBy('away_until')
    .orderBy('id')
    .limit(limit);
  return rows.map(toContact);
}

export const markContactDeleted = (ctx: Ctx, id: ContactId): Promise<number> =>
  ctx.db('contacts').where({ id }).update({ deleted_at: ctx.time.now() });

/** By the start of any word of the name, folded, or of the e-mail address; those of the given company first. */
export async function searchContacts(
  ctx: Ctx,
  query: string,
  limit: number,
  companyId: CompanyId | null = null,
): Promise<Contact[]> {
  const ids = idsByTerm(ctx.db, 'contact', fold(query));
  if (!ids) return companyId ? listContactsOf(ctx, companyId, limit) : [];
  const rows = await ctx
    .db('contacts')
    .whereNull('deleted_at')
    .whereIn('id', ids)
    .orderByRaw('case when company_id = ? then 0 else 1 end, folded_name', [companyId ?? 0])
    .limit(limit);
  return rows.map(toContact);
}
