import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dovecot, startDovecot, withoutDovecot } from '../support/dovecot.ts';
import { startTokenServer, type TokenServer } from '../support/token-server.ts';
import { consentMailbox, secretsKey } from './oauth-support.ts';

const root = path.join(import.meta.dirname, '../..');

/** Doctor asks the registers too, which are no part of this. */
const nobodyAnswers = Object.fromEntries(
  ['ARES', 'RPO', 'RUZ', 'VIES', 'CRPDPH', 'ISIR'].map((name) => [`${name}_URL`, 'http://127.0.0.1:9/']),
);

const withPassword = JSON.stringify([
  { name: 'crm', host: '127.0.0.1', user: 'crm@firma.example', pass: 'heslo', mode: 'dropbox' },
]);

/** The commands as an operator runs them, in processes of their own. */
describe.skipIf(withoutDovecot)(
  `npm run mail:authorize${withoutDovecot ? ` (${withoutDovecot})` : ''}`,
  () => {
    let server: Dovecot;
    let tokens: TokenServer;
    let folder: string;
    beforeAll(async () => {
      server = await startDovecot();
      tokens = await startTokenServer(server.accessToken);
      folder = mkdtempSync(path.join(tmpdir(), 'vizitka-authorize-'));
    });
    afterAll(async () => {
      await tokens.stop();
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    interface Done {
      code: number | null;
      said: string;
    }

    /** @param onSaid is shown all that was said so far, whenever something is */
    function run(
      script: string,
      args: string[],
      more: Record<string, string> = {},
      onSaid: (said: string, child: ChildProcess) => void = () => {},
    ): Promise<Done> {
      return new Promise((resolve) => {
        const child = spawn(path.join(root, 'node_modules/.bin/node'), [`src/cli/${script}.ts`, ...args], {
          cwd: root,
          env: {
            PATH: process.env.PATH,
            NODE_NO_WARNINGS: '1',
            DATABASE_URL: `sqlite:${path.join(folder, 'vizitka.sqlite')}`,
            FILES_DIR: path.join(folder, 'files'),
            SECRETS_KEY: secretsKey,
            ...nobodyAnswers,
            MAILBOXES: JSON.stringify([consentMailbox(server, tokens)]),
            ...more,
          },
        });
        let said = '';
        const hear = (chunk: Buffer) => {
          said += chunk;
          onSaid(said, child);
        };
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.on('close', (code) => resolve({ code, said }));
      });
    }

    const doctor = async (more: Record<string, string> = {}): Promise<string> =>
      (await run('doctor', [], more)).said.split('\n').find((line) => line.includes('mailbox crm')) ?? '';

    it('guides to the page, waits for consent, and lets doctor and the server in', async () => {
      expect(await doctor()).toBe(
        '❌ mailbox crm: crm@firma.example has not agreed yet: npm run mail:authorize -- crm',
      );
      const { code, said } = await run('mail-authorize', ['crm'], {}, (heard) => {
        const typed = /code (\w+)$/m.exec(heard)?.[1];
        if (typed) tokens.agree(server.user, typed);
      });
      expect(said).toContain('Done: 127.0.0.1 lets us into crm@firma.example.');
      expect(code).toBe(0);
      expect(await doctor()).toBe('✅ mailbox crm: 127.0.0.1 lets crm@firma.example in; reading INBOX');
      // Neither the database nor a backup of it shows one.
      expect((await run('backup', [path.join(folder, 'backup')])).code).toBe(0);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      expect(files.map(({ name }) => name)).toContain('database.sqlite');
      for (const { parentPath, name } of files) {
        const bytes = readFileSync(path.join(parentPath, name), 'latin1');
        for (const token of tokens.given) expect(bytes).not.toContain(token);
      }
    });

    it('takes the pasted address of the last page', async () => {
      const MAILBOXES = JSON.stringify([consentMailbox(server, tokens, 'browser')]);
      let pasted = false;
      const { code, said } = await run('mail-authorize', ['crm'], { MAILBOXES }, (heard, child) => {
        const page = /http\S+\/authorize\?\S+/.exec(heard)?.[0];
        if (pasted || !page || !heard.includes('Paste the address here:')) return;
        pasted = true;
        child.stdin?.write(`${tokens.follow(page, server.user)}\n`);
      });
      expect(said).toContain('Done:');
      expect(code).toBe(0);
    });

    it('says that nothing was pasted when the input ends', async () => {
      const MAILBOXES = JSON.stringify([consentMailbox(server, tokens, 'browser')]);
      const done = await run('mail-authorize', ['crm'], { MAILBOXES }, (_, child) => child.stdin?.end());
      expect(done).toMatchObject({ code: 1, said: expect.stringContaining('Start again') });
    });

    it('doctor tells a wrong SECRETS_KEY, and a key that is to go away', async () => {
      expect(await doctor({ SECRETS_KEY: `jiny-${secretsKey}` })).toMatch(
        /^❌ mailbox crm: SECRETS_KEY is not the key.*put that one back, or let crm@firma.example agree again/,
      );
      expect(await doctor({ SECRETS_KEY: `novy-${secretsKey}`, SECRETS_KEY_OLD: secretsKey })).toContain(
        'its tokens still need SECRETS_KEY_OLD',
      );
      expect((await run('doctor', [], { SECRETS_KEY: '' })).said).toContain(
        '❌ configuration: SECRETS_KEY: missing; the tokens of the mailbox crm are sealed with it',
      );
    });

    it.each<[string[], Record<string, string>, number, string]>([
      [[], {}, 2, 'npm run mail:authorize -- <mailbox>'],
      [['obchod'], {}, 2, 'MAILBOXES has no mailbox obchod. With "oauth": crm.'],
      [['crm'], { SECRETS_KEY: 'kratky' }, 1, 'SECRETS_KEY: expected at least 32 characters'],
      [['crm'], { MAILBOXES: withPassword }, 2, 'has a password: there is nothing to authorise'],
    ])('with %j and %j ends with %i and says why', async (args, more, code, sentence) => {
      const done = await run('mail-authorize', args, more);
      expect(done.said).toContain(sentence);
      expect(done.code).toBe(code);
    });
  },
);
