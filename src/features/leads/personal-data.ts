import type { Knex } from 'knex';
import type { Db } from '../../db/connect.ts';
import { idsByTerm } from '../../db/terms.ts';
import { isNamed } from '../privacy/names.ts';
import { anyOf, nothing, type PersonalDataPart, type Sought, words } from '../privacy/part.ts';
import { noteTerms } from './store.ts';

/** By their address or phone, or because it became their contact. */
export const leadsOf = (db: Db, { emails, phones, contacts }: Sought): Knex.QueryBuilder =>
  db('leads').where((any) =>
    any
      .whereRaw(...anyOf('leads.email', emails))
      .orWhereRaw(...anyOf("replace(leads.phone, ' ', '')", phones))
      .orWhereRaw(...anyOf('leads.became_contact_id', contacts)),
  );

const numberOf = (phone: unknown): string => String(phone).replace(/\D/g, '').slice(-9);

/** Called by the name, with an address or a phone of which none is the person's. */
function isNamesakes({ name, email, phone }: Record<string, unknown>, sought: Sought): boolean {
  if (!isNamed(String(name ?? ''), sought.names) || !(email || phone)) return false;
  const isTheirs =
    (email && sought.emails.includes(String(email).toLowerCase())) ||
    (phone && sought.phones.some((own) => numberOf(own) === numberOf(phone)));
  return !isTheirs;
}

export const leadData: PersonalDataPart = {
  slice: 'leads',
  tables: {
    leads: {
      key: ['id'],
      othersAmong: async (_db, sought, rows) =>
        rows.filter((row) => isNamesakes(row, sought)).map(({ id }) => id),
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
      rows: (db, sought) =>
        db('search_terms')
          .where('search_terms.kind', 'lead')
          .whereIn('search_terms.id', leadsOf(db, sought).select('leads.id')),
      becomes: 'deleted',
    },
    {
      table: 'events',
      kind: 'events',
      // What was noted, planned and why stands there once more.
      rows: (db, sought) =>
        db('events')
          .where('events.subject_kind', 'lead')
          .whereIn('events.subject_id', leadsOf(db, sought).select('leads.id')),
      becomes: () => ({ details: '{}' }),
    },
    {
      table: 'leads',
      kind: 'leads',
      rows: leadsOf,
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
  knownBy: (db, sought) => leadsOf(db, sought).select('name', 'email', 'phone') as never,
  exports: [
    {
      kind: 'leads',
      id: 'leads.id',
      rows: (db, sought) => leadsOf(db, sought).select('leads.*'),
    },
  ],
  async find(db, { email, phone, name }) {
    const query = db('leads').whereNull('deleted_at').select('name', 'email', 'phone').limit(10);
    if (email) return query.where({ email });
    if (phone) return query.whereRaw("replace(phone, ' ', '') = ?", [phone]);
    const ids = name ? idsByTerm(db, 'lead', name) : null;
    return ids ? query.whereIn('id', ids) : [];
  },
  everybody: (db, after, limit) =>
    db('leads').where('id', '>', after).orderBy('id').limit(limit).select('id', 'name', 'email', 'phone'),
};
