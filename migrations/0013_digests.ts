import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('digests', (t) => {
    t.increments('id');
    t.text('channel').notNullable().unique();
    t.text('days').notNullable(); // 1 Monday ... 7 Sunday, JSON
    t.text('clock').notNullable(); // 08:00, what a wall clock shows in the zone
    t.text('zone').notNullable();
    t.text('language').notNullable();
    t.text('contents').notNullable(); // JSON
    t.text('days_off'); // the country whose days off are skipped; null: none are
    t.boolean('silent_when_empty').notNullable().defaultTo(false);
    t.text('scheduled_since').notNullable(); // moments before it were planned otherwise and are not made up for
    t.text('told_until'); // what happened before it was told
    t.integer('created_by').references('people.id');
    t.text('created_at').notNullable();
    t.text('updated_at').notNullable();
  });
  await knex.schema.createTable('exchange_rates', (t) => {
    t.increments('id');
    t.text('currency').notNullable();
    t.text('into').notNullable();
    t.bigInteger('millionths').notNullable(); // of one unit of `into` for one unit of `currency`
    t.text('valid_on').notNullable();
    t.integer('entered_by').references('people.id');
    t.text('entered_at').notNullable();
    t.unique(['currency', 'into', 'valid_on']);
  });
  // Sums of the pipeline are read from the index alone.
  await knex.schema.alterTable('deals', (t) => {
    t.index(
      ['is_open', 'stage', 'currency', 'deleted_at', 'restricted', 'owner_id', 'amount', 'id'],
      'deals_pipeline',
    );
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
