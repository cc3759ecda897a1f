import { anyOf, json, nothing, ofNamesakes, type PersonalDataPart, words } from '../privacy/part.ts';

export const activityData: PersonalDataPart = {
  slice: 'activities',
  tables: {
    activity_kinds: {
      key: ['key'],
      columns: nothing(
        'the firm’s own kinds',
        'key',
        'position',
        'emoji',
        'directed',
        'name_en',
        'name_cs',
        'name_sk',
      ),
    },
    activities: {
      key: ['id'],
      othersAmong: ofNamesakes('activities', 'id', (any, db, { namesakes }) =>
        any.whereIn('id', db('activity_contacts').whereIn('contact_id', namesakes).select('activity_id')),
      ),
      columns: {
        ...nothing('ids', 'id', 'deal_id', 'company_id', 'lead_id', 'author_id', 'source_key'),
        ...nothing(
          'what kind, when and how long, which statistics need',
          'kind',
          'at',
          'minutes_long',
          'direction',
        ),
        ...nothing(
          'what kind, when and how long, which statistics need',
          'is_decision',
          'is_order',
          'is_change',
        ),
        ...nothing('when something happened', 'created_at', 'updated_at', 'deleted_at', 'cancelled_at'),
        ...nothing('when a meeting takes place', 'repeats_until'),
        ...words('text'),
        ...json('source'),
      },
    },
    activity_contacts: {
      key: ['contact_id', 'activity_id'],
      columns: nothing('ids', 'contact_id', 'activity_id'),
    },
    activity_dates: {
      key: ['activity_id', 'at'],
      columns: nothing('when a meeting takes place', 'activity_id', 'at'),
    },
    activity_people: {
      key: ['person_id', 'activity_id'],
      columns: nothing('ids', 'person_id', 'activity_id'),
    },
    thread_drafts: {
      key: ['id'],
      columns: {
        ...nothing(
          'ids of colleagues and the time; gone after two days',
          'id',
          'person_id',
          'people',
          'created_at',
        ),
        ...words('own', 'text'),
      },
    },
  },
  own: [
    {
      table: 'activity_contacts',
      kind: 'activities',
      rows: (db, { contacts }) =>
        db('activity_contacts').whereRaw(...anyOf('activity_contacts.contact_id', contacts)),
      becomes: 'deleted',
    },
  ],
  exports: [
    {
      kind: 'activities',
      id: 'activities.id',
      rows: (db, { contacts }) =>
        db('activity_contacts')
          .join('activities', 'activities.id', 'activity_contacts.activity_id')
          .leftJoin('deals', 'deals.id', 'activities.deal_id')
          .whereRaw(...anyOf('activity_contacts.contact_id', contacts))
          // What came by mail is told with the mail, to those who may see it.
          .whereNotExists(
            db('inbound_emails')
              .whereRaw('inbound_emails.activity_id = activities.id')
              .whereNot('privacy', 'full')
              .select(db.raw('1')),
          )
          .select(
            'activities.id as id',
            'activities.kind',
            'activities.at',
            'deals.name as deal',
            'activities.text',
          ),
    },
  ],
};
