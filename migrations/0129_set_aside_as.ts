import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // By which another copy of a mail that could not be read is known again, whatever the servers wrote on top of each.
  await knex.schema.raw('alter table inbound_emails add column set_aside_as text');
  await knex.schema.raw(
    'create index inbound_emails_set_aside on inbound_emails (set_aside_as) where set_aside_as is not null',
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
