import type { Knex } from 'knex';

/** Of the mails of one customer those that a colleague passed on are looked at with each new one. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.raw(
    'create index inbound_emails_passed_on on inbound_emails (counterpart, sent_at) where forwarded_by is not null',
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
