import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { readPattern } from '../../src/features/email/privacy/never-log.ts';
import {
  assertMayAsk,
  companiesBehind,
  logAgain,
  readNeverLog,
  stopAgain,
  stopLogging,
} from '../../src/features/email/privacy/never-log-service.ts';
import { giveUpErasedSources } from '../../src/features/email/privacy/retention.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { freshFolder } from '../support/storage.ts';
import { type Office, office } from './office.ts';

const text = 'Osobní věci mezi námi.';
const subject = 'Důvěrné';

const nothingKept = async (firm: Office) => {
  for (const table of ['email_texts', 'email_files', 'email_drawers', 'activities'] as const)
    expect(await firm.system.db(table as 'activities'), table).toEqual([]);
  expect(JSON.stringify(await firm.system.db('inbound_emails'))).not.toContain(subject);
};

describe('what admins put on the list for everybody', () => {
  it.each([
    ['address', 'Riha@Mostni-Stavby.example', 'riha@mostni-stavby.example'],
    ['domain', '@mostni-stavby.example', 'mostni-stavby.example'],
    ['subject', 'důvěrné', 'důvěrné'],
  ] as const)('is not stored: %s', async (kind, pattern, shown) => {
    const firm = await office();
    const admin = await firm.as('Anna', { isAdmin: true });
    await stopLogging(admin, { kind, pattern, whose: 'everybody' });
    const id = await firm.receives({ subject: `Re: ${subject}`, text });
    expect(await firm.row(id)).toMatchObject({
      status: 'ignored',
      reason: 'neverLog',
      reason_details: JSON.stringify({ pattern: shown }),
      blob: null,
      subject: null,
      from_address: 'riha@mostni-stavby.example',
    });
    await nothingKept(firm);
  });

  it('says which customers a domain keeps off with it', async () => {
    const firm = await office();
    const admin = await firm.as('Anna', { isAdmin: true });
    const stop = (pattern: string) => stopLogging(admin, { kind: 'domain', pattern, whose: 'everybody' });
    expect(await companiesBehind(admin, await stop('mostni-stavby.example'))).toEqual([
      'Mostní stavby Brno, a.s.',
    ]);
    expect(await companiesBehind(admin, await stop('newsletter.example'))).toEqual([]);
  });

  it('counts for a mail to them, with them in copy, below their domain, and forwarded by a colleague', async () => {
    const firm = await office();
    const admin = await firm.as('Anna', { isAdmin: true });
    await stopLogging(admin, { kind: 'domain', pattern: 'advokat.example', whose: 'everybody' });
    const mails = [
      { from: 'eva@firma.example', to: 'jana@praha.advokat.example', cc: 'riha@mostni-stavby.example' },
      { cc: 'jana@advokat.example' },
      {
        from: 'eva@firma.example',
        subject: 'Fwd: Smlouva',
        text: '---------- Forwarded message ---------\nOd: Jana <jana@advokat.example>\nDate: po 8. 3. 2027 v 8:05\nSubject: Smlouva\nTo: <eva@firma.example>\n\nText.',
      },
      { from: 'newsletter@advokat.example', head: ['List-Unsubscribe: <mailto:x@advokat.example>'] },
    ];
    for (const mail of mails)
      expect(await firm.row(await firm.receives(mail))).toMatchObject({ reason: 'neverLog', blob: null });
    expect(await firm.row(await firm.receives({ cc: 'jana@jinyadvokat.example' }))).toMatchObject({
      status: 'logged',
    });
  });

  it('is theirs to decide, and can be undone', async () => {
    const firm = await office();
    const [admin, eva] = [await firm.as('Anna', { isAdmin: true }), await firm.as('Eva')];
    const entry = { kind: 'address', pattern: 'riha@mostni-stavby.example', whose: 'everybody' } as const;
    expect(() => stopLogging(eva, entry)).toThrow(expect.objectContaining({ code: 'admin.only' }));
    const { id } = await stopLogging(admin, entry);
    expect((await stopLogging(admin, entry)).id).toBe(id);
    await expect(logAgain(eva, id)).rejects.toMatchObject({ code: 'admin.only' });
    await logAgain(admin, id);
    expect(await firm.row(await firm.receives({ subject: 'Zase' }))).toMatchObject({ status: 'logged' });
    await stopAgain(admin, id);
    expect(await firm.row(await firm.receives({ subject: 'Už ne' }))).toMatchObject({ reason: 'neverLog' });
    expect((await readNeverLog(eva, { limit: 10, offset: 0 })).total).toBe(1);
  });
});

