import { nothing, type PersonalDataPart } from './part.ts';

export const privacyData: PersonalDataPart = {
  slice: 'privacy',
  tables: {
    erasures: {
      key: ['id'],
      columns: {
        ...nothing('whom it is about, while it goes on; taken away with its end', 'sought', 'progress'),
        ...nothing(
          'who asked, when, and how many',
          'id',
          'uid',
          'stage',
          'asked_by',
          'asked_at',
          'finished_at',
        ),
        ...nothing('who asked, when, and how many', 'counts', 'look', 'claim', 'claimed_until'),
      },
    },
    erased_marks: {
      key: ['mark', 'erasure_id'],
      columns: nothing('digests with a key, which say nothing by themselves', 'mark', 'erasure_id'),
    },
  },
};
