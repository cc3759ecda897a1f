import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('blobs', (t) => {
    t.text('sha256').primary();
    t.bigInteger('size').notNullable();
    t.text('stored_at').notNullable(); // the last time somebody brought these bytes
    t.text('removing_at'); // being swept: not to be relied on
    t.index(['stored_at']);
  });
  await knex.schema.createTable('files', (t) => {
    t.increments('id');
    t.text('sha256').notNullable().references('blobs.sha256');
    t.text('name').notNullable();
    t.text('mime').notNullable();
    t.bigInteger('size').notNullable();
    t.text('folder');
    t.integer('deal_id').references('deals.id');
    t.integer('company_id').references('companies.id');
    t.integer('activity_id').references('activities.id');
    t.integer('author_id').references('people.id');
    t.text('origin').notNullable(); // JSON: how it came
    t.text('created_at').notNullable();
    t.text('deleted_at');
    t.index(['sha256']);
  });
  for (const about of ['deal', 'company', 'activity']) {
    await knex.schema.raw(`create index files_${about} on files (${about}_id, id)`);
  }
  await knex.schema.raw('create index files_deleted on files (deleted_at) where deleted_at is not null');
  // Files of a message, offered to be kept: once for one message.
  await knex.schema.createTable('file_offers', (t) => {
    t.increments('id');
    t.text('channel').notNullable();
    t.text('ts').notNullable();
    t.text('thread'); // where the offer is made; null when a person asked by themselves
    t.text('permalink');
    t.integer('deal_id').references('deals.id'); // null: to be picked
    t.integer('person_id').references('people.id'); // whose message it is
    t.text('files').notNullable(); // JSON: what Slack said of them
    t.text('reply_ts'); // our message with the button
    t.text('kept'); // JSON: ids of the kept files
    t.integer('kept_by').references('people.id');
    t.text('created_at').notNullable();
    t.unique(['channel', 'ts']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
