import type { Knex } from 'knex';

/** A contact or a company that is deleted is looked for in each table that may name it: without these, in all of its rows. */
export async function up(knex: Knex): Promise<void> {
  for (const [table, column] of [
    ['inbound_emails', 'contact_id'],
    ['inbound_emails', 'company_id'],
    ['leads', 'became_contact_id'],
    ['leads', 'became_company_id'],
    ['leads', 'company_id'],
    ['file_offers', 'deal_id'],
  ])
    await knex.schema.raw(
      `create index ${table}_of_${column} on ${table} (${column}) where ${column} is not null`,
    );
  // A list of leads that is brought in looks for those who are here already.
  await knex.schema.raw('create index leads_phone on leads (phone) where phone is not null');
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
