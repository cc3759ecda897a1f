import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { authorizeMailbox } from '../../src/features/email/mailboxes/authorize.ts';
import type { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { findMailboxState } from '../../src/features/email/mailboxes/cursors.ts';
import { mailHealthPart } from '../../src/features/email/mailboxes/health.ts';
import { mailboxRefused } from '../../src/features/email/mailboxes/mailbox-effects.ts';
import { startMailPollers } from '../../src/features/email/mailboxes/poller.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { createLog } from '../../src/lib/log.ts';
import { createSecrets } from '../../src/lib/secrets.ts';
import { sleep } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';
import { customers } from '../support/customers.ts';
import { type Dovecot, startDovecot, withoutDovecot } from '../support/dovecot.ts';
import { startTokenServer, type TokenServer } from '../support/token-server.ts';
import { parsedMailbox, secretsKey } from './oauth-support.ts';

const letter = (number: number): string =>
  `From: riha@mostni-stavby.example\r\nTo: crm@firma.example\r\nSubject: dopis ${number}\r\n` +
  `Message-ID: <dopis-${number}@posta.example>\r\nDate: Mon, 8 Mar 2027 08:00:00 +0100\r\n\r\nText ${number}.\r\n`;

const title = `reading a mailbox by consent${withoutDovecot ? ` (${withoutDovecot})` : ''}`;

describe.skipIf(withoutDovecot)(title, { timeout: 90_000 }, () => {
  let server: Dovecot;
  let tokens: TokenServer;
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(() => server.remove());
  beforeEach(async () => {
    tokens = await startTokenServer(server.accessToken);
    onTestFinished(() => tokens.stop());
  });

  async function until(what: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 800; tries += 1) {
      if (await what()) return;
      await sleep(50);
    }
    throw new Error('it did not happen in time');
  }

  const agree = (ctx: Ctx, mailbox: MailboxConfig): Promise<void> =>
    authorizeMailbox(ctx, mailbox, {
      say: (line) => tokens.agree(server.user, /code (\w+)$/.exec(line)?.[1] ?? ''),
      ask: async () => '',
    });

  const logged = async (ctx: Ctx): Promise<(string | null)[]> =>
    (await ctx.db('inbound_emails').where({ status: 'logged' }).orderBy('id')).map(({ subject }) => subject);

  it('waits for consent, tells the admins the command, and goes on by itself; consent withdrawn is the same', async () => {
    const said: string[] = [];
    const sink = new Writable({
      write(chunk, _, done) {
        said.push(String(chunk));
        done();
      },
    });
    const log = createLog('trace', sink);
    const files = mkdtempSync(path.join(tmpdir(), 'vizitka-consent-'));
    onTestFinished(() => rmSync(files, { recursive: true, force: true }));
    const firm = await world({
      ports: { mailBlobs: folderBlobs(files), secrets: createSecrets(secretsKey) },
    });
    await customers(firm);
    await firm.as('Zdena', { isAdmin: true });
    const ctx: Ctx = { ...firm.system, log };
    const mailbox = parsedMailbox(server, tokens);
    await server.append(letter(1));
    const pollers = startMailPollers(ctx, [mailbox]);
    onTestFinished(() => pollers.stop());
    pollers.start();

    await until(async () => (await findMailboxState(ctx, 'crm')).refusedAt !== null);
    const told = () => ctx.db('outbox').where({ kind: 'email.refused' });
    const [card] = await told();
    const delivery = await mailboxRefused.deliver(
      ctx,
      JSON.parse(card?.payload ?? '') as never,
      card as never,
    );
    expect(JSON.stringify(delivery)).toContain('npm run mail:authorize -- crm');

    await agree(ctx, mailbox);
    await until(async () => (await logged(ctx)).length === 1);
    expect(await told()).toHaveLength(1);

    tokens.good.clear();
    firm.time.advance(3600_000);
    await server.append(letter(2));
    await until(async () => (await findMailboxState(ctx, 'crm')).refusedAt !== null);
    expect(await findMailboxState(ctx, 'crm')).toMatchObject({
      errorCode: 'consent',
      lastError: expect.stringMatching(/refuses: invalid_grant$/),
    });
    expect(await told()).toHaveLength(2);
    const health = JSON.stringify(await mailHealthPart.check(ctx));
    expect(health).toContain('"error":"consent"');

    await agree(ctx, mailbox);
    await until(async () => (await logged(ctx)).includes('dopis 2'));
    for (const token of tokens.given) {
      expect(said.join('\n')).not.toContain(token);
      expect(health).not.toContain(token);
    }
    expect(said.join('\n')).toContain('a mailbox cannot be read');
  });

  it('takes an outage of the token server for an outage: nobody is told, and it goes on', async () => {
    const files = mkdtempSync(path.join(tmpdir(), 'vizitka-consent-'));
    onTestFinished(() => rmSync(files, { recursive: true, force: true }));
    const firm = await world({
      ports: { mailBlobs: folderBlobs(files), secrets: createSecrets(secretsKey) },
    });
    await customers(firm);
    await firm.as('Zdena', { isAdmin: true });
    const { system } = firm;
    const mailbox = parsedMailbox(server, tokens);
    await agree(system, mailbox);
    firm.time.advance(3600_000);
    tokens.behave.trouble = 'down';
    await server.append(letter(3));
    const pollers = startMailPollers(system, [mailbox]);
    onTestFinished(() => pollers.stop());
    pollers.start();
    await until(async () => (await findMailboxState(system, 'crm')).failingSince !== null);
    expect(await findMailboxState(system, 'crm')).toMatchObject({
      errorCode: 'tokenServer',
      refusedAt: null,
    });
    tokens.behave.trouble = null;
    await until(async () => (await logged(system)).includes('dopis 3'));
    expect(await system.db('outbox').where({ kind: 'email.refused' })).toEqual([]);
  });
});