describe('what somebody puts on the list for their own mail', () => {
  const entry = { kind: 'subject', pattern: 'důvěrné', whose: 'mine' } as const;

  it('counts for what they send, forward, or alone receive, and for nobody else', async () => {
    const firm = await office();
    await stopLogging(await firm.as('Eva'), entry);
    const reason = async (letter: object) =>
      (await firm.row(await firm.receives({ subject, ...letter }))).reason;
    expect(await reason({ from: 'eva@firma.example', to: 'riha@mostni-stavby.example' })).toBe('neverLogOwn');
    expect(await reason({ to: 'eva@firma.example' })).toBe('neverLogOwn');
    expect(await reason({ to: 'eva@firma.example, tomas@firma.example' })).toBe('contactsOnlyDeal');
    expect(await reason({ to: 'tomas@firma.example' })).toBe('contactsOnlyDeal');
    expect(await reason({})).toBe('contactsOnlyDeal');
  });

  it('is seen and removed by nobody else', async () => {
    const firm = await office();
    const { id } = await stopLogging(await firm.as('Eva'), entry);
    for (const other of [await firm.as('Tomas'), await firm.as('Anna', { isAdmin: true })]) {
      expect((await readNeverLog(other, { limit: 10, offset: 0 })).entries).toEqual([]);
      await expect(logAgain(other, id)).rejects.toMatchObject({ code: 'notFound' });
    }
    await logAgain(await firm.as('Eva'), id);
  });
});

describe('who asks for a mail that was not logged', () => {
  const asks = async (firm: Office, name: string, letter: string) => {
    const asking = await firm.as(name);
    const { id: wanted_by } = await firm.person(name);
    const id = await firm.receives(letter);
    const ctx = { ...asking, ports: firm.system.ports };
    const { reason } = await firm.row(id);
    const said = await assertMayAsk(ctx, { code: reason } as never).catch(({ code }) => code);
    // Fetched again it is decided as asked for, whoever let it through.
    const blob = await firm.system.ports.mailBlobs.put(Buffer.from(letter));
    await firm.database
      .writer('inbound_emails')
      .where({ id })
      .update({ blob, status: 'received', reason: null, run_at: firm.time.now(), wanted_by });
    while ((await processWaiting(firm.system, [firm.mailbox])) > 0);
    return { id, said };
  };
  const copy = (more = '') =>
    `Message-ID: <c${more}@firma.example>\r\nFrom: eva@firma.example\r\nTo: riha@mostni-stavby.example\r\nCc: crm@firma.example\r\nSubject: ${subject}\r\nDate: Mon, 8 Mar 2027 07:00:00 +0000\r\n\r\n${text}\r\n`;
  const list = { kind: 'subject', pattern: 'důvěrné' } as const;

  it('does not overrule what a colleague keeps off of their own mail, but that colleague does', async () => {
    const firm = await office({ for: ['tomas@firma.example', 'eva@firma.example'] });
    await stopLogging(await firm.as('Eva'), { ...list, whose: 'mine' });
    const { id, said } = await asks(firm, 'Tomas', copy());
    expect(said).toBe('mail.keptOff');
    expect(await firm.row(id)).toMatchObject({ status: 'ignored', reason: 'neverLogOwn', blob: null });
    await nothingKept(firm);
    const eva = await asks(firm, 'Eva', copy('2'));
    expect(eva.said).toBe(undefined);
    expect(await firm.row(eva.id)).toMatchObject({ status: 'logged', deal_id: 42 });
  });

  it('overrules what the firm keeps off', async () => {
    const firm = await office({ for: ['tomas@firma.example'] });
    await stopLogging(await firm.as('Anna', { isAdmin: true }), { ...list, whose: 'everybody' });
    const { id } = await asks(firm, 'Tomas', copy());
    expect(await firm.row(id)).toMatchObject({ status: 'logged', deal_id: 42 });
  });
});

