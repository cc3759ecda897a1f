import { json, nothing, type PersonalDataPart, words } from '../privacy/part.ts';
import { sweepUnused } from './personal-sweep.ts';

export const documentData: PersonalDataPart = {
  slice: 'documents',
  tables: {
    blobs: {
      key: ['sha256'],
      columns: nothing(
        'names of bytes, which go with the last file that needs them',
        'sha256',
        'size',
        'stored_at',
        'removing_at',
      ),
    },
    files: {
      key: ['id'],
      columns: {
        ...nothing('ids', 'id', 'sha256', 'deal_id', 'company_id', 'activity_id', 'lead_id', 'author_id'),
        ...nothing(
          'kind, size and time',
          'mime',
          'size',
          'created_at',
          'deleted_at',
          'danger',
          'readers_only',
        ),
        ...words('name', 'folder'),
        ...json('origin'),
      },
    },
    file_readers: {
      key: ['person_id', 'file_id'],
      columns: nothing('ids of colleagues', 'file_id', 'person_id'),
    },
    file_offers: {
      key: ['id'],
      columns: {
        ...nothing(
          'ids and places in Slack',
          'id',
          'channel',
          'ts',
          'thread',
          'permalink',
          'deal_id',
          'person_id',
        ),
        ...nothing('ids and places in Slack', 'reply_ts', 'kept', 'kept_by', 'created_at'),
        ...json('files'),
      },
    },
  },
  before: sweepUnused,
};
