import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { mailChecks } from '../../src/features/email/mailboxes/doctor.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { peopleChecks } from '../../src/features/email/mailboxes/people-doctor.ts';
import { trustChecks } from '../../src/features/email/mailboxes/trust-doctor.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { type Check, examine } from '../../src/operations/doctor.ts';
import { world } from '../support/context.ts';
import { type Dovecot, startDovecot, withoutDovecot } from '../support/dovecot.ts';

/** The one line that doctor says. */
async function lineOf(checks: Check[]): Promise<string> {
  const [finding] = await examine(checks);
  return `${finding?.ok ? 'fine' : 'fix'}: ${finding?.says}`;
}

const title = `doctor at a mailbox${withoutDovecot ? ` (${withoutDovecot})` : ''}`;

describe.skipIf(withoutDovecot)(title, () => {
  let server: Dovecot;
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(() => server.remove());

  const examined = async (more: object): Promise<string> => {
    const { system } = await world();
    const { host, port, certificate, user, pass } = server;
    const mailbox = { name: 'crm', host, port, ca: certificate, user, pass, mode: 'dropbox', ...more };
    return lineOf(mailChecks(system, [MailboxConfig.parse(mailbox)]));
  };

  it.each<[string, (server: Dovecot) => object, string]>([
    ['all is well', () => ({}), 'fine: 127.0.0.1 lets crm@firma.example in; reading INBOX'],
    [
      'the sent mail has a name of its own there',
      () => ({ mode: 'team' }),
      'fine: 127.0.0.1 lets crm@firma.example in; reading INBOX, Odeslana',
    ],
    [
      'the password is wrong',
      () => ({ pass: 'stare-heslo' }),
      'fix: 127.0.0.1 refuses the password of crm@firma.example: set a new one (or an app password) in MAILBOXES',
    ],
    [
      'a folder is not there',
      () => ({ folders: ['INBOX', 'Zakázky'] }),
      'fix: 127.0.0.1 has no folder Zakázky: name in "folders" which to read of INBOX, Odeslana',
    ],
    [
      'no folder is marked as the sent one',
      () => ({ folders: ['INBOX', '\\Archive'] }),
      'fix: 127.0.0.1 marks none of its folders as \\Archive: name in "folders" which to read of INBOX, Odeslana',
    ],
    [
      'its certificate is its own',
      () => ({ ca: undefined }),
      'fix: the certificate of 127.0.0.1 is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT): check "host", or give its authority as "ca"',
    ],
    [
      'TLS is expected of a port that begins without',
      ({ plainPort }) => ({ port: plainPort }),
      'does not speak TLS as expected: "secure" is true for 993 and false for 143 (STARTTLS)',
    ],
  ])('says what to do when %s', async (_, more, line) => {
    expect(await examined(more(server))).toContain(line);
  });

  it('says that nobody listens, and that there is no such server', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as { port: number };
    await new Promise((resolve) => probe.close(resolve));
    expect(await examined({ port })).toBe(
      `fix: 127.0.0.1:${port} does not answer: check "port", "secure" and the firewall`,
    );
    expect(await examined({ host: 'imap.firma.invalid' })).toBe(
      'fix: there is no server imap.firma.invalid: check "host" in MAILBOXES and the network',
    );
  });
});

describe('doctor at the people whom a mailbox names', () => {
  const examined = async (more: object): Promise<string> => {
    const firm = await world();
    await firm.as('Eva');
    const mailbox = { name: 'eva', host: 'imap.firma.example', user: 'eva@firma.example', pass: 'x' };
    return lineOf(peopleChecks(firm.system, MailboxConfig.parse({ mode: 'team', ...mailbox, ...more })));
  };

  it.each([
    [{ person: 'eva@firma.example' }, 'fine: not read until Eva switches it on in Slack'],
    [{ for: ['eva@firma.example'] }, 'fine: Eva to sort it'],
    [
      { person: 'ewa@firma.example', for: ['eva@firma.example', 'nikdo@firma.example'] },
      'fix: nobody in Slack has this address, check how it is written: "person": ewa@firma.example, "for": nikdo@firma.example',
    ],
  ])('of %j it says: %s', async (more, line) => {
    expect(await examined(more)).toBe(line);
  });
});

describe('doctor at the senders of a mailbox', () => {
  async function dropbox(): Promise<Ctx> {
    const files = mkdtempSync(path.join(tmpdir(), 'vizitka-senders-'));
    onTestFinished(() => rmSync(files, { recursive: true, force: true }));
    const firm = await world({ ports: { mailBlobs: folderBlobs(files) } });
    await firm.as('Eva');
    await firm.as('Tomas');
    const mails = [
      ['eva@firma.example', 'mx.firma.example; dmarc=pass header.from=firma.example'],
      ['eva@firma.example', 'mx.firma.example; dmarc=pass header.from=firma.example'],
      ['tomas@firma.example', 'mx.firma.example; spf=fail smtp.mailfrom=firma.example; dkim=none'],
      ['riha@mostni-stavby.example', 'mx.firma.example; dmarc=fail header.from=mostni-stavby.example'],
    ];
    await keepBatch(firm.system, {
      mailbox: 'crm',
      folder: 'INBOX',
      uidValidity: '1',
      upTo: mails.length,
      messages: mails.map(([from, results], index) => ({
        uid: index + 1,
        serverAt: firm.time.now(),
        raw: Buffer.from(
          `Authentication-Results: ${results}\r\nFrom: <${from}>\r\nTo: crm@firma.example\r\nSubject: dopis\r\n\r\nText.\r\n`,
        ),
      })),
    });
    return firm.system;
  }
  const examined = async (ctx: Ctx, more: object): Promise<string> => {
    const mailbox = {
      name: 'crm',
      host: 'imap.firma.example',
      user: 'crm@firma.example',
      pass: 'x',
      ...more,
    };
    return lineOf(trustChecks(ctx, [MailboxConfig.parse({ mode: 'dropbox', ...mailbox })]));
  };

  it('names the colleagues whose mail is not believed', async () => {
    expect(await examined(await dropbox(), { authservId: 'mx.firma.example' })).toBe(
      'fix: mail of these colleagues waits to be sorted as not verified: tomas@firma.example (1 of 1); ' +
        'publish SPF, DKIM and DMARC for their domain, or let them send through its own server',
    );
  });

  it('says before senders are checked what to write, and whose mail would fail', async () => {
    expect(await examined(await dropbox(), {})).toBe(
      'fine: everybody is believed ("trust": "all"): a forged sender is logged as a real one. ' +
        'With "authservId": "mx.firma.example" senders are checked; ' +
        'of 2 colleagues mail of these would wait to be sorted: tomas@firma.example (1 of 1)',
    );
  });

  it('tells a wrong name of the server from colleagues who fail', async () => {
    expect(await examined(await dropbox(), { authservId: 'mail.firma.example' })).toContain(
      'no Authentication-Results of mail.firma.example is on it: check "authservId"',
    );
  });
});
