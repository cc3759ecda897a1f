import { plural } from '../plural.ts';

export const home = {
  today: (day: string) => `Today · ${day}`,
  calm: 'Nothing is due today.',
  bidsMissed: 'Past the bid deadline, nothing submitted',
  bidsToday: 'To submit today',
  stepsOverdue: 'Overdue steps',
  stepsToday: 'Steps for today',
  nudges: 'Nudges waiting for you',
  mine: 'My deals by bid deadline',
  noneMine: 'You have no open deal.',
  pipeline: 'The whole pipeline',
  moreBids: (n: number) => plural('en', n, { one: 'and # more bid', other: 'and # more bids' }),
  moreSteps: (n: number) => plural('en', n, { one: 'and # more step', other: 'and # more steps' }),
  buttons: { deal: 'New deal', log: 'Log', company: 'Company', find: 'Find', settings: 'Settings' },
  welcome: (name: string) => `Hello, ${name}. Start with one of these:`,
  steps: {
    deal: '*1. Your first deal*\nA name is enough; the bid deadline gets you nudges in time.',
    company: '*2. A company by its IČO*\nType eight digits and the register fills in the rest.',
    log: '*3. A call or a meeting*\nTwo clicks, and your colleagues know what was said.',
  },
};
