import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // The coming times of a meeting that repeats: a card asks for the next of them, and computes nothing.
  await knex.schema.createTable('activity_dates', (t) => {
    t.integer('activity_id').notNullable().references('activities.id').onDelete('CASCADE');
    t.text('at').notNullable();
    t.primary(['activity_id', 'at']);
  });
  // The last of them; null for whatever does not repeat.
  await knex.schema.raw('alter table activities add column repeats_until text');
  for (const column of ['deal_id', 'company_id', 'lead_id'])
    await knex.schema.raw(
      `create index activities_repeating_${column} on activities (${column}, repeats_until) where repeats_until is not null`,
    );
  // When more of its times are to be listed; those known until now are listed at once.
  await knex.schema.raw('alter table meetings add column more_from text');
  await knex.schema.raw('create index meetings_more on meetings (more_from) where more_from is not null');
  await knex('meetings')
    .where({ recurrence: '' })
    .where('details', 'like', '%"repeats":{%')
    .update({ more_from: '2000-01-01T00:00:00.000Z' });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
