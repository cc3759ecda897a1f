/** A contact's custom fields: its restricted ones are for who has the company. */
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import { findCompany } from '../companies/service.ts';
import type { FieldKind } from '../fields/part.ts';
import { readContactCard } from './card.ts';
import { contactCard, contactCardModal } from './card-views.ts';
import { getContact } from './service.ts';
import { lockContact } from './store.ts';

export const contactFields: FieldKind = {
  key: 'contact',
  subject: 'contact',
  title: (t) => t.fields.records.contact,
  async owner(ctx, id) {
    const { companyId } = await getContact(ctx, id as ContactId);
    const company = companyId && (await findCompany(ctx, companyId as CompanyId));
    return company ? company.ownerId : null;
  },
  seenAmong(ctx, ids, ownerId) {
    const seen = ctx.db('contacts').whereIn('contacts.id', ids).whereNull('contacts.deleted_at');
    if (ownerId === null) return seen.pluck('contacts.id');
    const own = ctx.db('companies').where({ owner_id: ownerId }).whereNull('deleted_at').select('id');
    return seen.whereIn('contacts.company_id', own).pluck('contacts.id');
  },
  /** Those too who were merged away and can come back. */
  inCareOf: async (ctx, kind, id) =>
    kind === 'company' ? ctx.db('contacts').where({ company_id: id }).pluck('id') : [],
  async toEdit(tx, id) {
    if (tx.db.isTransaction) await lockContact(tx, id as ContactId);
    await getContact(tx, id as ContactId);
  },
  async show(request, place, id) {
    const card = await readContactCard(request.ctx, id as ContactId);
    await request.bringUpToDate(place, {
      message: contactCard(card, request.reader),
      view: contactCardModal(card, request.reader),
    });
  },
};
