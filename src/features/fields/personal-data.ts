/** Custom fields of a person's own records, and people named in any field. */
import type { Knex } from 'knex';
import type { Db } from '../../db/connect.ts';
import { isPostgres } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import { enqueue } from '../../outbox/store.ts';
import { tradersOf } from '../companies/personal-data.ts';
import { leadsOf } from '../leads/personal-data.ts';
import { anyOf, json, nothing, type PersonalDataPart, type Sought, words } from '../privacy/part.ts';
import { indexRecord } from './service.ts';

/** Rows of the person's contacts and leads, and of the person as a sole trader. @param kind, id the columns that say of which record */
const ofTheirs =
  (table: string, kind = 'kind', id = 'record_id', mark = '') =>
  (db: Db, sought: Sought): Knex.QueryBuilder =>
    db(table).where((any) =>
      any
        .where((contact) =>
          contact.where({ [kind]: `contact${mark}` }).whereRaw(...anyOf(id, sought.contacts)),
        )
        .orWhere((lead) =>
          lead.where({ [kind]: `lead${mark}` }).whereIn(id, leadsOf(db, sought).select('leads.id')),
        )
        .orWhere((trader) =>
          trader
            .where({ [kind]: `company${mark}` })
            .whereIn(id, tradersOf(db, sought).select('companies.id')),
        ),
    );

const foundAnew = (tx: Ctx, row: Record<string, unknown>): Promise<void> =>
  indexRecord(tx, String(row.kind), Number(row.record_id));

/** All that have the option, a hundred at a time. */
async function allFoundAnew(tx: Ctx, { id, field_id }: Record<string, unknown>): Promise<void> {
  const cause = `erased:${id}:${tx.time.now()}`;
  await enqueue(tx, {
    kind: 'fields.redraw',
    payload: { fieldId: Number(field_id), after: 0, cause },
    dedupeKey: `fields.redraw:${field_id}:${cause}`,
    lane: 'fields',
    priority: 'edit',
  });
}

const ofWhat = 'which field of which record, by whom and when';

export const fieldData: PersonalDataPart = {
  slice: 'fields',
  tables: {
    custom_fields: {
      key: ['id'],
      columns: {
        ...nothing('what a firm records', 'id', 'kind', 'type', 'position', 'restricted', 'required_from'),
        ...nothing('what a firm records', 'name_en', 'name_cs', 'name_sk', 'created_at', 'archived_at'),
        ...nothing('what a firm records', 'help_en', 'help_cs', 'help_sk'),
      },
    },
    custom_field_options: {
      key: ['id'],
      columns: {
        ...nothing('what can be chosen', 'id', 'field_id', 'position', 'archived_at'),
        ...words('name_en', 'name_cs', 'name_sk'),
      },
      changed: allFoundAnew,
    },
    custom_values: {
      key: ['kind', 'record_id', 'field_id'],
      columns: { ...nothing(ofWhat, 'kind', 'record_id', 'field_id'), ...words('value') },
      changed: foundAnew,
    },
    custom_changes: {
      key: ['id'],
      columns: {
        ...nothing(ofWhat, 'id', 'kind', 'record_id', 'field_id', 'person_id', 'at'),
        ...words('from_value', 'to_value'),
        ...json('source'),
      },
    },
    custom_kept: {
      key: ['id'],
      columns: {
        ...nothing(ofWhat, 'id', 'kind', 'record_id', 'field_id', 'from_kind', 'from_id', 'at'),
        ...words('value'),
      },
    },
  },
  own: [
    {
      table: 'search_terms',
      kind: null,
      rows: ofTheirs('search_terms', 'kind', 'id', '+'),
      becomes: 'deleted',
    },
    { table: 'custom_changes', kind: null, rows: ofTheirs('custom_changes'), becomes: 'deleted' },
    { table: 'custom_kept', kind: 'fields', rows: ofTheirs('custom_kept'), becomes: 'deleted' },
    {
      table: 'custom_kept',
      kind: 'fields',
      rows: ofTheirs('custom_kept', 'from_kind', 'from_id'),
      becomes: 'deleted',
    },
    { table: 'custom_values', kind: 'fields', rows: ofTheirs('custom_values'), becomes: 'deleted' },
  ],
  exports: [{ kind: 'fields', id: 'custom_changes.id', rows: toldValues }],
};

/** Each value with the name of its field, by the change that made it; a restricted one to sales leads alone. */
function toldValues(db: Db, sought: Sought, viewer: number | null): Knex.QueryBuilder {
  const joined = isPostgres(db) ? 'string_agg' : 'group_concat';
  const chosen = `(select ${joined}(coalesce(o.name_cs, o.name_sk, o.name_en), ', ') from custom_field_options o
    where o.field_id = f.id and ',' || v.value || ',' like '%,' || o.id || ',%')`;
  const person = '(select p.name from people p where cast(p.id as text) = v.value)';
  const isLead = 'exists (select 1 from people p where p.id = ? and p.is_sales_lead = true)';
  return db('custom_changes')
    .join('custom_values as v', (on) =>
      on
        .on('v.kind', 'custom_changes.kind')
        .on('v.record_id', 'custom_changes.record_id')
        .on('v.field_id', 'custom_changes.field_id'),
    )
    .join('custom_fields as f', 'f.id', 'v.field_id')
    .whereIn('custom_changes.id', lastChanges(db, sought))
    .select(
      'custom_changes.id as id',
      db.raw('coalesce(f.name_cs, f.name_sk, f.name_en) as name'),
      db.raw(`case when f.type in ('select', 'multiSelect') then ${chosen}
        when f.type = 'person' then ${person} else v.value end as text`),
      db.raw(`case when f.restricted = true and not ${isLead} then 1 else 0 end as private`, [viewer]),
    );
}

const lastChanges = (db: Db, sought: Sought): Knex.QueryBuilder =>
  ofTheirs('custom_changes')(db, sought).max('id').groupBy('kind', 'record_id', 'field_id');
