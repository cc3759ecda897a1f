/** What is counted apart in the preview, the export and the certificate. Each has a text in three languages. */
export const kinds = [
  'contacts',
  'companies',
  'deals',
  'activities',
  'mails',
  'attachments',
  'notices',
  'neverLog',
  'leads',
  'fields',
  'imports',
  'registers',
  'messages',
  'events',
  'other',
] as const;

export type Kind = (typeof kinds)[number];
