import { nothing, type PersonalDataPart } from '../privacy/part.ts';

export const reportData: PersonalDataPart = {
  slice: 'reports',
  tables: {
    digests: {
      key: ['id'],
      columns: nothing(
        'when which channel gets a digest',
        ...[
          'id',
          'channel',
          'days',
          'clock',
          'zone',
          'language',
          'contents',
          'days_off',
          'silent_when_empty',
        ],
        ...['scheduled_since', 'told_until', 'created_by', 'created_at', 'updated_at'],
      ),
    },
  },
};
