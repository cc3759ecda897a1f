import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('never_log', (t) => {
    t.increments('id');
    t.text('kind').notNullable(); // address, domain, subject
    t.text('pattern').notNullable(); // lower case; of a subject also without diacritics
    t.text('written').notNullable(); // as a person wrote it
    t.integer('person_id').references('people.id'); // whose mail; null: everybody's
    t.integer('created_by').references('people.id');
    t.text('created_at').notNullable();
    t.text('removed_at');
  });
  // A null would be different from every other null.
  await knex.schema.raw(
    'create unique index never_log_once on never_log (kind, pattern, coalesce(person_id, 0)) where removed_at is null',
  );
  const ignored = await knex('ignored_senders').select('pattern', 'created_by', 'created_at');
  for (const { pattern, created_by, created_at } of ignored) {
    const domain = pattern.startsWith('@');
    const plain = domain ? pattern.slice(1) : pattern;
    await knex('never_log').insert({
      kind: domain ? 'domain' : 'address',
      pattern: plain.toLowerCase(),
      written: plain,
      created_by,
      created_at,
    });
  }
  // What a colleague sent in and what became of it instead of being logged: they are told, several at once.
  await knex.schema.createTable('mail_notices', (t) => {
    t.integer('email_id').notNullable().references('inbound_emails.id').onDelete('CASCADE');
    t.integer('person_id').notNullable().references('people.id');
    t.text('noticed_at').notNullable();
    t.text('told_at');
    t.primary(['email_id', 'person_id']);
  });
  await knex.schema.raw(
    'create index mail_notices_untold on mail_notices (person_id, email_id) where told_at is null',
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
