import type { Knex } from 'knex';

/** Until when a colleague is away, and who stands in. Who had themselves left out of the turns of leads is away. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people', (t) => {
    t.text('away_until'); // a day, included
    t.integer('stand_in_id'); // people.id, without a reference: SQLite would write the table anew
  });
  const away = await knex('lead_rota').whereNotNull('away_until').select('person_id', 'away_until');
  for (const { person_id, away_until } of away as { person_id: number; away_until: string }[])
    await knex('people').where({ id: person_id }).update({ away_until });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
