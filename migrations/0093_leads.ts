import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('leads', (t) => {
    t.increments('id'); // the number people see: L-5
    t.text('name'); // of the person
    t.text('position');
    t.text('email'); // lower case
    t.text('phone');
    t.text('company_name');
    t.text('ico');
    t.text('country'); // of the IČO
    t.text('domain');
    t.integer('company_id').references('companies.id'); // a company of ours that was picked for it
    t.text('source'); // one of the product's own keys, or any text
    t.text('campaign');
    t.text('class'); // A, B, C
    t.text('class_reason');
    t.integer('owner_id').notNullable().references('people.id');
    t.text('state').notNullable(); // new, working, converted, disqualified
    t.text('next_step');
    t.text('next_step_on');
    t.text('note');
    t.text('closed_at');
    t.text('closed_reason'); // of a disqualified one
    t.text('closed_note');
    t.integer('deal_id').references('deals.id'); // what it became
    t.boolean('made_deal').notNullable().defaultTo(false);
    t.integer('became_company_id').references('companies.id');
    t.integer('became_contact_id').references('contacts.id');
    t.text('touched_at').notNullable();
    t.integer('touches').notNullable().defaultTo(0); // grows with each touch: a nudge belongs to one
    t.text('nudge_at'); // when somebody is told that nobody touches it; null once it is closed
    t.integer('nudge_rung').notNullable().defaultTo(0); // 0 nobody told yet, 1 the owner, 2 the sales lead
    t.integer('version').notNullable().defaultTo(1);
    t.integer('created_by').references('people.id');
    t.text('created_at').notNullable();
    t.text('updated_at').notNullable();
    t.text('deleted_at');
    t.index(['owner_id', 'state']);
  });
  await knex.schema.raw('create index leads_state on leads (state, created_at)');
  await knex.schema.raw('create index leads_email on leads (email) where email is not null');
  await knex.schema.raw('create index leads_nudge on leads (nudge_at) where nudge_at is not null');
  await knex.schema.raw('create index leads_deal on leads (deal_id) where deal_id is not null');
  // Who takes leads in turn.
  await knex.schema.createTable('lead_rota', (t) => {
    t.integer('person_id').primary().references('people.id');
    t.integer('position').notNullable();
    t.integer('turn').notNullable().defaultTo(0); // of the last lead they were given in turn
    t.text('away_until'); // left out up to this day
  });
  await knex.schema.raw('alter table activities add column lead_id integer references leads (id)');
  await knex.schema.raw(
    'create index activities_lead on activities (lead_id, at, id) where lead_id is not null',
  );
  await knex.schema.raw('alter table files add column lead_id integer references leads (id)');
  await knex.schema.raw('create index files_lead on files (lead_id) where lead_id is not null');
  await knex.schema.raw('alter table inbound_emails add column sales_lead_id integer references leads (id)');
  await knex.schema.raw(
    'create index inbound_emails_sales_lead on inbound_emails (sales_lead_id) where sales_lead_id is not null',
  );
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
