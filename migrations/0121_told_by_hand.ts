import type { Knex } from 'knex';

/** Owners hear of mails that others file for them from now on: of those filed before they were not meant to. */
export async function up(knex: Knex): Promise<void> {
  await knex('inbound_emails')
    .where({ status: 'logged', reason: 'byHand' })
    .whereNull('told_at')
    .update({ told_at: knex.ref('done_at') });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
