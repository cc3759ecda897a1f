import { plural } from '../plural.ts';

/** What waits for colleagues, to those who may work it off. */
export const waitingMails = {
  show: 'Show',
  nobodys: 'Given to nobody',
  waiting: (who: string, n: number) =>
    `${who}: ${plural('en', n, { one: '# e-mail waits', other: '# e-mails wait' })}`,
  nothing: (who: string) => `${who}: no e-mail waits any more`,
  of: (who: string) => `Waiting for: ${who}`,
  fromHint: 'Everything that waits there from or to those you tick.',
};
