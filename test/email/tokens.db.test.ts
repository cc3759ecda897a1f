import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { authorizeMailbox, type Terminal } from '../../src/features/email/mailboxes/authorize.ts';
import type { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { openImap } from '../../src/features/email/mailboxes/imap.ts';
import { keepTokensFresh, withLogin } from '../../src/features/email/mailboxes/tokens.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { createSecrets } from '../../src/lib/secrets.ts';
import { type World, world } from '../support/context.ts';
import { reopened } from '../support/database.ts';
import { type Dovecot, startDovecot, withoutDovecot } from '../support/dovecot.ts';
import { startTokenServer, type TokenServer } from '../support/token-server.ts';
import { parsedMailbox, secretsKey } from './oauth-support.ts';

describe.skipIf(withoutDovecot)(
  `a mailbox that takes no password${withoutDovecot ? ` (${withoutDovecot})` : ''}`,
  () => {
    let server: Dovecot;
    let tokens: TokenServer;
    beforeAll(async () => {
      server = await startDovecot();
    });
    afterAll(() => server.remove());
    beforeEach(async () => {
      tokens = await startTokenServer(server.accessToken);
    });
    afterEach(() => tokens.stop());

    const firm = (): Promise<World> => world({ ports: { secrets: createSecrets(secretsKey) } });

    /** Somebody at the terminal who does what it says, signed in as this account. */
    function obedient(account = server.user): Terminal & { heard: string[] } {
      const heard: string[] = [];
      return {
        heard,
        say: (line) => {
          heard.push(line);
          const code = /code (\w+)$/.exec(line)?.[1];
          if (code) tokens.agree(account, code);
        },
        ask: async () =>
          tokens.follow(heard.find((line) => line.includes('/authorize?'))?.trim() ?? '', account),
      };
    }

    async function logIn(ctx: Ctx, mailbox: MailboxConfig): Promise<'in'> {
      const client = await withLogin(ctx, mailbox, (login) => openImap(ctx, mailbox, login));
      client.close();
      return 'in';
    }

    async function authorized(): Promise<{ firm: World; ctx: Ctx; mailbox: MailboxConfig }> {
      const made = await firm();
      const mailbox = parsedMailbox(server, tokens);
      await authorizeMailbox(made.system, mailbox, obedient());
      tokens.asked.length = 0;
      return { firm: made, ctx: made.system, mailbox };
    }

    it('opens after a code was typed into a page, and again without asking anybody', async () => {
      const { system } = await firm();
      const mailbox = parsedMailbox(server, tokens);
      const eva = obedient();
      await authorizeMailbox(system, mailbox, eva);
      expect(eva.heard.join('\n')).toContain(`1. Open ${new URL(tokens.deviceUrl).origin}/device`);
      expect(eva.heard.join('\n')).toContain('Sign in as crm@firma.example');
      expect(await logIn(system, mailbox)).toBe('in');
      expect(tokens.asked).toEqual(['device_code']);
    });

    it('waits while nobody agrees yet, through an outage too', async () => {
      const { system } = await firm();
      const eva = obedient();
      const slow: Terminal = {
        ...eva,
        say: (line) => {
          tokens.behave.trouble = 'down';
          setTimeout(() => {
            tokens.behave.trouble = null;
          }, 100);
          setTimeout(() => eva.say(line), 250);
        },
      };
      await authorizeMailbox(system, parsedMailbox(server, tokens), slow);
      expect(tokens.asked.length).toBeGreaterThan(3);
    });

    it('opens after the address of the last page was pasted back', async () => {
      const { system } = await firm();
      const mailbox = parsedMailbox(server, tokens, 'browser');
      const eva = obedient();
      await authorizeMailbox(system, mailbox, eva);
      const page = new URL(eva.heard.find((line) => line.includes('/authorize?'))?.trim() ?? '');
      expect(page.searchParams.get('code_challenge_method')).toBe('S256');
      expect(page.searchParams.get('login_hint')).toBe('crm@firma.example');
      expect(await logIn(system, mailbox)).toBe('in');
      expect(tokens.asked).toEqual(['authorization_code']);
    });

    it.each([
      ['nothing', '', 'not the address of the last page'],
      ['another address', 'https://www.seznam.cz/', 'not the address of the last page'],
      ['an address of another attempt', 'http://127.0.0.1:47111/?code=abc&state=jiny', 'another attempt'],
      ['a refusal', 'http://127.0.0.1:47111/?error=access_denied', 'Consent was not given'],
    ])('keeps nothing when %s is pasted', async (_, pasted, why) => {
      const { system } = await firm();
      const terminal = { ...obedient(), ask: async () => pasted };
      const mailbox = parsedMailbox(server, tokens, 'browser');
      await expect(authorizeMailbox(system, mailbox, terminal)).rejects.toThrow(why);
      expect(await system.db('mailbox_tokens')).toEqual([]);
    });

    it('keeps nothing when somebody signs in as themselves, and says so', async () => {
      const { system } = await firm();
      const mailbox = parsedMailbox(server, tokens);
      await expect(authorizeMailbox(system, mailbox, obedient('eva@firma.example'))).rejects.toThrow(
        'sign in as the mailbox itself',
      );
      expect(await system.db('mailbox_tokens')).toEqual([]);
    });

    it('says what to do when consent is declined, or the directory forbids it', async () => {
      const { system } = await firm();
      const mailbox = parsedMailbox(server, tokens);
      const declining = {
        ...obedient(),
        say: (line: string) => tokens.decline(/code (\w+)$/.exec(line)?.[1] ?? ''),
      };
      await expect(authorizeMailbox(system, mailbox, declining)).rejects.toThrow('consent was not given');
      tokens.behave.trouble = { error: 'invalid_grant', description: 'AADSTS53003: Access has been blocked' };
      await expect(authorizeMailbox(system, mailbox, obedient())).rejects.toThrow('"flow": "browser"');
    });

    it('is refused before anybody agreed, with the command that mends it', async () => {
      const { system } = await firm();
      await expect(logIn(system, parsedMailbox(server, tokens))).rejects.toMatchObject({
        message: 'not authorised yet: npm run mail:authorize -- crm',
        authenticationFailed: true,
      });
    });

    it('needs consent anew when the configuration names another account', async () => {
      const { ctx, mailbox } = await authorized();
      await expect(logIn(ctx, { ...mailbox, user: 'obchod@firma.example' })).rejects.toThrow(
        'not authorised yet',
      );
    });

    it('renews its token ahead of time, and keeps a new refresh token', async () => {
      const { firm: made, ctx, mailbox } = await authorized();
      tokens.behave.rotates = true;
      for (let hour = 0; hour < 3; hour += 1) {
        made.time.advance(51 * 60_000);
        await keepTokensFresh(ctx, mailbox);
      }
      await keepTokensFresh(ctx, mailbox);
      expect(tokens.asked).toEqual(['refresh_token', 'refresh_token', 'refresh_token']);
      expect(tokens.good.size).toBe(1);
      expect(await logIn(ctx, mailbox)).toBe('in');
    });

    it('is renewed once, however many loops and processes want it at the same moment', async () => {
      const { firm: made, ctx, mailbox } = await authorized();
      tokens.behave.rotates = true;
      tokens.behave.slow = 150;
      made.time.advance(3600_000);
      const second = reopened(made.database);
      const elsewhere: Ctx = { ...ctx, database: second, db: second.reader };
      const all = [ctx, elsewhere, ctx, elsewhere, ctx, elsewhere].map((one) => logIn(one, mailbox));
      expect(await Promise.all(all)).toEqual(['in', 'in', 'in', 'in', 'in', 'in']);
      expect(tokens.asked).toEqual(['refresh_token']);
    });

    it('is renewed by another when the one who did it died', async () => {
      const { firm: made, ctx, mailbox } = await authorized();
      made.time.advance(3600_000);
      await made.database
        .writer('mailbox_tokens')
        .update({ claim: 'mrtvy', claimed_until: '2020-01-01T00:00:00.000Z' });
      expect(await logIn(ctx, mailbox)).toBe('in');
    });

    it('replaces a token that the mail server does not take any more', async () => {
      const { ctx, mailbox } = await authorized();
      await server.stop();
      await server.start();
      tokens.behave.accessSeconds = -5;
      // Ours says that it lasts an hour; the server says that its time is up.
      await ctx.database.writer('mailbox_tokens').update({ renew_at: null });
      await keepTokensFresh(ctx, mailbox).catch(() => {});
      await ctx.database
        .writer('mailbox_tokens')
        .update({ renew_at: '2030-01-01T00:00:00.000Z', access_until: '2030-01-01T00:00:00.000Z' });
      tokens.behave.accessSeconds = 3600;
      tokens.asked.length = 0;
      expect(await logIn(ctx, mailbox)).toBe('in');
      expect(tokens.asked).toEqual(['refresh_token']);
    });

    it.each(['down', 'html', 'silent'] as const)(
      'takes a token server that is %s for trouble on the way, never for a refusal',
      async (trouble) => {
        const { firm: made, ctx, mailbox } = await authorized();
        made.time.advance(3600_000);
        tokens.behave.trouble = trouble;
        const error = await logIn(ctx, mailbox).catch((one) => one);
        expect(error.message).toMatch(/^127\.0\.0\.1:\d+ does not answer as it should/);
        expect(error.authenticationFailed).toBeUndefined();
        tokens.behave.trouble = null;
        expect(await logIn(ctx, mailbox)).toBe('in');
      },
    );

    it('goes on with a token that still counts while the token server is away', async () => {
      const { firm: made, ctx, mailbox } = await authorized();
      made.time.advance(55 * 60_000);
      await tokens.stop();
      expect(await logIn(ctx, mailbox)).toBe('in');
      await keepTokensFresh(ctx, mailbox);
    });

    it('is refused when consent was withdrawn, until somebody agrees again', async () => {
      const { firm: made, ctx, mailbox } = await authorized();
      made.time.advance(3600_000);
      tokens.good.clear();
      await expect(logIn(ctx, mailbox)).rejects.toMatchObject({
        message: expect.stringMatching(/refuses: invalid_grant$/),
        authenticationFailed: true,
      });
      await authorizeMailbox(ctx, mailbox, obedient());
      expect(await logIn(ctx, mailbox)).toBe('in');
    });

    it('shows no token in the database, in errors or in the log', async () => {
      const { firm: made, ctx, mailbox } = await authorized();
      tokens.behave.rotates = true;
      made.time.advance(3600_000);
      await keepTokensFresh(ctx, mailbox);
      const stored = JSON.stringify(await ctx.db('mailbox_tokens'));
      tokens.good.clear();
      made.time.advance(3600_000);
      const error = await logIn(ctx, mailbox).catch((one) => one);
      const told = `${error.message} ${error.stack} ${JSON.stringify(error)}`;
      for (const token of tokens.given) {
        expect(stored).not.toContain(token);
        expect(told).not.toContain(token);
      }
      expect(tokens.given.length).toBe(4);
    });

    it('answers clearly when SECRETS_KEY is another one or missing', async () => {
      const { ctx, mailbox } = await authorized();
      const withKey = (key?: string): Ctx => ({
        ...ctx,
        ports: { ...ctx.ports, secrets: createSecrets(key) },
      });
      await expect(logIn(withKey(`jiny-${secretsKey}`), mailbox)).rejects.toThrow(
        'SECRETS_KEY is not the key',
      );
      await expect(logIn(withKey(), mailbox)).rejects.toThrow('SECRETS_KEY is missing');
      await expect(authorizeMailbox(withKey(), mailbox, obedient())).rejects.toThrow(
        'SECRETS_KEY is missing',
      );
      onTestFinished(() => expect(tokens.asked).toEqual([]));
    });

    it('moves to a new SECRETS_KEY by itself within the life of a token', async () => {
      const { firm: made, ctx, mailbox } = await authorized();
      const withKeys = (...keys: string[]): Ctx => ({
        ...ctx,
        ports: { ...ctx.ports, secrets: createSecrets(keys[0], keys[1]) },
      });
      const newKey = `novy-${secretsKey}`;
      made.time.advance(3600_000);
      expect(await logIn(withKeys(newKey, secretsKey), mailbox)).toBe('in');
      made.time.advance(3600_000);
      expect(await logIn(withKeys(newKey), mailbox)).toBe('in');
    });
  },
);
