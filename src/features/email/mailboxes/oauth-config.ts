import { z } from 'zod';

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//;
const endpoint = z
  .url('an address such as https://login.example.cz/oauth2/token')
  .refine((url) => url.startsWith('https://') || loopback.test(url), 'an address that begins with https://');
const clientId = z.string('the application (client) ID').trim().min(1, 'the application (client) ID');
const clientSecret = z.string().min(1, 'the client secret, or nothing').optional();
const flow = z.enum(['device', 'browser'], 'device or browser');

/** How a mailbox is opened without a password: `npm run mail:authorize` gets the consent. */
export const MailboxOAuth = z.discriminatedUnion(
  'provider',
  [
    z.strictObject({
      provider: z.literal('microsoft'),
      /** the directory, by its ID or one of its domains */
      tenant: z
        .string('the directory (tenant) ID, or a domain of it')
        .regex(/^[A-Za-z0-9.-]+$/, 'the directory (tenant) ID, or a domain of it'),
      clientId,
      clientSecret,
      /** device: a code is typed into a page; browser: where the directory forbids that, an address is pasted back */
      flow: flow.default('device'),
    }),
    z.strictObject({
      provider: z.literal('google'),
      clientId,
      clientSecret: z.string('the client secret').min(1, 'the client secret'),
    }),
    z
      .strictObject({
        provider: z.literal('other'),
        clientId,
        clientSecret,
        tokenUrl: endpoint,
        deviceUrl: endpoint.optional(),
        authorizeUrl: endpoint.optional(),
        scope: z.string('the scopes, a space between them').min(1, 'the scopes, a space between them'),
      })
      .refine(({ deviceUrl, authorizeUrl }) => deviceUrl || authorizeUrl, {
        path: ['deviceUrl'],
        error: 'deviceUrl or authorizeUrl',
      }),
  ],
  { error: 'microsoft, google or other' },
);
export type MailboxOAuth = z.infer<typeof MailboxOAuth>;

/** Where consent and tokens come from, whoever the provider is. */
export interface Provider {
  flow: 'device' | 'browser';
  clientId: string;
  clientSecret: string | null;
  scope: string;
  tokenUrl: string;
  deviceUrl: string | null;
  authorizeUrl: string | null;
  /** where the browser is sent in the end; nothing listens there, the address is pasted back */
  redirectUri: string;
  /** whether the scope is named again at each renewal: Google knows no such field there */
  renewsByScope: boolean;
  /** what the authorisation page is told besides */
  extra: Record<string, string>;
}

export function providerOf(oauth: MailboxOAuth): Provider {
  const { clientId: id, clientSecret: secret = null } = oauth;
  if (oauth.provider === 'microsoft') {
    const base = `https://login.microsoftonline.com/${oauth.tenant}/oauth2/v2.0`;
    return {
      flow: oauth.flow,
      clientId: id,
      clientSecret: secret,
      scope: 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
      tokenUrl: `${base}/token`,
      deviceUrl: `${base}/devicecode`,
      authorizeUrl: `${base}/authorize`,
      // Entra takes any port of localhost, and only localhost by name.
      redirectUri: 'http://localhost:47111/',
      renewsByScope: true,
      extra: {},
    };
  }
  if (oauth.provider === 'google') {
    return {
      flow: 'browser',
      clientId: id,
      clientSecret: secret,
      scope: 'https://mail.google.com/',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      deviceUrl: null,
      authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
      redirectUri: 'http://127.0.0.1:47111/',
      renewsByScope: false,
      // Without both Google gives a refresh token only at the very first consent.
      extra: { access_type: 'offline', prompt: 'consent' },
    };
  }
  const { tokenUrl, deviceUrl = null, authorizeUrl = null, scope } = oauth;
  return {
    flow: deviceUrl ? 'device' : 'browser',
    clientId: id,
    clientSecret: secret,
    scope,
    tokenUrl,
    deviceUrl,
    authorizeUrl,
    redirectUri: 'http://127.0.0.1:47111/',
    renewsByScope: true,
    extra: {},
  };
}
