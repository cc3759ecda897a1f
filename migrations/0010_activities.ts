import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('activity_kinds', (t) => {
    t.text('key').primary();
    t.integer('position').notNullable();
    t.text('emoji').notNullable();
    t.boolean('directed').notNullable(); // it went from somebody to somebody
    // names of kinds that a firm added; the product's own are in its catalogs
    t.text('name_en');
    t.text('name_cs');
    t.text('name_sk');
  });
  await knex('activity_kinds').insert([
    { key: 'call', position: 0, emoji: '📞', directed: true },
    { key: 'meeting', position: 1, emoji: '🤝', directed: false },
    { key: 'email', position: 2, emoji: '✉️', directed: true },
    { key: 'letter', position: 3, emoji: '📮', directed: true },
    { key: 'dataBox', position: 4, emoji: '📨', directed: true },
  ]);
  await knex.schema.createTable('activities', (t) => {
    t.increments('id');
    t.text('kind').notNullable().references('activity_kinds.key');
    t.text('at').notNullable();
    t.integer('minutes_long');
    t.text('direction'); // in, out
    t.integer('deal_id').references('deals.id');
    t.integer('company_id').references('companies.id');
    t.text('text').notNullable();
    t.boolean('is_decision').notNullable().defaultTo(false);
    t.boolean('is_order').notNullable().defaultTo(false);
    t.boolean('is_change').notNullable().defaultTo(false);
    t.integer('author_id').references('people.id');
    t.text('source').notNullable(); // JSON: who or what logged it
    t.text('source_key'); // message:<channel>:<ts>, email:<id>
    t.text('created_at').notNullable();
    t.text('updated_at').notNullable();
    t.text('deleted_at');
    t.index(['author_id', 'id']);
  });
  // One page of a timeline is one short walk of its index, however long the timeline.
  await knex.schema.raw('create index activities_deal on activities (deal_id, at, id)');
  await knex.schema.raw('create index activities_company on activities (company_id, at, id)');
  await knex.schema.raw(
    'create index activities_source on activities (source_key) where source_key is not null',
  );
  await knex.schema.createTable('activity_contacts', (t) => {
    t.integer('contact_id').notNullable().references('contacts.id');
    t.integer('activity_id').notNullable().references('activities.id').onDelete('CASCADE');
    t.primary(['contact_id', 'activity_id']);
    t.index(['activity_id']);
  });
  await knex.schema.createTable('activity_people', (t) => {
    t.integer('person_id').notNullable().references('people.id');
    t.integer('activity_id').notNullable().references('activities.id').onDelete('CASCADE');
    t.primary(['person_id', 'activity_id']);
    t.index(['activity_id']);
  });
  await knex.schema.raw('create index deals_channel on deals (channel) where channel is not null');
  // What a person touched last.
  await knex.schema.raw("create index events_actor on events (actor_id, id) where subject_kind = 'deal'");
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
