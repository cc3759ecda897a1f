import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('companies', (t) => {
    t.text('municipality_part');
    t.text('billing_street');
    t.text('billing_city');
    t.text('billing_postal_code');
    t.text('nace'); // JSON: codes
    t.text('executives'); // JSON: name, role, since
    t.text('life_cycle').notNullable().defaultTo('lead'); // lead, customer, former
    t.text('lost_reason');
    t.text('lost_on');
    t.text('acquired_on');
    t.text('acquired_source');
    t.text('acquired_campaign');
    t.text('payment_terms');
    t.bigInteger('budget'); // a year's, in minor units
    t.text('budget_currency');
    t.integer('parent_id'); // companies.id, without a reference: SQLite would write the table anew
    t.text('tags'); // JSON: names
    t.text('language'); // cs, sk, en ...
    t.index(['parent_id']);
  });
  // Whoever bought is a customer, since the first deal that was won and that everybody sees.
  const won = await knex('deals')
    .join('stages', 'stages.key', 'deals.stage')
    .where('stages.outcome', 'won')
    .where('deals.restricted', false)
    .whereNotNull('deals.company_id')
    .whereNull('deals.deleted_at')
    .groupBy('deals.company_id')
    .select('deals.company_id as id')
    .min('deals.closed_at as at');
  for (const { id, at } of won as { id: number; at: string | null }[])
    await knex('companies')
      .where({ id })
      .update({ life_cycle: 'customer', acquired_on: at?.slice(0, 10) ?? null });
  // Companies are found by the domains of their mail too.
  await knex.raw(
    `insert into search_terms (kind, id, term)
     select distinct 'company', company_id, substr(domain, 1, 40) from company_domains where true
     on conflict do nothing`,
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
