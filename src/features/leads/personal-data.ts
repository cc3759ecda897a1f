import { anyOf, nothing, type PersonalDataPart, words } from '../privacy/part.ts';
import { noteTerms } from './store.ts';

export const leadData: PersonalDataPart = {
  slice: 'leads',
  tables: {
    leads: {
      key: ['id'],
      columns: {
        ...nothing('ids and the version', 'id', 'company_id', 'owner_id', 'created_by', 'version'),
        ...nothing('what it became', 'deal_id', 'made_deal', 'became_company_id', 'became_contact_id'),
        ...nothing('choices out of a list, which statistics need', 'state', 'class', 'closed_reason'),
        ...nothing('the number of a company, which is public, and its country', 'ico', 'country'),
        ...nothing('when something happened', 'created_at', 'updated_at', 'deleted_at', 'closed_at'),
        ...nothing('when somebody is told of it', 'touched_at', 'touches', 'nudge_at', 'nudge_rung'),
        ...nothing('a day', 'next_step_on'),
        ...words('name', 'position', 'email', 'phone', 'company_name', 'domain', 'source', 'campaign'),
        ...words('class_reason', 'next_step', 'note', 'closed_note'),
      },
      changed: (tx, row) => noteTerms(tx, Number(row.id) as never),
    },
    lead_rota: {
      key: ['person_id'],
      columns: nothing('colleagues and whose turn it is', 'person_id', 'position', 'turn', 'away_until'),
    },
  },
  own: [
    {
      table: 'search_terms',
      kind: null,
      rows: (db, { emails }) =>
        db('search_terms')
          .where('search_terms.kind', 'lead')
          .whereIn(
            'search_terms.id',
            db('leads')
              .whereRaw(...anyOf('leads.email', emails))
              .select('leads.id'),
          ),
      becomes: 'deleted',
    },
    {
      table: 'leads',
      kind: 'leads',
      rows: (db, { emails }) => db('leads').whereRaw(...anyOf('leads.email', emails)),
      // The row stays, so that what came of leads keeps its counts and dates.
      becomes: ({ name }) => ({
        name,
        position: null,
        email: null,
        phone: null,
        domain: null,
        class_reason: null,
        next_step: null,
        note: null,
        closed_note: null,
      }),
    },
  ],
  knownBy: (db, { emails }) =>
    db('leads')
      .whereRaw(...anyOf('leads.email', emails))
      .select('name', 'email', 'phone'),
};
