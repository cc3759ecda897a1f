import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('outbox', (t) => {
    t.text('destination'); // JSON: where the attempt that may have left went to, and what is to be remembered of it
    t.text('not_before'); // on the database's clock: a rate limit, or the pause after a failure
    t.integer('crashes').notNullable().defaultTo(0); // times that rendering threw or the process died
  });
  const pending = 'sent_at is null and dropped_at is null and dead_at is null';
  await knex.schema.raw(`create index outbox_lane on outbox (lane) where ${pending}`);
  await knex.schema.raw(
    `create index outbox_waiting on outbox (not_before) where not_before is not null and ${pending}`,
  );
  await knex.schema.raw('create index outbox_dead on outbox (dead_at) where dead_at is not null');
  await knex.schema.raw(`create index outbox_gone on outbox (created_at) where not (${pending})`);
  await knex.schema.createTable('send_slots', (t) => {
    t.text('key').primary(); // posts, edits, channel:C123
    t.text('free_at').notNullable(); // on the database's clock
  });
  await knex.schema.alterTable('job_runs', (t) => {
    t.integer('attempts').notNullable().defaultTo(0);
    t.text('started_at');
  });
  await knex.schema.raw('create index job_runs_done on job_runs (done_at)');
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
