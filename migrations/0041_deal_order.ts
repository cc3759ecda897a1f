import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // The order of every list of open deals: a page is read from the index, however many there are.
  const order =
    '(case when bid_deadline_at is null or submitted_at is not null then 1 else 0 end), bid_deadline_at, id';
  await knex.schema.raw(`create index deals_by_deadline on deals (is_open, ${order})`);
  await knex.schema.raw(`create index deals_of_owner on deals (owner_id, is_open, ${order})`);
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
