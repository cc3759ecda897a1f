export const search = {
  help: 'deals, companies, contacts and leads by a word of their name',
  title: 'Find',
  what: 'What are you looking for?',
  hint: 'A word of a name, a deal’s number, an IČO or an e-mail address',
  go: 'Find',
  found: (query: string) => `Found for “${query}”`,
  nothing: (query: string) => `Nothing found for “${query}”. Half a word is enough; try another one.`,
  deals: 'Deals',
  companies: 'Companies',
  contacts: 'Contacts',
  more: (command: string) => `There are more: \`${command}\``,
};
