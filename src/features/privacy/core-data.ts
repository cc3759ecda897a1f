/** Tables that belong to no slice: people of the firm, events, what leaves, what is being done. */
import type { Knex } from 'knex';
import { anyOf, json, nothing, type OthersAmong, type PersonalDataPart, words } from './part.ts';

const ours = 'a colleague, of whom this list does not speak';

/** What happened to a namesake, to their mails, deals and activities, and to companies the person does not belong to. */
const othersEvents: OthersAmong = async (db, { namesakes, firms, companies }, rows) =>
  db('events')
    .whereIn(
      'id',
      rows.map(({ id }) => id as number),
    )
    .where((any) => {
      any.where((one) =>
        one.where('subject_kind', 'company').whereNotIn('subject_id', [...firms, ...companies]),
      );
      if (namesakes.length === 0) return;
      const about = (kind: string, ids: Knex.QueryBuilder | number[]) =>
        any.orWhere((one) => one.where('subject_kind', kind).whereIn('subject_id', ids as number[]));
      about('contact', namesakes);
      about('deal', db('deal_contacts').whereIn('contact_id', namesakes).select('deal_id'));
      about('activity', db('activity_contacts').whereIn('contact_id', namesakes).select('activity_id'));
      about('email', db('inbound_emails').whereIn('contact_id', namesakes).select('id'));
    })
    .pluck('id');

export const coreData: PersonalDataPart = {
  slice: 'core',
  tables: {
    settings: {
      key: ['name'],
      columns: { ...nothing('the name of a setting', 'name'), ...words('value') },
    },
    people: {
      key: ['id'],
      columns: nothing(
        ours,
        ...[
          'id',
          'slack_id',
          'name',
          'folded_name',
          'email',
          'zone',
          'slack_locale',
          'language',
          'language_asked_at',
        ],
        ...[
          'country',
          'kind',
          'is_slack_admin',
          'is_admin',
          'is_sales_lead',
          'successor_id',
          'away_until',
          'stand_in_id',
          'deactivated_at',
        ],
        ...['home_opened_at', 'updated_at'],
      ),
    },
    events: {
      key: ['id'],
      othersAmong: othersEvents,
      columns: {
        ...nothing(
          'what happened to what, by whom and when',
          'id',
          'kind',
          'subject_kind',
          'subject_id',
          'actor_id',
          'at',
        ),
        ...json('details'),
      },
    },
    outbox: {
      key: ['id'],
      columns: {
        ...nothing(
          'when and where it leaves',
          'id',
          'uid',
          'kind',
          'lane',
          'priority',
          'run_at',
          'attempts',
          'crashes',
        ),
        ...nothing(
          'when and where it leaves',
          'claim',
          'claimed_until',
          'sent_at',
          'dropped_at',
          'uncertain_at',
        ),
        ...nothing('when and where it leaves', 'dead_at', 'created_at', 'not_before', 'destination'),
        ...words('dedupe_key', 'last_error'),
        ...json('payload'),
      },
    },
    slack_messages: {
      key: ['id'],
      columns: nothing(
        'places of our messages; what they say is looked for in Slack',
        ...['id', 'subject_kind', 'subject_id', 'view', 'channel', 'ts', 'person_slack_id', 'posted_at'],
      ),
    },
    job_runs: {
      key: ['name', 'subject', 'bucket'],
      columns: {
        ...nothing(
          'what ran when',
          'name',
          'subject',
          'bucket',
          'claim',
          'claimed_until',
          'done_at',
          'attempts',
          'started_at',
        ),
        ...words('last_error'),
      },
    },
    handled_requests: { key: ['key'], columns: nothing('ids of requests, for an hour', 'key', 'at') },
    send_slots: {
      key: ['key'],
      columns: nothing('when a channel may be written to again', 'key', 'free_at'),
    },
    search_terms: {
      key: ['kind', 'id', 'term'],
      columns: nothing('made anew with the name it comes from', 'kind', 'id', 'term'),
    },
  },
  own: [
    {
      table: 'events',
      kind: 'events',
      rows: (db, { contacts }) =>
        db('events')
          .where('events.subject_kind', 'contact')
          .whereRaw(...anyOf('events.subject_id', contacts)),
      becomes: () => ({ details: '{}' }),
    },
  ],
  exports: [
    {
      kind: 'events',
      id: 'events.id',
      rows: (db, { contacts }) =>
        db('events')
          .leftJoin('people', 'people.id', 'events.actor_id')
          .where('events.subject_kind', 'contact')
          .whereRaw(...anyOf('events.subject_id', contacts))
          .select(
            'events.id as id',
            'events.at',
            'events.kind',
            'people.name as colleague',
            'events.details',
          ),
    },
  ],
};
