import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // How mailboxes without a password are opened. Tokens are sealed with SECRETS_KEY.
  await knex.schema.createTable('mailbox_tokens', (t) => {
    t.text('mailbox').primary();
    t.text('account').notNullable(); // whom and where it was given for: another one does not fit
    t.text('refresh_token').notNullable();
    t.text('access_token');
    t.text('access_until');
    t.text('renew_at'); // ahead of access_until
    t.text('authorized_at').notNullable();
    t.text('renewed_at').notNullable();
    t.text('claim'); // who renews it now
    t.text('claimed_until');
  });
  // One reading of a mailbox's history. What was read of it has a row each, so it goes on where it ended.
  await knex.schema.createTable('mail_backfills', (t) => {
    t.text('mailbox').primary();
    t.text('since').notNullable(); // a day
    t.text('started_at').notNullable();
    t.text('finished_at');
    t.text('claim');
    t.text('claimed_until');
  });
  await knex.schema.alterTable('inbound_emails', (t) => {
    t.boolean('history').notNullable().defaultTo(false); // nobody is told of it
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
