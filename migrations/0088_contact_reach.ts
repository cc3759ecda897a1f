import type { Knex } from 'knex';

/** Several addresses and phones of one contact; `contacts.email` and `contacts.phone` repeat the main ones. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('contact_emails', (t) => {
    t.increments('id');
    t.integer('contact_id').notNullable().references('contacts.id').onDelete('CASCADE');
    t.text('address').notNullable(); // lower case
    t.integer('place').notNullable(); // 0 is the main one
    t.text('bounced_at'); // when a server said that it cannot deliver to the address
    t.text('bounce'); // why, JSON
    t.unique(['address', 'contact_id']);
    t.index(['contact_id']);
  });
  await knex.schema.createTable('contact_phones', (t) => {
    t.increments('id');
    t.integer('contact_id').notNullable().references('contacts.id').onDelete('CASCADE');
    t.text('number'); // E.164, null when it cannot be read
    t.text('typed').notNullable(); // as it was typed
    t.text('kind'); // mobile, office
    t.integer('place').notNullable(); // 0 is the main one
    t.index(['contact_id']);
    t.index(['number']);
  });
  await moveAddresses(knex);
  await movePhones(knex);
}

async function moveAddresses(knex: Knex): Promise<void> {
  await knex.raw(`
    insert into contact_emails (contact_id, address, place, bounced_at, bounce)
    select id, lower(email), 0, email_bounced_at, email_bounce from contacts where email is not null and email <> ''
  `);
  await knex.raw(
    'update contacts set email_bounced_at = null, email_bounce = null where email_bounced_at is not null',
  );
}

const batch = 500;

async function movePhones(knex: Knex): Promise<void> {
  for (let last = 0; ; ) {
    const rows: { id: number; phone: string }[] = await knex('contacts')
      .where('id', '>', last)
      .whereNotNull('phone')
      .orderBy('id')
      .limit(batch)
      .select('id', 'phone');
    if (rows.length === 0) return;
    const phones = rows.map(({ id, phone }) => ({ contact_id: id, typed: phone, place: 0, ...read(phone) }));
    await knex('contact_phones').insert(phones);
    // search_terms takes the digits forwards, and backwards after a dot: people also search by the end of a number.
    const terms = phones.flatMap(({ contact_id, number }) =>
      number ? termsOf(number).map((term) => ({ kind: 'contact', id: contact_id, term })) : [],
    );
    if (terms.length > 0) await knex('search_terms').insert(terms).onConflict().ignore();
    last = rows.at(-1)?.id ?? last;
  }
}

/** Until now numbers that could be read were kept as `+420 601 000 123`. */
function read(phone: string): { number: string | null; kind: string | null } {
  if (!/^\+[\d ]{8,20}$/.test(phone)) return { number: null, kind: null };
  const number = phone.replaceAll(' ', '');
  const [, national] = /^\+42[01](\d+)$/.exec(number) ?? [];
  const isMobile = /^\+420[67]|^\+4219/.test(number);
  return { number, kind: national ? (isMobile ? 'mobile' : 'office') : null };
}

const termsOf = (number: string): string[] => {
  const digits = number.slice(1);
  const national = /^42[01]/.test(digits) ? [digits.slice(3)] : [];
  return [digits, ...national, `.${[...digits].reverse().join('')}`];
};

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
