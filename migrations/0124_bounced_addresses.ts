import type { Knex } from 'knex';

/** A deal's card looks for those of its people to whom mail does not get: few addresses of many. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(
    'create index contact_emails_bounced on contact_emails (bounced_at) where bounced_at is not null',
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
