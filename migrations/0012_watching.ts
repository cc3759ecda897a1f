import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // One row per date that anybody watches: its version grows each time the date moves.
  await knex.schema.createTable('watched_dates', (t) => {
    t.integer('deal_id').notNullable().references('deals.id').onDelete('CASCADE');
    t.text('kind').notNullable(); // bid, preparation, rfi ...
    t.text('stamp').notNullable(); // the date as it was planned for; empty when the deal has none
    t.integer('version').notNullable().defaultTo(1);
    t.boolean('is_on').notNullable().defaultTo(true); // off once submitted or closed
    t.integer('moved_by').references('people.id');
    t.text('escalate_at');
    t.text('escalated_at');
    t.primary(['deal_id', 'kind']);
  });
  await knex.schema.raw(
    'create index watched_dates_escalating on watched_dates (escalate_at) where escalated_at is null and escalate_at is not null',
  );
  await knex.schema.createTable('watchers', (t) => {
    t.increments('id');
    t.integer('deal_id').notNullable().references('deals.id').onDelete('CASCADE');
    t.text('kind').notNullable();
    t.integer('person_id').notNullable().references('people.id');
    t.text('days').notNullable(); // working days before, a JSON list
    t.text('told').notNullable(); // the date that the person knows of, as a stamp
    t.text('zone').notNullable(); // what the plan was made for
    t.text('country').notNullable();
    t.integer('created_by').references('people.id');
    t.text('created_at').notNullable();
    t.text('stopped_at');
    t.unique(['deal_id', 'kind', 'person_id']);
    t.index(['person_id']);
  });
  await knex.schema.createTable('nudges', (t) => {
    t.increments('id');
    t.integer('watcher_id').notNullable().references('watchers.id').onDelete('CASCADE');
    t.integer('version').notNullable(); // of the watched date
    t.text('rung').notNullable(); // d3: three working days before; d3+<instant>: put off; d3@8: handed over from nudge 8
    t.integer('days').notNullable();
    t.text('due_at').notNullable();
    t.text('queued_at');
    t.text('sent_at');
    t.integer('sent_to').references('people.id');
    t.text('channel');
    t.text('ts');
    t.text('reaction'); // known, snoozed, handed
    t.text('reacted_at');
    t.integer('reacted_by').references('people.id');
    t.text('snoozed_to');
    t.integer('handed_to').references('people.id');
    t.unique(['watcher_id', 'version', 'rung']);
    t.index(['channel', 'ts']);
  });
  await knex.schema.raw('create index nudges_due on nudges (due_at) where queued_at is null');
  await knex.schema.raw(
    'create index nudges_waiting on nudges (sent_to, sent_at) where sent_at is not null and reaction is null',
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
