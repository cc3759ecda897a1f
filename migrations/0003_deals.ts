import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('stages', (t) => {
    t.text('key').primary();
    t.integer('position').notNullable();
    t.integer('probability').notNullable();
    t.text('outcome').notNullable(); // open, won, lost
  });
  const stages: [string, number, string][] = [
    ['new', 10, 'open'],
    ['qualified', 20, 'open'],
    ['rfi', 30, 'open'],
    ['rfp', 40, 'open'],
    ['offer', 60, 'open'],
    ['negotiation', 80, 'open'],
    ['won', 100, 'won'],
    ['lost', 0, 'lost'],
  ];
  await knex('stages').insert(
    stages.map(([key, probability, outcome], position) => ({ key, position, probability, outcome })),
  );
  await knex.schema.createTable('deals', (t) => {
    t.increments('id'); // the number people see: D-42
    t.text('name').notNullable();
    t.text('folded_name').notNullable();
    t.integer('company_id').references('companies.id');
    t.bigInteger('amount'); // minor units, without VAT
    t.text('currency').notNullable();
    t.text('stage').notNullable().references('stages.key');
    t.boolean('is_open').notNullable().defaultTo(true);
    t.integer('owner_id').notNullable().references('people.id');
    t.boolean('restricted').notNullable().defaultTo(false);
    t.text('source');
    t.text('bid_deadline'); // local date and time
    t.text('bid_zone');
    t.text('bid_deadline_at'); // the same as an instant, for order and search
    t.text('expected_on');
    t.text('offer_number');
    t.text('offer_valid_until');
    t.text('customer_reference');
    t.text('portal_url');
    t.text('next_step');
    t.text('next_step_on');
    t.integer('next_step_owner_id').references('people.id');
    t.text('submitted_at');
    t.text('submitted_how');
    t.text('submitted_proof');
    t.text('closed_at');
    t.text('closed_reason');
    t.text('closed_winner');
    t.bigInteger('closed_winner_amount');
    t.text('channel');
    t.integer('version').notNullable().defaultTo(1);
    t.integer('created_by').references('people.id');
    t.text('created_at').notNullable();
    t.text('updated_at').notNullable();
    t.text('deleted_at');
    t.index(['company_id']);
    t.index(['owner_id', 'is_open', 'bid_deadline_at']);
    t.index(['stage']);
    t.index(['is_open', 'bid_deadline_at']);
    t.index(['is_open', 'next_step_on']);
  });
  await knex.schema.createTable('deal_dates', (t) => {
    t.increments('id');
    t.integer('deal_id').notNullable().references('deals.id').onDelete('CASCADE');
    t.text('kind').notNullable();
    t.text('on').notNullable(); // day, or day and time
    t.unique(['deal_id', 'kind']);
  });
  await knex.schema.createTable('deal_contacts', (t) => {
    t.increments('id');
    t.integer('deal_id').notNullable().references('deals.id').onDelete('CASCADE');
    t.integer('contact_id').notNullable().references('contacts.id');
    t.text('role');
    t.unique(['deal_id', 'contact_id']);
    t.index(['contact_id']);
  });
  await knex.schema.createTable('deal_people', (t) => {
    t.increments('id');
    t.integer('deal_id').notNullable().references('deals.id').onDelete('CASCADE');
    t.integer('person_id').notNullable().references('people.id');
    t.unique(['deal_id', 'person_id']);
    t.index(['person_id']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
