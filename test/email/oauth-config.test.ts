import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../../src/config.ts';
import { MailboxOAuth, providerOf } from '../../src/features/email/mailboxes/oauth-config.ts';
import { secretsKey } from './oauth-support.ts';

function problemsOf(more: object, key: string | undefined = secretsKey): string {
  const crm = {
    name: 'crm',
    host: 'imap.firma.example',
    user: 'crm@firma.example',
    mode: 'dropbox',
    ...more,
  };
  try {
    parseConfig({ MAILBOXES: JSON.stringify([crm]), SECRETS_KEY: key });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join('\n');
    throw error;
  }
  return '';
}

const other = {
  provider: 'other',
  clientId: 'id',
  scope: 'mail',
  tokenUrl: 'https://login.firma.example/token',
};

describe('a mailbox with consent instead of a password, in MAILBOXES', () => {
  it.each<[string, object, string]>([
    ['neither a password nor consent', {}, 'the password, an app password, or "oauth" instead of it'],
    [
      'both',
      { pass: 'tajne-heslo', oauth: { provider: 'google', clientId: 'id', clientSecret: 'tajne' } },
      'the password, an app password, or "oauth" instead of it (mailbox 1, pass)',
    ],
    ['a provider that nobody knows', { oauth: { provider: 'yahoo' } }, 'microsoft, google or other'],
    [
      'no tenant',
      { oauth: { provider: 'microsoft', clientId: 'id' } },
      'the directory (tenant) ID, or a domain of it (mailbox 1, oauth, tenant)',
    ],
    [
      'a tenant that is an address',
      { oauth: { provider: 'microsoft', clientId: 'id', tenant: 'https://firma.example/x' } },
      'the directory (tenant) ID, or a domain of it',
    ],
    [
      'a Google client without its secret',
      { oauth: { provider: 'google', clientId: 'id' } },
      'the client secret',
    ],
    ['no way to ask for consent', { oauth: other }, 'deviceUrl or authorizeUrl'],
    [
      'secrets sent in clear',
      { oauth: { ...other, deviceUrl: 'http://login.firma.example/device' } },
      'an address that begins with https://',
    ],
  ])('is refused with %s', (_, more, problem) => {
    const problems = problemsOf(more);
    expect(problems).toContain(problem);
    expect(problems).not.toContain('tajne');
  });

  it('needs SECRETS_KEY, and says for which mailbox', () => {
    const oauth = { ...other, deviceUrl: 'http://127.0.0.1:4000/device' };
    expect(problemsOf({ oauth }, '')).toBe(
      'SECRETS_KEY: missing; the tokens of the mailbox crm are sealed with it (openssl rand -base64 32)',
    );
    expect(problemsOf({ oauth })).toBe('');
  });
});

describe('the providers', () => {
  it('Microsoft: a code typed into a page, or where that is forbidden the browser', () => {
    const microsoft = { provider: 'microsoft', tenant: 'firma.example', clientId: 'id' };
    expect(providerOf(MailboxOAuth.parse(microsoft))).toMatchObject({
      flow: 'device',
      clientSecret: null,
      scope: 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
      deviceUrl: 'https://login.microsoftonline.com/firma.example/oauth2/v2.0/devicecode',
      tokenUrl: 'https://login.microsoftonline.com/firma.example/oauth2/v2.0/token',
    });
    expect(providerOf(MailboxOAuth.parse({ ...microsoft, flow: 'browser' }))).toMatchObject({
      flow: 'browser',
      authorizeUrl: 'https://login.microsoftonline.com/firma.example/oauth2/v2.0/authorize',
      redirectUri: 'http://localhost:47111/',
    });
  });

  it('Google: the browser, and consent that lasts', () => {
    const google = { provider: 'google', clientId: 'id', clientSecret: 'tajne' };
    expect(providerOf(MailboxOAuth.parse(google))).toMatchObject({
      flow: 'browser',
      scope: 'https://mail.google.com/',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      redirectUri: 'http://127.0.0.1:47111/',
      extra: { access_type: 'offline', prompt: 'consent' },
    });
  });
});
