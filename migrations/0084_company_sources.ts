import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('company_field_sources', (t) => {
    t.integer('company_id').notNullable().references('companies.id').onDelete('CASCADE');
    t.text('field').notNullable(); // name, office, dic ...
    t.text('source').notNullable(); // register, person, import, mail
    t.text('register'); // ares, rpo
    t.integer('by_id').references('people.id');
    t.text('at').notNullable();
    t.primary(['company_id', 'field']);
  });
  // What a person said of a value in which a register differs.
  await knex.schema.createTable('company_answers', (t) => {
    t.increments('id');
    t.integer('company_id').notNullable().references('companies.id').onDelete('CASCADE');
    t.text('field').notNullable();
    t.text('answer').notNullable(); // accepted, kept
    t.text('register').notNullable();
    t.text('ours').notNullable(); // JSON: our columns before
    t.text('theirs').notNullable(); // JSON: the register's
    t.text('source_before'); // JSON: the row of company_field_sources; null when there was none
    t.integer('by_id').references('people.id');
    t.text('at').notNullable();
    t.text('undone_at');
    t.index(['company_id', 'field']);
  });
  await noteSources(knex);
}

type Row = Record<string, string | null> & { id: number };

const fieldOf: Record<string, string> = {
  name: 'name',
  ico: 'ico',
  dic: 'dic',
  vat_number: 'vatNumber',
  legal_form: 'legalForm',
  office_line: 'office',
  court_file: 'courtFile',
  founded_on: 'foundedOn',
  dissolved_on: 'dissolvedOn',
};
const partsOfOffice = ['street', 'city', 'postalCode', 'officeLine'];

/** A register filled what it knows, except what a person changed by hand since: those events name no date of a register. */
async function noteSources(knex: Knex): Promise<void> {
  for (let after = 0; ; ) {
    const companies = await knex<Row>('companies')
      .whereNotNull('register')
      .where('id', '>', after)
      .orderBy('id')
      .limit(500);
    if (companies.length === 0) return;
    after = companies.at(-1)?.id ?? after;
    const ids = companies.map(({ id }) => id);
    const events = await knex('events')
      .where({ subject_kind: 'company', kind: 'company.changed' })
      .whereIn('subject_id', ids)
      .whereNotNull('actor_id')
      .orderBy('id')
      .select('subject_id', 'actor_id', 'details', 'at');
    const typed = new Map<string, { by_id: number | null; at: string }>();
    for (const { subject_id, actor_id, details, at } of events) {
      const changed = JSON.parse(details);
      if ('registerAt' in changed) continue;
      for (const key of Object.keys(changed))
        typed.set(`${subject_id} ${partsOfOffice.includes(key) ? 'office' : key}`, { by_id: actor_id, at });
    }
    for (const company of companies) {
      const rows = Object.entries(fieldOf)
        .filter(([column]) => company[column] !== null)
        .map(([, field]) => {
          const by = typed.get(`${company.id} ${field}`);
          return {
            company_id: company.id,
            field,
            source: by ? 'person' : 'register',
            register: by ? null : company.register,
            by_id: by?.by_id ?? null,
            at: by?.at ?? company.register_at ?? company.created_at ?? '',
          };
        });
      if (rows.length > 0) await knex('company_field_sources').insert(rows);
    }
  }
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
