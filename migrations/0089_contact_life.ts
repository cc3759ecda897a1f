import type { Knex } from 'knex';

/** Where somebody worked when, how they are addressed, and whether they may be approached at all. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('contact_companies', (t) => {
    t.increments('id');
    t.integer('contact_id').notNullable().references('contacts.id').onDelete('CASCADE');
    t.integer('company_id').notNullable().references('companies.id').onDelete('CASCADE');
    t.text('position'); // what they were there, once they left
    t.text('from_on'); // days, null when nobody knows
    t.text('until_on');
    t.boolean('is_current').notNullable();
    t.text('created_at').notNullable();
    t.index(['contact_id']);
    t.index(['company_id']);
  });
  await knex.raw(
    `insert into contact_companies (contact_id, company_id, is_current, created_at)
     select id, company_id, ?, created_at from contacts where company_id is not null`,
    [true],
  );
  await knex.schema.alterTable('contacts', (t) => {
    t.text('language'); // cs, sk, en
    t.text('gender'); // woman, man: for grammar, only as a person typed it
    t.text('salutation'); // as a person typed it
    t.text('legal_basis'); // contract, interest, consent, law
    t.text('source'); // where we have them from
    t.text('silent_since'); // asked not to be approached: the day, what told us, who said so, who wrote it down
    t.text('silent_source');
    t.text('silent_said_by');
    t.integer('silent_noted_by'); // people.id, without a reference: SQLite would write the table anew
  });
  // Colleagues who are on first-name terms with them; everybody else is formal.
  await knex.schema.createTable('contact_familiar', (t) => {
    t.integer('contact_id').notNullable().references('contacts.id').onDelete('CASCADE');
    t.integer('person_id').notNullable().references('people.id').onDelete('CASCADE');
    t.primary(['contact_id', 'person_id']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
