import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { findCursor, findMailboxState } from '../../src/features/email/mailboxes/cursors.ts';
import { type MailPollers, startMailPollers } from '../../src/features/email/mailboxes/poller.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { sleep } from '../../src/lib/time.ts';
import { type World, world } from '../support/context.ts';
import { customers } from '../support/customers.ts';
import { type Dovecot, startDovecot, withoutDovecot } from '../support/dovecot.ts';

const mailFrom = (sender: string, subject: string, text = 'Dobrý den.', id = subject.replace(/\W/g, '')) =>
  `From: ${sender}\r\nTo: crm@firma.example\r\nSubject: ${subject}\r\nDate: Mon, 8 Mar 2027 08:00:00 +0100\r\nMessage-ID: <${id}@posta.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`;

describe.skipIf(withoutDovecot)(`mail from Dovecot${withoutDovecot ? ` (${withoutDovecot})` : ''}`, () => {
  let server: Dovecot;
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(() => server.remove());
  afterEach(() => server.empty());

  const mailbox = (more: Partial<MailboxConfig> = {}): MailboxConfig =>
    MailboxConfig.parse({
      name: 'crm',
      host: server.host,
      port: server.port,
      ca: server.certificate,
      user: server.user,
      pass: server.pass,
      mode: 'dropbox',
      pollSeconds: 30,
      ...more,
    });

  async function firm(): Promise<World> {
    const files = mkdtempSync(path.join(tmpdir(), 'vizitka-mail-'));
    onTestFinished(() => rmSync(files, { recursive: true, force: true }));
    const made = await world({ ports: { mailBlobs: folderBlobs(files) } });
    await customers(made);
    return made;
  }

  function reading(ctx: Ctx, mailboxes: MailboxConfig[] = [mailbox()]): MailPollers {
    const pollers = startMailPollers(ctx, mailboxes);
    onTestFinished(() => pollers.stop());
    pollers.start();
    return pollers;
  }

  const decided = (
    ctx: Ctx,
  ): Promise<{ subject: string; status: string; reason: string; deal_id: number | null }[]> =>
    ctx
      .db('inbound_emails')
      .whereNot({ status: 'received' })
      .orderBy('id')
      .select('subject', 'status', 'reason', 'deal_id');

  async function until(what: () => Promise<boolean>, seconds = 15): Promise<void> {
    for (let tries = 0; tries < seconds * 20; tries += 1) {
      if (await what()) return;
      await sleep(50);
    }
    throw new Error('it did not happen in time');
  }

  const untilDecided = (ctx: Ctx, count: number) => until(async () => (await decided(ctx)).length >= count);

  it('logs what waits in the mailbox, by the tag that the server kept, and leaves every flag alone', async () => {
    const { system } = await firm();
    await server.append(mailFrom('riha@mostni-stavby.example', 'Dotaz'));
    await server.deliver(
      mailFrom('Eva <eva@firma.example>', 'Podklady').replace('crm@', 'jana@stranou.example, x'),
      'crm+d60@firma.example',
    );
    reading(system);
    await untilDecided(system, 2);
    expect(await decided(system)).toEqual([
      { subject: 'Dotaz', status: 'logged', reason: 'contactsOnlyDeal', deal_id: 42 },
      { subject: 'Podklady', status: 'logged', reason: 'addressTag', deal_id: 60 },
    ]);
    const flags = await server.asClient(async (client) => {
      await client.mailboxOpen('INBOX', { readOnly: true });
      return (await client.fetchAll('1:*', { flags: true })).flatMap((one) => [...(one.flags ?? [])]);
    });
    expect(flags.filter((flag) => flag !== '\\Recent')).toEqual([]);
  });

  it('hears of a new mail at once', async () => {
    const { system } = await firm();
    reading(system);
    await until(async () => (await findMailboxState(system, 'crm')).lastSuccessAt !== null);
    await sleep(300);
    const before = performance.now();
    await server.append(mailFrom('riha@mostni-stavby.example', 'Spěchá'));
    await untilDecided(system, 1);
    expect(performance.now() - before).toBeLessThan(5000);
    await server.append(mailFrom('riha@mostni-stavby.example', 'Spěchá víc'));
    await untilDecided(system, 2);
    await server.append(mailFrom('riha@mostni-stavby.example', 'Spěchá nejvíc'));
    await untilDecided(system, 3);
    // Each was read once, in one numbering.
    expect((await decided(system)).map(({ status }) => status)).toEqual(['logged', 'logged', 'logged']);
    expect((await findCursor(system, 'crm', 'INBOX'))?.uidValidity).toMatch(/^\d+$/);
  });

  it('logs each mail once when the server forgets all its numbers', async () => {
    const { system } = await firm();
    for (const subject of ['jedna', 'dva', 'tri'])
      await server.append(mailFrom('riha@mostni-stavby.example', subject));
    reading(system);
    await untilDecided(system, 3);
    await server.renumber();
    await server.append(mailFrom('riha@mostni-stavby.example', 'ctyri'));
    await until(async () => (await decided(system)).some(({ subject }) => subject === 'ctyri'), 30);
    const logged = (await decided(system)).filter(({ status }) => status === 'logged');
    expect(logged.map(({ subject }) => subject).sort()).toEqual(['ctyri', 'dva', 'jedna', 'tri']);
    expect(await system.db('activities').count({ total: '*' })).toEqual([{ total: expect.anything() }]);
    expect((await system.db('activities').where({ kind: 'email' })).length).toBe(4);
  });

  it('goes on after an outage by itself, with nothing lost', async () => {
    const { system } = await firm();
    reading(system);
    await until(async () => (await findMailboxState(system, 'crm')).lastSuccessAt !== null);
    await server.stop();
    await until(async () => (await findMailboxState(system, 'crm')).failingSince !== null, 20);
    await server.start();
    await server.append(mailFrom('riha@mostni-stavby.example', 'Po výpadku'));
    await until(async () => (await decided(system)).length === 1, 40);
    expect(await findMailboxState(system, 'crm')).toMatchObject({ failingSince: null, lastError: null });
  });

  it('tells the admins once that the password is refused, and reads the other mailboxes', async () => {
    const { system, as } = await firm();
    await as('Anna', { isAdmin: true });
    await server.append(mailFrom('riha@mostni-stavby.example', 'Dotaz'));
    reading(system, [mailbox({ name: 'locked', pass: 'changed yesterday' }), mailbox()]);
    await untilDecided(system, 1);
    await until(async () => (await findMailboxState(system, 'locked')).refusedAt !== null);
    const told = await system.db('outbox').where({ kind: 'email.refused' });
    expect(told.map(({ payload }) => JSON.parse(payload))).toEqual([
      { mailbox: 'locked', personId: expect.any(Number) },
    ]);
  });

  it('reads a mailbox by one of two processes', async () => {
    const { system } = await firm();
    const subjects = Array.from({ length: 30 }, (_, index) => `dopis${index}`);
    for (const subject of subjects) await server.append(mailFrom('riha@mostni-stavby.example', subject));
    reading(system);
    reading(system);
    await untilDecided(system, 30);
    await sleep(500);
    expect((await decided(system)).map(({ status }) => status)).toEqual(subjects.map(() => 'logged'));
  });

  it('takes the same mail from the inbox and from the sent folder for one', async () => {
    const { system } = await firm();
    const raw = mailFrom('Eva <eva@firma.example>', 'Nabídka').replace(
      'crm@firma.example',
      'riha@mostni-stavby.example',
    );
    await server.append(raw, { folder: 'Odeslana' });
    await server.deliver(raw, 'crm@firma.example');
    reading(system, [mailbox({ folders: ['INBOX', '\\Sent'] })]);
    await untilDecided(system, 2);
    expect((await decided(system)).map(({ status }) => status).sort()).toEqual(['duplicate', 'logged']);
  });

  it('keeps a mail that reuses the number of another', async () => {
    const { system } = await firm();
    await server.append(
      mailFrom('riha@mostni-stavby.example', 'Zásilka 1', 'Zásilka je na cestě.', 'stejne'),
    );
    await server.append(
      mailFrom('riha@mostni-stavby.example', 'Zásilka 1', 'Zásilka je doručena.', 'stejne'),
    );
    reading(system);
    await untilDecided(system, 2);
    expect((await decided(system)).map(({ status }) => status)).toEqual(['logged', 'logged']);
  });

  it('logs a mail over the size limit from its beginning', async () => {
    const { system } = await firm();
    const raw = mailFrom('riha@mostni-stavby.example', 'Velký', 'Posílám výkresy.').concat(
      'x'.repeat(78),
      '\r\n'.repeat(1),
    );
    await server.append(`${raw}${`${'výkres '.repeat(10)}\r\n`.repeat(30_000)}`);
    reading(system, [mailbox({ sizeLimitMb: 1.5 })]);
    await untilDecided(system, 1);
    const [row] = await system.db('inbound_emails');
    expect(row).toMatchObject({ status: 'logged', deal_id: 42 });
    expect(Boolean(row?.truncated)).toBe(true);
    expect((await system.ports.mailBlobs.get(row?.blob ?? '')).length).toBe(1_000_000);
    const [text] = await system.db('email_texts');
    expect(text?.full_text).toContain('Posílám výkresy.');
  });

  it('leaves mail from before the given day alone', async () => {
    const { system } = await firm();
    // The server takes no date from the future, and its clock is the machine's.
    const from = (year: number, subject: string) =>
      server.append(mailFrom('riha@mostni-stavby.example', subject).replace('2027', String(year)), {
        date: new Date(`${year}-01-05T10:00:00Z`),
      });
    await from(2020, 'Stary');
    await from(2021, 'Novy');
    await from(2019, 'Starsi');
    reading(system, [mailbox({ since: '2020-06-01' })]);
    await untilDecided(system, 1);
    await until(async () => (await findMailboxState(system, 'crm')).lastSuccessAt !== null);
    expect((await decided(system)).map(({ subject }) => subject)).toEqual(['Novy']);
    expect((await findCursor(system, 'crm', 'INBOX'))?.lastUid).toBeGreaterThanOrEqual(3);
  });
});
