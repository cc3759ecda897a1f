/** Where contacts worked when. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { dateIn, type PlainDate } from '../../lib/time.ts';
import type { Employment } from './model.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    contact_companies: {
      id: number;
      contact_id: number;
      company_id: number;
      position: string | null;
      from_on: string | null;
      until_on: string | null;
      is_current: boolean | number;
      created_at: string;
    };
  }
}

/** The newest first. */
export async function listEmployments(ctx: Ctx, id: ContactId): Promise<Employment[]> {
  const rows = await ctx
    .db('contact_companies')
    .join('companies', 'companies.id', 'contact_companies.company_id')
    .where('contact_companies.contact_id', id)
    .orderBy('contact_companies.id', 'desc')
    .select('contact_companies.*', 'companies.name');
  return rows.map((row) => ({
    companyId: row.company_id as CompanyId,
    companyName: row.name,
    position: row.position,
    from: row.from_on as PlainDate | null,
    until: row.until_on as PlainDate | null,
    isCurrent: Boolean(row.is_current),
  }));
}

/**
 * Whoever changes the employer leaves the old one on the day on which they came to the new one. A company that was written down
 * today was a slip: it is replaced.
 */
export async function changeEmployer(
  tx: Ctx,
  id: ContactId,
  to: CompanyId | null,
  left: { position: string | null; since: PlainDate | null },
): Promise<void> {
  const today = dateIn(tx.time.now(), tx.settings.zone);
  const current = await tx.db('contact_companies').where({ contact_id: id, is_current: true }).first();
  const isSlip = current && dateIn(current.created_at as never, tx.settings.zone) === today;
  const since = left.since ?? (current && !isSlip ? today : null);
  if (current && isSlip) await tx.db('contact_companies').where({ id: current.id }).delete();
  else if (current)
    await tx
      .db('contact_companies')
      .where({ id: current.id })
      .update({ is_current: false, until_on: since ?? today, position: left.position });
  if (to === null) return;
  await tx.db('contact_companies').insert({
    contact_id: id,
    company_id: to,
    from_on: since ?? (isSlip ? (current?.from_on ?? null) : null),
    is_current: true,
    created_at: tx.time.now(),
  });
}

export const saveSince = (tx: Ctx, id: ContactId, since: PlainDate | null): Promise<number> =>
  tx.db('contact_companies').where({ contact_id: id, is_current: true }).update({ from_on: since });
