import { insertId } from '../../db/dialect.ts';
import { idsByTerm, saveTerms } from '../../db/terms.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import type { Instant } from '../../lib/time.ts';
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

export async function updateContact(ctx: Ctx, id: ContactId, change: Partial<NewContact>): Promise<void> {
  await ctx
    .db('contacts')
    .where({ id })
    .update({ ...columnsOf(change), updated_at: ctx.time.now() });
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
