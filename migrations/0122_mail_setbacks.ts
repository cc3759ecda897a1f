import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // Mails that wait because something around us seemed to be missing, and since when.
  await knex.schema.createTable('mail_setbacks', (t) => {
    t.integer('email_id').primary().references('inbound_emails.id').onDelete('CASCADE');
    t.text('since').notNullable();
    t.text('last_at').notNullable();
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
