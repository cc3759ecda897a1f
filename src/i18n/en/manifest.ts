/** Texts of manifest.yml: descriptions at most 140 characters, names of shortcuts 24. */
export const manifest = {
  description: 'The customer memory of your sales team',
  commands: {
    '/deal': { description: 'My deals, a deal’s card, a new deal', usage_hint: '[new | number | name]' },
    '/log': { description: 'Log a call, a meeting, a letter', usage_hint: '[deal number or name]' },
    '/company': { description: 'A company by IČO or name', usage_hint: '[IČO | name]' },
    '/crm': {
      description: 'Help, leads, mail, digest, people, settings',
      usage_hint: '[help | find | leads | mail | digest | people | settings]',
    },
  },
  shortcuts: {
    'deals.new': { name: 'New deal', description: 'Create a deal' },
    'leads.new': { name: 'New lead', description: 'Write down a lead' },
    'activities.log': { name: 'Log activity', description: 'Log a call, a meeting or a letter' },
    'activities.logMessage': { name: 'Log to deal', description: 'Keep this message as an activity' },
    'contacts.fromVCard': {
      name: 'Contacts from vCard',
      description: 'Create contacts of the vCard in this message',
    },
    'documents.attach': {
      name: 'Attach files to deal',
      description: 'Keep the files of this message with a deal',
    },
    'imports.bring': {
      name: 'Import spreadsheet',
      description: 'Bring in customers from a file of this message',
    },
  },
};
