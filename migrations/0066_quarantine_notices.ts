import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // Which admin was told of which mail in quarantine: each hears of each once.
  await knex.schema.createTable('quarantine_notices', (t) => {
    t.integer('email_id').notNullable().references('inbound_emails.id');
    t.integer('person_id').notNullable().references('people.id');
    t.text('told_at').notNullable();
    t.primary(['email_id', 'person_id']);
    t.index(['person_id']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
