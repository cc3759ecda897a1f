import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('inbound_emails', (t) => {
    t.integer('wanted_by').references('people.id'); // who asked for a mail that was not logged
    t.text('left_at'); // when it was no longer where it was fetched from
    t.index(['message_id'], 'inbound_emails_message_id');
  });
  await knex.schema.raw(
    "create index inbound_emails_not_logged on inbound_emails (mailbox, received_at, reason) where status = 'ignored'",
  );
  await knex.schema.alterTable('mailbox_states', (t) => {
    t.text('error_code'); // what last_error means: refused, noServer, noAnswer, certificate, noFolder, lost, other
    t.integer('unfetched').notNullable().defaultTo(0); // on the server and not stored yet
    t.text('unfetched_since'); // when the oldest of these arrived there
    t.text('check_due_at'); // the server is to be compared with the rows
    t.text('checked_at');
  });
  // A mailbox in a person's name is read while that person wants it.
  await knex.schema.createTable('mailbox_switches', (t) => {
    t.text('mailbox').primary();
    t.text('person').notNullable(); // the address in whose name it is
    t.boolean('is_on').notNullable();
    t.text('reads_from'); // older mail is left alone
    t.text('asked_at');
    t.text('changed_at');
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
