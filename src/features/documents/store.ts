import type { Knex } from 'knex';
import { insertId } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, DealId, FileId, LeadId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import { activitiesVisibleTo } from '../activities/service.ts';
import { dealsVisibleTo } from '../deals/service.ts';
import type { Danger, FileOrigin, FilesOf, StoredFile } from './model.ts';

export interface FileRow {
  id: number;
  sha256: string;
  name: string;
  mime: string;
  size: number | string;
  folder: string | null;
  deal_id: number | null;
  company_id: number | null;
  activity_id: number | null;
  lead_id: number | null;
  author_id: number | null;
  origin: string;
  danger: string | null;
  created_at: string;
  deleted_at: string | null;
  readers_only: boolean | number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    files: FileRow;
    file_readers: { file_id: number; person_id: number };
  }
}

// biome-ignore lint/suspicious/noExplicitAny: knex cannot type a where by `table.column`
type FileQuery = Knex.QueryBuilder<any, FileRow[]>;

/**
 * Every query of files starts here: they are seen as far as their deal is, and go with their activity. Of a mail that is
 * not open to all they are its own people's; the product itself sees them, because it keeps them.
 */
function filesVisibleTo(ctx: Ctx): FileQuery {
  const dealSeen = dealsVisibleTo(ctx)
    .clearSelect()
    .select(ctx.db.raw('1'))
    .whereRaw('deals.id = files.deal_id');
  const activitySeen = activitiesVisibleTo(ctx)
    .clearSelect()
    .select(ctx.db.raw('1'))
    .whereRaw('activities.id = files.activity_id');
  return (
    ctx
      .db('files')
      // Not "exists", because PostgreSQL then sometimes reads all deals first and remembers them.
      .where((any) => any.whereNull('files.deal_id').orWhereRaw('? = 1', [dealSeen]))
      .where((any) => any.whereNull('files.activity_id').orWhereRaw('? = 1', [activitySeen]))
      .modify((query) => {
        if (ctx.actor.kind === 'person') onlyForReaders(ctx, query, ctx.actor.id);
      })
      .select('files.*') as unknown as FileQuery
  );
}

const onlyForReaders = (ctx: Ctx, query: Knex.QueryBuilder, personId: PersonId) =>
  query.where((any) =>
    any
      .where('files.readers_only', false)
      .orWhereIn('files.id', ctx.db('file_readers').where({ person_id: personId }).select('file_id')),
  );

/** Which of these not everybody who sees their place may read. */
export async function listRestricted(ctx: Ctx, ids: FileId[]): Promise<FileId[]> {
  return (await ctx.db('files').whereIn('id', ids).where({ readers_only: true }).pluck('id')) as FileId[];
}

/** @param readers null: everybody who sees the place they are in */
export async function setReaders(ctx: Ctx, ids: FileId[], readers: PersonId[] | null): Promise<void> {
  await ctx
    .db('files')
    .whereIn('id', ids)
    .update({ readers_only: readers !== null });
  await ctx.db('file_readers').whereIn('file_id', ids).delete();
  const rows = ids.flatMap((file_id) => (readers ?? []).map((person_id) => ({ file_id, person_id })));
  if (rows.length > 0) await ctx.db('file_readers').insert(rows);
}

export const toFile = (row: FileRow): StoredFile => ({
  id: row.id as FileId,
  sha256: row.sha256,
  name: row.name,
  mime: row.mime,
  size: Number(row.size),
  folder: row.folder,
  dealId: row.deal_id as DealId | null,
  companyId: row.company_id as CompanyId | null,
  activityId: row.activity_id as ActivityId | null,
  leadId: row.lead_id as LeadId | null,
  authorId: row.author_id as PersonId | null,
  origin: JSON.parse(row.origin) as FileOrigin,
  danger: row.danger as Danger | null,
  createdAt: row.created_at as Instant,
});

/** null when there is none, or the actor may not see it */
export async function findFile(ctx: Ctx, id: FileId): Promise<StoredFile | null> {
  const [row] = await filesVisibleTo(ctx).where('files.id', id).whereNull('files.deleted_at');
  return row ? toFile(row) : null;
}

export async function findDeletedFile(ctx: Ctx, id: FileId): Promise<StoredFile | null> {
  const [row] = await filesVisibleTo(ctx).where('files.id', id).whereNotNull('files.deleted_at');
  return row ? toFile(row) : null;
}

export type NewFile = Omit<StoredFile, 'id' | 'createdAt'>;

export async function insertFile(ctx: Ctx, file: NewFile): Promise<FileId> {
  return (await insertId(
    ctx.db('files').insert({
      sha256: file.sha256,
      name: file.name,
      mime: file.mime,
      size: file.size,
      folder: file.folder,
      deal_id: file.dealId,
      company_id: file.companyId,
      activity_id: file.activityId,
      lead_id: file.leadId,
      author_id: file.authorId,
      origin: JSON.stringify(file.origin),
      danger: file.danger,
      created_at: ctx.time.now(),
    }),
  )) as FileId;
}

