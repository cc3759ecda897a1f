import type { Knex } from 'knex';

/**
 * Asked whether one of some senders has mail waiting, SQLite took the index by status and read all that waits. Those that
 * ask by status alone ask for what waits or is quarantined, and the first has an index of its own already.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('inbound_emails', (t) => {
    t.dropIndex(['status', 'triage_person_id', 'id']);
  });
  await knex.schema.raw(
    "create index inbound_emails_quarantined on inbound_emails (id) where status = 'quarantined'",
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
