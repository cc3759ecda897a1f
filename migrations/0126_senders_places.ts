import type { Knex } from 'knex';

/** What is chosen for a sender is a deal, or their company or contact and no deal. */
export async function up(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') {
    await knex.schema.raw('alter table mail_choices alter column deal_id drop not null');
  } else {
    // SQLite takes no "not null" away from a column; no other table names this one.
    await knex.schema.renameTable('mail_choices', 'mail_choices_before');
    await knex.schema.raw('drop index mail_choices_deal_id_index');
    await knex.schema.createTable('mail_choices', (t) => {
      t.text('pattern').primary();
      t.integer('deal_id').references('deals.id');
      t.integer('person_id').references('people.id');
      t.text('chosen_at').notNullable();
      t.index(['deal_id']);
    });
    await knex.schema.raw(
      'insert into mail_choices (pattern, deal_id, person_id, chosen_at) select pattern, deal_id, person_id, chosen_at from mail_choices_before',
    );
    await knex.schema.dropTable('mail_choices_before');
  }
  await knex.schema.raw('alter table mail_choices add column company_id integer');
  // Mails that went to a customer by what was chosen before, and of which nobody heard yet.
  await knex.schema.raw(
    "create index inbound_emails_chosen on inbound_emails (triage_person_id) where reason = 'chosenBefore' and told_at is null",
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
