import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, configNames, parseConfig, parseServerConfig, requireSlack } from '../../src/config.ts';

const problemsOf = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('the configuration', () => {
  it('needs nothing to be parsed: every value has a default or is asked for where it is used', () => {
    expect(parseConfig({})).toMatchObject({
      DATABASE_URL: 'sqlite:.data/vizitka.sqlite',
      HOST: '127.0.0.1',
      DEFAULT_TIME_ZONE: 'Europe/Prague',
      DEFAULT_CURRENCY: 'CZK',
      MAILBOXES: [],
    });
  });

  it('counts in euro when the country is Slovakia', () => {
    expect(parseConfig({ DEFAULT_COUNTRY: 'SK' }).DEFAULT_CURRENCY).toBe('EUR');
  });

  it('names every wrong value at once, and never shows the value', () => {
    const problems = problemsOf(() =>
      parseConfig({
        DATABASE_URL: 'mysql://root:tajne@localhost/x',
        SLACK_BOT_TOKEN: 'xoxp-tajny-token',
        PORT: 'devět',
        MAILBOXES: '[{"user":"tajny',
        DEFAULT_TIME_ZONE: 'Praha',
      }),
    );
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'DATABASE_URL',
      'SLACK_BOT_TOKEN',
      'PORT',
      'MAILBOXES',
      'DEFAULT_TIME_ZONE',
    ]);
    expect(problems.join('\n')).not.toMatch(/tajn|devět|Praha/);
    expect(problems[1]).toContain('OAuth & Permissions');
  });

  it('says which mailbox lacks what', () => {
    const problems = problemsOf(() =>
      parseConfig({
        MAILBOXES: '[{"name":"crm","mode":"team","user":"crm@firma.example","pass":"tajne-heslo"}]',
      }),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^MAILBOXES: expected the IMAP server.*mailbox 1, host/),
    ]);
    expect(problems.join()).not.toContain('tajne');
  });

  it('says all that is wrong with a mailbox at once, a mistyped field too', () => {
    const MAILBOXES = '[{"pasword":"tajne-heslo","host":"imap.firma.example","user":"crm@firma.example"}]';
    const problems = problemsOf(() => parseConfig({ MAILBOXES })).sort();
    expect(problems).toEqual([
      'MAILBOXES: expected a short name of a-z, 0-9, - and _, such as crm (mailbox 1, name)',
      'MAILBOXES: expected dropbox or team (mailbox 1, mode)',
      'MAILBOXES: expected known fields, not pasword (mailbox 1)',
      'MAILBOXES: expected the password, an app password, or "oauth" instead of it (mailbox 1, pass)',
    ]);
  });

  it.each([
    ['nic.json', /the file nic\.json is not there/],
    ['tajne heslo', /^MAILBOXES: expected a JSON list[^;]*$/],
    ['{"name":"crm"}', /expected a list of mailboxes: \[ \{ \.\.\. \} \]/],
  ])('says what MAILBOXES=%s lacks', (MAILBOXES, said) => {
    expect(problemsOf(() => parseConfig({ MAILBOXES }))).toEqual([expect.stringMatching(said)]);
  });

  it('treats an empty value as unset, as an operator who cleared a line in .env means it', () => {
    expect(parseConfig({ PORT: '', HEALTH_TOKEN: '' }).PORT).toBe(3000);
  });

  it('says where the Slack tokens are found when they are missing', () => {
    const problems = problemsOf(() => requireSlack(parseConfig({})));
    expect(problems.join('\n')).toMatch(/SLACK_BOT_TOKEN[\s\S]*SLACK_APP_TOKEN[\s\S]*SLACK_SIGNING_SECRET/);
  });

  it('names what is missing beside what is wrong when the server starts', () => {
    const problems = problemsOf(() => parseServerConfig({ LOG_LEVEL: 'hlasitě', SLACK_APP_TOKEN: 'xapp-1' }));
    expect(problems).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN: missing/),
      expect.stringMatching(/^LOG_LEVEL: expected fatal, error/),
    ]);
  });
});

describe('.env.example', () => {
  it('names every value that the configuration reads, and no other', () => {
    const example = readFileSync(path.join(import.meta.dirname, '../../.env.example'), 'utf8');
    const named = [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]).sort();
    expect(named).toEqual([...configNames].sort());
  });
});
