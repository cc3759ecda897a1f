/** A company's custom fields: everybody edits a company, and its restricted fields are for who has it. */
import type { CompanyId } from '../../lib/ids.ts';
import type { FieldKind } from '../fields/part.ts';
import { getCompany } from './service.ts';
import { refreshPlace } from './showing.ts';
import { lockCompany } from './store.ts';

export const companyFields: FieldKind = {
  key: 'company',
  subject: 'company',
  title: (t) => t.fields.records.company,
  owner: async (ctx, id) => (await getCompany(ctx, id as CompanyId)).ownerId,
  seenAmong: (ctx, ids, ownerId) =>
    ctx
      .db('companies')
      .whereIn('id', ids)
      .whereNull('deleted_at')
      .modify((query) => ownerId !== null && query.where({ owner_id: ownerId }))
      .pluck('id'),
  async toEdit(tx, id) {
    if (tx.db.isTransaction) await lockCompany(tx, id as CompanyId);
    await getCompany(tx, id as CompanyId);
  },
  show: (request, place, id) => refreshPlace(request, place, id as CompanyId),
};
