import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('inbound_emails', (t) => {
    t.text('source_gone_at'); // when its source was given up, its time being over
  });
  await knex.schema.raw(
    'create index inbound_emails_source on inbound_emails (received_at, id) where blob is not null',
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
