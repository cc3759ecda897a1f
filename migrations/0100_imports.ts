import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('imports', (t) => {
    t.increments('id');
    t.integer('person_id').notNullable().references('people.id');
    t.text('file_name').notNullable();
    t.text('slack_file'); // JSON: where its bytes are at Slack; null once they are kept
    t.text('sha256'); // the kept bytes, until they are read
    t.text('state').notNullable();
    t.text('takes').notNullable(); // customers, leads
    t.text('rule').notNullable(); // fill, overwrite
    t.boolean('per_sheet').notNullable().defaultTo(false);
    t.text('sheets').notNullable(); // JSON: names, headings, first values
    t.text('mapping').notNullable(); // JSON: what each heading means
    t.integer('total').notNullable().defaultTo(0);
    t.integer('cursor').notNullable().defaultTo(0); // rows worked off in this state
    t.text('counts').notNullable(); // JSON
    t.text('problem'); // JSON: why it failed
    t.integer('registers_left').notNullable().defaultTo(0); // companies to be filled from the registers
    t.text('claim');
    t.text('claimed_until');
    t.text('shown_at'); // when its message was edited last
    t.text('started_at');
    t.text('finished_at');
    t.text('created_at').notNullable();
    t.index(['person_id', 'created_at']);
    t.index(['created_at']);
  });
  await knex.schema.raw(
    "create index imports_working on imports (id) where state in ('fetching', 'reading', 'checking', 'running', 'undoing')",
  );
  await knex.schema.raw('create index imports_registers on imports (id) where registers_left > 0');
  await knex.schema.createTable('import_rows', (t) => {
    t.integer('import_id').notNullable().references('imports.id').onDelete('CASCADE');
    t.integer('no').notNullable(); // 1, 2 ... over all sheets
    t.integer('sheet').notNullable();
    t.integer('row').notNullable(); // as the spreadsheet numbers it
    t.text('cells').notNullable(); // JSON: texts
    t.text('outcome'); // of the dry run, then of the run; null: not yet
    t.text('said'); // JSON: what happens to which record, and why not
    t.primary(['import_id', 'no']);
    t.index(['import_id', 'outcome', 'no']);
  });
  // What an import made and changed, and what was there before it.
  await knex.schema.createTable('import_records', (t) => {
    t.increments('id');
    t.integer('import_id').notNullable().references('imports.id').onDelete('CASCADE');
    t.integer('no').notNullable(); // the first row that touched it
    t.text('kind').notNullable();
    t.integer('record_id').notNullable();
    t.text('did').notNullable(); // created, updated
    t.text('before'); // JSON: its rows; null for what was created
    t.integer('event_id').notNullable(); // its last event that the import knows of
    t.text('register'); // due, done, none, failed; null: nothing to ask
    t.text('undone'); // removed, restored, kept; null: not yet
    t.text('kept_because'); // changed, used
    t.unique(['import_id', 'kind', 'record_id']);
    t.index(['kind', 'record_id']);
  });
  await knex.schema.raw(
    "create index import_records_register on import_records (import_id, id) where register = 'due'",
  );
  // What people said of the same headings before.
  await knex.schema.createTable('import_mappings', (t) => {
    t.text('headings').primary(); // a hash of their keys
    t.text('mapping').notNullable(); // JSON
    t.text('used_at').notNullable();
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