it('what a customer attaches of somebody on the list, or of theirs, is put to no deal', async () => {
  const firm = await office();
  const admin = await firm.as('Anna', { isAdmin: true });
  await stopLogging(admin, { kind: 'address', pattern: 'jana@advokat.example', whose: 'everybody' });
  const attached = (from: string) =>
    `--z\r\nContent-Type: message/rfc822\r\n\r\nFrom: ${from}\r\nTo: riha@mostni-stavby.example\r\nSubject: ${from}\r\n\r\nText.\r\n`;
  const id = await firm.receives(
    `From: riha@mostni-stavby.example\r\nTo: crm@firma.example\r\nSubject: V příloze\r\nContent-Type: multipart/mixed; boundary=z\r\n\r\n${attached('Jana <jana@advokat.example>')}${attached('Karel <karel@jinde.example>')}--z--\r\n`,
  );
  expect(await firm.row(id)).toMatchObject({ status: 'logged', deal_id: 42 });
  expect(await firm.system.db('email_files').pluck('kind')).toEqual(['message']);
  await giveUpErasedSources(firm.system);
  expect(await firm.row(id)).toMatchObject({ blob: null });
  const [kept] = await firm.system.db('files');
  expect(await firm.system.db('files')).toHaveLength(1);
  expect(kept?.name).toBe('message-2.eml');
});

it('mail between colleagues is never logged', async () => {
  const firm = await office();
  const id = await firm.receives({
    from: 'eva@firma.example',
    to: 'tomas@firma.example',
    cc: 'crm+d42@firma.example',
  });
  expect(await firm.row(id)).toMatchObject({ status: 'ignored', reason: 'internal' });
  expect(await firm.system.db('activities')).toEqual([]);
});

it('what nobody could mean is refused, at the field', () => {
  const code = (kind: Parameters<typeof readPattern>[0], typed: string) => {
    try {
      return readPattern(kind, typed).pattern;
    } catch (error) {
      return [(error as { code: string }).code, (error as { field: string }).field];
    }
  };
  expect(code('address', 'riha')).toEqual(['email.invalid', 'pattern']);
  expect(code('address', 'gmail.com')).toEqual(['email.invalid', 'pattern']);
  for (const typed of ['trestik.example', '@Trestik.example'])
    expect(code('address', typed)).toEqual(['mail.domainNotAddress', 'pattern']);
  expect(code('domain', 'gmail.com')).toEqual(['mail.freeMailDomain', 'pattern']);
  expect(code('domain', 'mostni stavby')).toEqual(['mail.domain', 'pattern']);
  expect(code('subject', 'no')).toEqual(['mail.shortSubject', 'pattern']);
  expect(code('subject', '  Výplatní PÁSKA ')).toBe('vyplatni paska');
});

it('the source of what is never logged leaves the disk, and one that another mail needs stays', async () => {
  const files = freshFolder();
  const firm = await office();
  firm.system.ports.mailBlobs = folderBlobs(files);
  const there = async (blob: unknown) =>
    firm.system.ports.mailBlobs
      .whereIs(blob as string)
      ?.files.find((file) => existsSync(file))
      ?.includes(`${path.sep}aside${path.sep}`);
  const kept = await firm.receives({ subject: 'Cena', text });
  expect(await there((await firm.row(kept)).blob)).toBe(false);
  await stopLogging(await firm.as('Anna', { isAdmin: true }), {
    kind: 'subject',
    pattern: subject,
    whose: 'everybody',
  });
  await firm.receives({ subject, text });
  const shelves = await readdir(path.join(files, 'aside'));
  expect(shelves).toHaveLength(1);
  expect(await readFile(path.join(files, 'aside', shelves[0] as string), 'utf8')).toContain(text);
  expect(await there((await firm.row(kept)).blob)).toBe(false);
});

it('a second copy of what is never logged leaves no more than the first', async () => {
  const firm = await office();
  await stopLogging(await firm.as('Anna', { isAdmin: true }), {
    kind: 'address',
    pattern: 'riha@mostni-stavby.example',
    whose: 'everybody',
  });
  const letter = { subject, text, head: ['Message-ID: <dvakrat@mostni-stavby.example>'] };
  await firm.receives(letter);
  const again = await firm.receives({ ...letter, head: ['Received: from b by a', ...letter.head] });
  expect(await firm.row(again)).toMatchObject({ status: 'duplicate', blob: null, subject: null });
  await nothingKept(firm);
});
