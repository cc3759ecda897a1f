import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('custom_fields', (t) => {
    t.increments('id');
    t.text('kind').notNullable(); // company, contact, lead, deal
    t.text('type').notNullable();
    t.integer('position').notNullable();
    // At least one language; the others follow it.
    t.text('name_en');
    t.text('name_cs');
    t.text('name_sk');
    t.text('help_en');
    t.text('help_cs');
    t.text('help_sk');
    t.boolean('restricted').notNullable().defaultTo(false); // for the owner of the record and the sales leads
    t.text('required_from'); // always, or the stage that asks for it
    t.text('created_at').notNullable();
    t.text('archived_at');
    t.index(['kind', 'position', 'id']);
  });
  await knex.schema.createTable('custom_field_options', (t) => {
    t.increments('id');
    t.integer('field_id').notNullable().references('custom_fields.id');
    t.integer('position').notNullable();
    t.text('name_en');
    t.text('name_cs');
    t.text('name_sk');
    t.text('archived_at');
    t.index(['field_id', 'position', 'id']);
  });
  await knex.schema.createTable('custom_values', (t) => {
    t.text('kind').notNullable();
    t.integer('record_id').notNullable();
    t.integer('field_id').notNullable().references('custom_fields.id');
    t.text('value').notNullable(); // canonical text, by the field's type
    t.primary(['kind', 'record_id', 'field_id']);
    t.index(['field_id', 'record_id']);
  });
  // From what to what: events only say that a field changed, so that no reader of events meets a restricted value.
  await knex.schema.createTable('custom_changes', (t) => {
    t.increments('id');
    t.text('kind').notNullable();
    t.integer('record_id').notNullable();
    t.integer('field_id').notNullable().references('custom_fields.id');
    t.text('from_value');
    t.text('to_value');
    t.integer('person_id').references('people.id');
    t.text('source'); // JSON: form, import, conversion
    t.text('at').notNullable();
    t.index(['kind', 'record_id', 'id']);
    t.index(['field_id', 'id']);
  });
  // What came with a record that had no such field here: shown as a note.
  await knex.schema.createTable('custom_kept', (t) => {
    t.increments('id');
    t.text('kind').notNullable();
    t.integer('record_id').notNullable();
    t.integer('field_id').notNullable().references('custom_fields.id'); // the field it had there
    t.text('value').notNullable();
    t.text('from_kind').notNullable();
    t.integer('from_id').notNullable();
    t.text('at').notNullable();
    t.index(['kind', 'record_id']);
    t.index(['from_kind', 'from_id']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
