import type { Ctx } from '../../lib/context.ts';
import { folded, json, nothing, type PersonalDataPart, words } from '../privacy/part.ts';
import { forgetWords } from './finding/words-store.ts';
import { allDecided, putAside } from './personal-aside.ts';
import {
  everySender,
  findSenders,
  mailExports,
  mailRows,
  namesOfSender,
  ofTheirMails,
} from './personal-mails.ts';

const server = 'where the server has it, and how far its reading is';
const colleagues = 'ids of mails and of colleagues';

/** Whom it named nobody finds it by any more. */
const wordsOf = (id: string) => (tx: Ctx, row: Record<string, unknown>) => forgetWords(tx, [Number(row[id])]);

export const emailData: PersonalDataPart = {
  slice: 'email',
  tables: {
    inbound_emails: {
      key: ['id'],
      othersAmong: ofTheirMails('inbound_emails', 'id', 'id'),
      columns: {
        ...nothing(server, 'id', 'mailbox', 'folder', 'uid_validity', 'uid', 'part', 'size', 'truncated'),
        ...nothing(server, 'server_at', 'received_at', 'status', 'reason', 'attempts', 'run_at', 'claim'),
        ...nothing(
          server,
          'claimed_until',
          'done_at',
          'sent_at',
          'told_at',
          'files_due_at',
          'names_erased_at',
          'files_attempts',
        ),
        ...nothing(server, 'wanted_by', 'left_at', 'history', 'privacy', 'source_gone_at', 'direction'),
        ...nothing('the name of its source, which is given up with the mail', 'blob'),
        ...nothing('digests that say nothing, by which a mail is known again', 'body_hash', 'identity'),
        ...nothing('a digest that says nothing, by which a mail is known again', 'set_aside_as'),
        ...nothing(colleagues, 'deal_id', 'company_id', 'contact_id', 'activity_id', 'colleague_id'),
        ...nothing(
          colleagues,
          'triage_person_id',
          'triage_lead_id',
          'sales_lead_id',
          'decision_id',
          'considered',
        ),
        ...words(
          'message_id',
          'from_address',
          'from_name',
          'subject',
          'counterpart',
          'forwarded_by',
          'last_error',
        ),
        ...json('passed_on_by', 'reason_details', 'considered_why', 'marks', 'sender_doubt'),
      },
      changed: wordsOf('id'),
    },
    mail_words: {
      key: ['email_id'],
      // Single words, each once: with the mail they are read from they are read anew.
      columns: nothing('words of a mail, by which it is found', 'email_id', 'words'),
    },
    mail_words_due: { key: ['email_id'], columns: nothing(colleagues, 'email_id') },
    email_identities: {
      key: ['identity'],
      columns: nothing('digests that say nothing, by which a mail is known again', 'identity', 'email_id'),
    },
    email_texts: {
      key: ['email_id'],
      othersAmong: ofTheirMails('email_texts', 'email_id', 'email_id'),
      columns: {
        ...nothing('whose it is', 'email_id'),
        ...words('written', 'quoted', 'signature', 'full_text', 'note'),
        ...json('recipients'),
      },
      changed: wordsOf('email_id'),
    },
    email_files: {
      key: ['id'],
      othersAmong: ofTheirMails('email_files', 'id', 'email_id'),
      columns: {
        ...nothing(colleagues, 'id', 'email_id', 'position', 'type', 'kind', 'size', 'sha256', 'file_id'),
        ...words('name'),
        ...json('details'),
      },
      changed: wordsOf('email_id'),
    },
    email_threads: {
      key: ['message_id', 'email_id'],
      found: 'rowGoes',
      columns: { ...nothing(colleagues, 'email_id', 'own'), ...words('message_id') },
    },
    email_holders: { key: ['email_id', 'person_id'], columns: nothing(colleagues, 'email_id', 'person_id') },
    email_drawers: {
      key: ['email_id'],
      othersAmong: ofTheirMails('email_drawers', 'email_id', 'email_id'),
      columns: { ...nothing('whose it is', 'email_id'), ...json('content') },
      changed: wordsOf('email_id'),
    },
    email_invitations: {
      key: ['email_id'],
      othersAmong: ofTheirMails('email_invitations', 'email_id', 'email_id'),
      columns: { ...nothing('whose it is', 'email_id'), ...words('uid', 'recurrence'), ...json('content') },
    },
    meetings: {
      key: ['id'],
      columns: {
        ...nothing('ids and numbers of a calendar', 'id', 'recurrence', 'activity_id', 'sequence', 'stamp'),
        ...nothing('when more of a series is to be listed', 'more_from'),
        ...words('uid', 'organizer'),
        ...json('details'),
      },
    },
    mail_notices: {
      key: ['email_id', 'person_id'],
      columns: nothing(colleagues, 'email_id', 'person_id', 'noticed_at', 'told_at'),
    },
    quarantine_notices: {
      key: ['email_id', 'person_id'],
      columns: nothing(colleagues, 'email_id', 'person_id', 'told_at'),
    },
    mail_setbacks: {
      key: ['email_id'],
      columns: nothing('when its reading failed', 'email_id', 'since', 'last_at'),
    },
    mail_choices: {
      key: ['pattern'],
      found: 'rowGoes',
      columns: {
        ...nothing(colleagues, 'deal_id', 'company_id', 'person_id', 'chosen_at'),
        ...words('pattern'),
      },
    },
    mail_decisions: {
      key: ['id'],
      columns: {
        ...nothing(colleagues, 'id', 'kind', 'person_id', 'decided_at', 'undone_at'),
        ...json('details'),
      },
    },
    ignored_senders: {
      key: ['pattern'],
      found: 'rowGoes',
      columns: { ...nothing(colleagues, 'created_by', 'created_at'), ...words('pattern') },
    },
    never_log: {
      key: ['id'],
      // What is erased is not logged any more by its digest: the clear address is not needed.
      found: 'rowGoes',
      columns: {
        ...nothing(colleagues, 'id', 'kind', 'person_id', 'created_by', 'created_at', 'removed_at'),
        ...words('written'),
        ...folded('pattern'),
      },
    },
    mail_cursors: {
      key: ['mailbox', 'folder'],
      columns: nothing(server, 'mailbox', 'folder', 'uid_validity', 'last_uid', 'updated_at'),
    },
    mailbox_states: {
      key: ['mailbox'],
      columns: nothing(
        server,
        ...[
          'mailbox',
          'claim',
          'claimed_until',
          'last_success_at',
          'failing_since',
          'last_error',
          'refused_at',
        ],
        ...['error_code', 'unfetched', 'unfetched_since', 'check_due_at', 'checked_at'],
      ),
    },
    mailbox_switches: {
      key: ['mailbox'],
      columns: nothing(
        'a colleague’s own mailbox',
        'mailbox',
        'person',
        'is_on',
        'reads_from',
        'asked_at',
        'changed_at',
      ),
    },
    mailbox_tokens: {
      key: ['mailbox'],
      columns: nothing(
        'how our own mailbox is opened, sealed',
        ...[
          'mailbox',
          'account',
          'refresh_token',
          'access_token',
          'access_until',
          'renew_at',
          'authorized_at',
        ],
        ...['renewed_at', 'claim', 'claimed_until'],
      ),
    },
    mail_backfills: {
      key: ['mailbox'],
      columns: nothing(server, 'mailbox', 'since', 'started_at', 'finished_at', 'claim', 'claimed_until'),
    },
  },
  own: mailRows,
  exports: mailExports,
  find: findSenders,
  knownBy: namesOfSender,
  everybody: everySender,
  settled: allDecided,
  before: putAside,
};
