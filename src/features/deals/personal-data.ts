import { saveTerms } from '../../db/terms.ts';
import { fold } from '../../lib/text.ts';
import { anyOf, folded, nothing, ofNamesakes, type PersonalDataPart, words } from '../privacy/part.ts';

export const dealData: PersonalDataPart = {
  slice: 'deals',
  tables: {
    stages: {
      key: ['key'],
      columns: nothing('the firm’s stages', 'key', 'position', 'probability', 'outcome'),
    },
    deals: {
      key: ['id'],
      othersAmong: ofNamesakes('deals', 'id', (any, db, { namesakes }) =>
        any.whereIn('id', db('deal_contacts').whereIn('contact_id', namesakes).select('deal_id')),
      ),
      columns: {
        ...nothing(
          'ids and the version',
          'id',
          'company_id',
          'owner_id',
          'next_step_owner_id',
          'created_by',
          'version',
        ),
        ...nothing('amounts', 'amount', 'currency', 'closed_winner_amount'),
        ...nothing('states', 'stage', 'is_open', 'restricted', 'submitted_how', 'closed_reason', 'channel'),
        ...nothing('dates of the deal', 'bid_deadline', 'bid_zone', 'bid_deadline_at', 'expected_on'),
        ...nothing('dates of the deal', 'offer_valid_until', 'next_step_on', 'submitted_at', 'closed_at'),
        ...nothing('when something happened', 'created_at', 'updated_at', 'deleted_at'),
        ...words('name', 'source', 'offer_number', 'customer_reference', 'portal_url', 'next_step'),
        ...words('submitted_proof', 'closed_winner', 'closed_note'),
        ...folded('folded_name'),
      },
      changed: async (tx, row) => saveTerms(tx, 'deal', Number(row.id), [fold(String(row.name))]),
    },
    deal_dates: { key: ['id'], columns: nothing('dates of the deal', 'id', 'deal_id', 'kind', 'on') },
    deal_contacts: {
      key: ['id'],
      columns: { ...nothing('ids', 'id', 'deal_id', 'contact_id'), ...words('role') },
    },
    deal_people: { key: ['id'], columns: nothing('ids of colleagues', 'id', 'deal_id', 'person_id') },
    deal_numbers: {
      key: ['deal_id', 'kind'],
      columns: { ...nothing('whose and which number', 'deal_id', 'kind'), ...words('key') },
    },
  },
  own: [
    {
      table: 'deal_contacts',
      kind: 'deals',
      rows: (db, { contacts }) =>
        db('deal_contacts').whereRaw(...anyOf('deal_contacts.contact_id', contacts)),
      becomes: 'deleted',
    },
  ],
  exports: [
    {
      kind: 'deals',
      id: 'deal_contacts.id',
      rows: (db, { contacts }) =>
        db('deal_contacts')
          .join('deals', 'deals.id', 'deal_contacts.deal_id')
          .whereRaw(...anyOf('deal_contacts.contact_id', contacts))
          .select(
            'deal_contacts.id as id',
            'deals.id as number',
            'deals.name',
            'deal_contacts.role',
            'deals.stage',
            'deals.created_at',
          ),
    },
  ],
};
