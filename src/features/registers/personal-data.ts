import { json, nothing, type PersonalDataPart, words } from '../privacy/part.ts';

export const registerData: PersonalDataPart = {
  slice: 'registers',
  tables: {
    register_answers: {
      key: ['source', 'key'],
      // A cache: what goes is asked for again when somebody needs it.
      found: 'rowGoes',
      columns: {
        ...nothing('which register, and when', 'source', 'fetched_at', 'missing_at'),
        ...words('key'),
        ...json('body'),
      },
    },
    register_turns: {
      key: ['id'],
      columns: nothing(
        'what was asked is a hash',
        'id',
        'register',
        'question',
        'started_at',
        'leased_until',
        'ended_at',
      ),
    },
  },
};
