import type { Knex } from 'knex';

/** What waits for one person is counted and listed without a look at what waits for the others. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(
    "create index inbound_emails_sorter on inbound_emails (triage_person_id, id) where status = 'triage'",
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
