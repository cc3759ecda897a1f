import type { Knex } from 'knex';

/**
 * What mails are found by: the words of each in one row, and the full text index of the database over them. On SQLite it
 * is a table of its own that follows by triggers, and lets nothing of what is deleted lie about.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('mail_words', (t) => {
    t.integer('email_id').primary();
    t.text('words').notNullable();
  });
  // Mails whose words are to be read anew, in the quiet.
  await knex.schema.createTable('mail_words_due', (t) => {
    t.integer('email_id').primary();
  });
  if (knex.client.config.client === 'pg')
    await knex.schema.raw(
      "create index mail_words_found on mail_words using gin (array_to_tsvector(string_to_array(words, ' ')))",
    );
  else for (const statement of sqlite) await knex.schema.raw(statement);
  await knex.schema.raw(
    "insert into mail_words_due (email_id) select id from inbound_emails where status in ('logged', 'triage')",
  );
}

const forget =
  "insert into mail_index (mail_index, rowid, words) values ('delete', old.email_id, old.words);";
const learn = 'insert into mail_index (rowid, words) values (new.email_id, new.words);';

const sqlite = [
  `create virtual table mail_index using fts5 (words, content = 'mail_words', content_rowid = 'email_id',
    columnsize = 0, detail = none, tokenize = 'ascii')`,
  "insert into mail_index (mail_index, rank) values ('secure-delete', 1)",
  `create trigger mail_words_learnt after insert on mail_words begin ${learn} end`,
  `create trigger mail_words_forgotten after delete on mail_words begin ${forget} end`,
  `create trigger mail_words_changed after update on mail_words begin ${forget} ${learn} end`,
];

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
