import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('contacts', (t) => {
    t.text('email_bounced_at'); // when a server said that it cannot deliver to the address
    t.text('email_bounce'); // why, JSON
    t.text('away_from'); // by an automatic reply: days, both included
    t.text('away_until');
  });
  await knex.schema.raw('create index contacts_away on contacts (away_until) where away_until is not null');
  await knex.schema.alterTable('inbound_emails', (t) => {
    t.text('marks'); // signed, encrypted, portal: JSON
  });
  await knex.schema.alterTable('email_files', (t) => {
    t.text('details'); // what is known of it beside name and type, JSON
    t.index(['sha256']);
  });
  await knex.schema.alterTable('files', (t) => {
    t.text('danger'); // program, script, macros: never opened for a look
  });
  await knex.schema.alterTable('activities', (t) => {
    t.text('cancelled_at'); // a meeting that was called off
  });
  // What a mail invites to. Kept apart, because a mail may wait to be sorted before it becomes a meeting.
  await knex.schema.createTable('email_invitations', (t) => {
    t.integer('email_id').primary().references('inbound_emails.id').onDelete('CASCADE');
    t.text('uid').notNullable();
    t.text('recurrence').notNullable();
    t.text('content').notNullable(); // JSON
    t.index(['uid', 'recurrence']);
  });
  // Meetings that came by mail, by the names calendars give them.
  await knex.schema.createTable('meetings', (t) => {
    t.increments('id');
    t.text('uid').notNullable();
    t.text('recurrence').notNullable(); // of one of a series: which; '' is the whole of it
    t.integer('activity_id').notNullable().references('activities.id').onDelete('CASCADE');
    t.integer('sequence').notNullable();
    t.text('stamp');
    t.text('organizer');
    t.text('details').notNullable(); // place, repetition, answers, JSON
    t.unique(['uid', 'recurrence']);
    t.index(['activity_id']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
