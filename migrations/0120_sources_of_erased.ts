import type { Knex } from 'knex';

/** Somebody's mail on which a person stands who was erased before it came: read without them, its source goes when it is filed. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('inbound_emails', (t) => {
    t.text('names_erased_at');
  });
  await knex.raw(
    'create index inbound_emails_names_erased on inbound_emails (id) where names_erased_at is not null',
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