/** The same bytes under the same name in the same place. */
export async function findTwin(ctx: Ctx, file: NewFile): Promise<StoredFile | null> {
  const row = await ctx
    .db('files')
    .where({
      sha256: file.sha256,
      name: file.name,
      deal_id: file.dealId,
      company_id: file.companyId,
      activity_id: file.activityId,
      lead_id: file.leadId,
    })
    .whereNull('deleted_at')
    .first();
  return row ? toFile(row) : null;
}

export async function updateFile(
  ctx: Ctx,
  id: FileId,
  change: { name?: string; folder?: string | null; deleted_at?: string | null },
): Promise<void> {
  await ctx.db('files').where({ id }).update(change);
}

/** Files of an activity go where it goes. */
export async function moveFilesOfActivity(
  ctx: Ctx,
  activityId: ActivityId,
  to: { deal_id: DealId | null; company_id: CompanyId | null; lead_id: LeadId | null },
): Promise<void> {
  await ctx.db('files').where({ activity_id: activityId }).update(to);
}

/** A lead became a deal: its files are the deal's too. */
export async function moveFilesOfLead(
  ctx: Ctx,
  leadId: LeadId,
  to: { dealId: DealId | null; companyId: CompanyId | null },
): Promise<void> {
  await ctx
    .db('files')
    .where({ lead_id: leadId })
    .whereNull('deal_id')
    .update({ deal_id: to.dealId, company_id: to.companyId });
}

/** The lead is one again. */
export async function moveFilesBackToLead(ctx: Ctx, leadId: LeadId, dealId: DealId | null): Promise<void> {
  await ctx
    .db('files')
    .where({ lead_id: leadId, deal_id: dealId })
    .update({ deal_id: null, company_id: null });
}

/** Newest first; of a company: its own and those of its deals. */
export async function listFiles(
  ctx: Ctx,
  { kind, id }: FilesOf,
  filter: { folder?: string | null },
  page: { limit: number; offset: number },
): Promise<{ files: StoredFile[]; total: number }> {
  const all = () => {
    const query = filesVisibleTo(ctx).whereNull('files.deleted_at');
    if (filter.folder !== undefined && filter.folder !== null) query.where('files.folder', filter.folder);
    if (kind === 'deal') return query.where('files.deal_id', id);
    if (kind === 'activity') return query.where('files.activity_id', id);
    if (kind === 'lead') return query.where('files.lead_id', id);
    // A union, because with "or" both databases read every file.
    const deals = dealsVisibleTo(ctx).clearSelect().select('deals.id').where('deals.company_id', id);
    const own = ctx.db('files').select('id').where({ company_id: id });
    return query.whereIn('files.id', own.union(ctx.db('files').select('id').whereIn('deal_id', deals)));
  };
  const [rows, [counted]] = await Promise.all([
    all().orderBy('files.id', 'desc').limit(page.limit).offset(page.offset),
    all().clearSelect().count({ total: '*' }),
  ]);
  const total = Number((counted as unknown as { total: number }).total);
  return { files: (rows as FileRow[]).map(toFile), total };
}

export async function listFilesByIds(ctx: Ctx, ids: FileId[]): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  const rows = await filesVisibleTo(ctx)
    .whereIn('files.id', ids)
    .whereNull('files.deleted_at')
    .orderBy('files.id');
  return (rows as FileRow[]).map(toFile);
}

/** How many files of each of these activities the actor sees. */
export async function countFilesOfActivities(ctx: Ctx, ids: ActivityId[]): Promise<Map<ActivityId, number>> {
  if (ids.length === 0) return new Map();
  const rows: { activity_id: number; total: number | string }[] = await filesVisibleTo(ctx)
    .whereIn('files.activity_id', ids)
    .whereNull('files.deleted_at')
    .clearSelect()
    .groupBy('files.activity_id')
    .select('files.activity_id')
    .count({ total: '*' });
  return new Map(rows.map((row) => [row.activity_id as ActivityId, Number(row.total)]));
}

export async function countFilesOfDeal(ctx: Ctx, dealId: DealId): Promise<number> {
  const [row] = await filesVisibleTo(ctx)
    .where('files.deal_id', dealId)
    .whereNull('files.deleted_at')
    .clearSelect()
    .count({ total: '*' });
  return Number((row as unknown as { total: number }).total);
}

/** Folders in use on a deal or company, for the select. */
export async function listFoldersOf(ctx: Ctx, { kind, id }: FilesOf): Promise<string[]> {
  const rows = await filesVisibleTo(ctx)
    .where(`files.${kind}_id`, id)
    .whereNotNull('files.folder')
    .whereNull('files.deleted_at')
    .clearSelect()
    .distinct('files.folder')
    .orderBy('files.folder')
    .limit(50);
  return rows.map((row) => row.folder as string);
}
