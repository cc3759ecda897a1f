import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('inbound_emails', (t) => {
    t.increments('id');
    // Where the server has it. `part` is for messages attached to a forwarded one: '' is the message itself.
    t.text('mailbox').notNullable();
    t.text('folder').notNullable();
    t.text('uid_validity').notNullable();
    t.bigInteger('uid').notNullable();
    t.text('part').notNullable().defaultTo('');
    t.text('blob'); // the raw message; null when it may not be kept
    t.integer('size').notNullable();
    t.boolean('truncated').notNullable().defaultTo(false);
    t.text('server_at').notNullable(); // INTERNALDATE
    t.text('received_at').notNullable();
    t.text('passed_on_by'); // sender and note of the forward it was attached to, JSON
    t.text('status').notNullable(); // received, logged, triage, ignored, duplicate, quarantined
    t.text('reason');
    t.text('reason_details');
    t.text('considered'); // deals that came into question, JSON
    t.integer('attempts').notNullable().defaultTo(0);
    t.text('run_at');
    t.text('claim');
    t.text('claimed_until');
    t.text('last_error');
    t.text('done_at');
    t.text('message_id');
    t.text('from_address');
    t.text('from_name');
    t.text('sent_at');
    t.text('body_hash');
    t.text('identity');
    t.text('subject');
    t.text('direction');
    t.integer('deal_id').references('deals.id');
    t.integer('company_id').references('companies.id');
    t.integer('contact_id').references('contacts.id');
    t.integer('activity_id');
    t.text('counterpart'); // the outside address it concerns
    t.text('forwarded_by');
    t.integer('colleague_id').references('people.id'); // who sent or forwarded it
    t.integer('triage_person_id').references('people.id');
    t.text('told_at'); // when the owner heard of it
    t.text('files_due_at'); // its attachments are still to be put to the deal
    t.integer('files_attempts').notNullable().defaultTo(0);
    t.unique(['mailbox', 'folder', 'uid_validity', 'uid', 'part']);
    t.index(['mailbox', 'status', 'id']);
    t.index(['status', 'triage_person_id', 'id']);
    t.index(['deal_id', 'status']);
    t.index(['blob']);
    t.index(['from_address']);
    t.index(['activity_id']);
  });
  await knex.schema.raw(
    "create index inbound_emails_waiting on inbound_emails (run_at, id) where status = 'received'",
  );
  await knex.schema.raw(
    "create index inbound_emails_triage on inbound_emails (counterpart) where status = 'triage'",
  );
  await knex.schema.raw(
    'create index inbound_emails_files on inbound_emails (files_due_at) where files_due_at is not null',
  );
  await knex.schema.createTable('email_identities', (t) => {
    t.text('identity').primary();
    t.integer('email_id').notNullable().references('inbound_emails.id').onDelete('CASCADE');
    t.index(['email_id']);
  });
  await knex.schema.createTable('email_texts', (t) => {
    t.integer('email_id').primary().references('inbound_emails.id').onDelete('CASCADE');
    t.text('recipients').notNullable(); // JSON
    t.text('written').notNullable();
    t.text('quoted').notNullable();
    t.text('signature').notNullable();
    t.text('full_text').notNullable();
    t.text('note');
  });
  await knex.schema.createTable('email_files', (t) => {
    t.increments('id');
    t.integer('email_id').notNullable().references('inbound_emails.id').onDelete('CASCADE');
    t.integer('position').notNullable();
    t.text('name').notNullable();
    t.text('type').notNullable();
    t.text('kind').notNullable();
    t.integer('size').notNullable();
    t.text('sha256').notNullable();
    t.integer('file_id');
    t.unique(['email_id', 'position']);
    t.index(['file_id']);
  });
  await knex.schema.createTable('email_threads', (t) => {
    t.text('message_id').notNullable();
    t.integer('email_id').notNullable().references('inbound_emails.id').onDelete('CASCADE');
    t.boolean('own').notNullable(); // its own Message-ID, else one it refers to
    t.primary(['message_id', 'email_id']);
    t.index(['email_id']);
  });
  await knex.schema.createTable('mail_cursors', (t) => {
    t.text('mailbox').notNullable();
    t.text('folder').notNullable();
    t.text('uid_validity').notNullable();
    t.bigInteger('last_uid').notNullable();
    t.text('updated_at').notNullable();
    t.primary(['mailbox', 'folder']);
  });
  await knex.schema.createTable('mailbox_states', (t) => {
    t.text('mailbox').primary();
    t.text('claim'); // the process that polls it
    t.text('claimed_until');
    t.text('last_success_at');
    t.text('failing_since');
    t.text('last_error');
    t.text('refused_at'); // the server refused the credentials
  });
  await knex.schema.createTable('ignored_senders', (t) => {
    t.text('pattern').primary(); // an address, or @domain
    t.integer('created_by').references('people.id');
    t.text('created_at').notNullable();
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
