import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // Offer numbers and customers' references as subjects are searched for them: `NAB-2027/015` is nab-2027-015.
  await knex.schema.createTable('deal_numbers', (t) => {
    t.integer('deal_id').notNullable().references('deals.id').onDelete('CASCADE');
    t.text('kind').notNullable(); // offer, customer
    t.text('key').notNullable();
    t.primary(['deal_id', 'kind']);
    t.index(['key']);
  });
  const deals = await knex('deals')
    .whereNotNull('offer_number')
    .orWhereNotNull('customer_reference')
    .select('id', 'offer_number', 'customer_reference');
  for (const { id, offer_number, customer_reference } of deals) {
    for (const [kind, written] of Object.entries({ offer: offer_number, customer: customer_reference })) {
      const key = keyOf(String(written ?? ''));
      if (key) await knex('deal_numbers').insert({ deal_id: id, kind, key });
    }
  }
  // The deal that a person chose last for a sender: an address, or @domain.
  await knex.schema.createTable('mail_choices', (t) => {
    t.text('pattern').primary();
    t.integer('deal_id').notNullable().references('deals.id');
    t.integer('person_id').references('people.id');
    t.text('chosen_at').notNullable();
    t.index(['deal_id']);
  });
  // What people decided about mails, with what it takes to undo it.
  await knex.schema.createTable('mail_decisions', (t) => {
    t.increments('id');
    t.text('kind').notNullable(); // filed, ignored, moved
    t.text('details').notNullable(); // JSON
    t.integer('person_id').references('people.id');
    t.text('decided_at').notNullable();
    t.text('undone_at');
  });
  await knex.schema.alterTable('inbound_emails', (t) => {
    t.integer('triage_lead_id'); // the waiting mail of the same sender on whose card this one is
    t.integer('decision_id'); // the last one about it
    t.text('considered_why'); // what speaks for each of `considered`, JSON
  });
  await knex.schema.raw(
    'create index inbound_emails_lead on inbound_emails (triage_lead_id) where triage_lead_id is not null',
  );
  // Signs the Message-IDs that are given out, so that nobody else can make one.
  await knex('settings').insert({ name: 'mail.idKey', value: randomBytes(24).toString('base64url') });
}

/** As it was when this migration was written: searching a subject must give the same. */
function keyOf(written: string): string | null {
  const parts =
    written
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
      .match(/\p{L}+|\p{N}+/gu) ?? [];
  const all = parts.join('');
  const isYear = parts.length === 1 && /^(19|20)\d\d$/.test(all);
  return /\p{N}/u.test(all) && [...all].length >= 4 && !isYear ? parts.join('-') : null;
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
