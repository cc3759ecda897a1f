import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('inbound_emails', (t) => {
    t.text('privacy').notNullable().defaultTo('full'); // full, subject, happened: what others see of it
    t.text('sender_doubt'); // why the sender counts as not verified; null: verified, or nobody asked
  });
  // Whose mail it is: who sent, received or forwarded it, or owns the mailbox. They see all of it.
  await knex.schema.createTable('email_holders', (t) => {
    t.integer('email_id').notNullable().references('inbound_emails.id').onDelete('CASCADE');
    t.integer('person_id').notNullable().references('people.id');
    t.primary(['email_id', 'person_id']);
    t.index(['person_id', 'email_id']);
  });
  // What a mail says beyond what everybody may see. It stands nowhere else.
  await knex.schema.createTable('email_drawers', (t) => {
    t.integer('email_id').primary().references('inbound_emails.id').onDelete('CASCADE');
    t.text('content').notNullable(); // JSON
  });
  await knex.schema.alterTable('files', (t) => {
    t.boolean('readers_only').notNullable().defaultTo(false);
  });
  await knex.schema.createTable('file_readers', (t) => {
    t.integer('file_id').notNullable().references('files.id').onDelete('CASCADE');
    t.integer('person_id').notNullable().references('people.id');
    t.primary(['person_id', 'file_id']);
    t.index(['file_id']);
  });
  // Until now every logged mail was open to all: who sent it in holds it.
  await knex.raw(
    'insert into email_holders (email_id, person_id) select id, colleague_id from inbound_emails where colleague_id is not null',
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
