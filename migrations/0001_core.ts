import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('settings', (t) => {
    t.text('name').primary();
    t.text('value').notNullable();
  });
  await knex.schema.createTable('people', (t) => {
    t.increments('id');
    t.text('slack_id').notNullable().unique();
    t.text('name').notNullable();
    t.text('folded_name').notNullable();
    t.text('email');
    t.text('zone').notNullable();
    t.text('slack_locale');
    t.text('language');
    t.text('language_asked_at');
    t.text('country');
    t.text('kind').notNullable(); // member, guest, bot, stranger
    t.boolean('is_slack_admin').notNullable().defaultTo(false);
    t.boolean('is_admin').notNullable().defaultTo(false);
    t.boolean('is_sales_lead').notNullable().defaultTo(false);
    t.integer('successor_id').references('people.id');
    t.text('deactivated_at');
    t.text('home_opened_at');
    t.text('updated_at').notNullable();
  });
  await knex.schema.raw('create index people_email on people (lower(email))');
  await knex.schema.createTable('events', (t) => {
    t.increments('id');
    t.text('kind').notNullable();
    t.text('subject_kind').notNullable();
    t.integer('subject_id').notNullable();
    t.integer('actor_id').references('people.id');
    t.text('details').notNullable();
    t.text('at').notNullable();
    t.index(['subject_kind', 'subject_id', 'id']);
    t.index(['at', 'kind']);
  });
  await knex.schema.createTable('outbox', (t) => {
    t.increments('id');
    t.text('uid').notNullable().unique();
    t.text('kind').notNullable();
    t.text('payload').notNullable();
    t.text('dedupe_key').notNullable().unique();
    t.text('lane').notNullable(); // where it goes: one after another within a lane
    t.integer('priority').notNullable();
    t.text('run_at').notNullable();
    t.integer('attempts').notNullable().defaultTo(0);
    t.text('claim');
    t.text('claimed_until');
    t.text('sent_at');
    t.text('dropped_at');
    t.text('uncertain_at');
    t.text('dead_at');
    t.text('last_error');
    t.text('created_at').notNullable();
  });
  await knex.schema.raw(
    'create index outbox_due on outbox (priority, run_at) where sent_at is null and dropped_at is null and dead_at is null',
  );
  await knex.schema.createTable('slack_messages', (t) => {
    t.increments('id');
    t.text('subject_kind').notNullable();
    t.integer('subject_id').notNullable();
    t.text('view').notNullable();
    t.text('channel').notNullable();
    t.text('ts').notNullable();
    t.text('person_slack_id'); // whose DM it is; null in a channel
    t.text('posted_at').notNullable();
    t.unique(['channel', 'ts', 'view']);
    t.index(['subject_kind', 'subject_id', 'view']);
  });
  await knex.schema.createTable('job_runs', (t) => {
    t.text('name').notNullable();
    t.text('subject').notNullable();
    t.text('bucket').notNullable();
    t.text('claim');
    t.text('claimed_until');
    t.text('done_at');
    t.text('last_error');
    t.primary(['name', 'subject', 'bucket']);
  });
  await knex.schema.createTable('handled_requests', (t) => {
    t.text('key').primary();
    t.text('at').notNullable();
    t.index(['at']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
