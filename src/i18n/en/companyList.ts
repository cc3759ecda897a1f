import { plural } from '../plural.ts';

export const companyList = {
  help: 'companies: mine, everybody’s, leads, customers, former ones, by a name',
  count: (n: number) => plural('en', n, { one: '# company', other: '# companies' }),
  about: (text: string) => `for “${text}”`,
  mine: 'Mine',
  all: 'Everybody’s',
  everyCycle: 'Leads, customers, former',
  cycles: { lead: 'Leads', customer: 'Customers', former: 'Former customers' },
  owner: (name: string) => `owner: ${name}`,
  empty: 'There is none like that. Choose everybody’s above, or make one.',
  noneFound: 'There is none like that. Try fewer letters, or make it: an IČO is enough.',
  withoutText: 'Without the words',
};
