import { nothing, type PersonalDataPart } from '../privacy/part.ts';

export const watchingData: PersonalDataPart = {
  slice: 'watching',
  tables: {
    watched_dates: {
      key: ['deal_id', 'kind'],
      columns: nothing(
        'dates of deals and colleagues who watch them',
        ...['deal_id', 'kind', 'stamp', 'version', 'is_on', 'moved_by', 'escalate_at', 'escalated_at'],
      ),
    },
    watchers: {
      key: ['id'],
      columns: nothing(
        'dates of deals and colleagues who watch them',
        ...[
          'id',
          'deal_id',
          'kind',
          'person_id',
          'days',
          'told',
          'zone',
          'country',
          'created_by',
          'created_at',
        ],
        'stopped_at',
      ),
    },
    nudges: {
      key: ['id'],
      columns: nothing(
        'what colleagues were reminded of, by ids',
        ...[
          'id',
          'watcher_id',
          'version',
          'rung',
          'days',
          'due_at',
          'queued_at',
          'sent_at',
          'sent_to',
          'channel',
          'ts',
        ],
        ...['reaction', 'reacted_at', 'reacted_by', 'snoozed_to', 'handed_to', 'began_watch'],
      ),
    },
  },
};
