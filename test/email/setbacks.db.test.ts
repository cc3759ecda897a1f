/** Something around us is missing while mail comes: it waits, and nobody looks for the fault in the mail. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { onEvent } from '../../src/events/watchers.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { memoryBlobs } from '../../src/features/email/memory-blobs.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { retryEmail } from '../../src/features/email/quarantine.ts';
import { lackNotice } from '../../src/features/email/quarantine-effects.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import { lackBehind } from '../../src/lib/surroundings.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { world } from '../support/context.ts';
import { customers } from '../support/customers.ts';
import { freshFolder } from '../support/storage.ts';

const mailbox = MailboxConfig.parse({
  name: 'crm',
  host: 'mail.firma.example',
  user: 'crm@firma.example',
  pass: 'secret',
  mode: 'dropbox',
});

const failure = (message: string, code: string): Error => Object.assign(new Error(message), { code });
const noRoom = failure('ENOSPC: no space left on device, write', 'ENOSPC');

/** So many mails of Říha have come, Anna is the admin. `disk.fails`: what whoever reads the kept mail is told. */
async function firm(count = 2) {
  const blobs = memoryBlobs();
  const disk: { fails: Error | null; holds: boolean; inFile: { name: string; file: string } | null } = {
    fails: null,
    holds: true,
    inFile: null,
  };
  const made = await world({
    now: '2026-03-03T12:00:00.000Z',
    ports: {
      mailBlobs: {
        ...blobs,
        get: async (name: string) => {
          if (disk.fails) throw disk.fails;
          return blobs.get(name);
        },
        whereIs: (name: string) =>
          name === disk.inFile?.name ? { files: [disk.inFile.file], slice: null } : null,
        holdsAny: async () => disk.holds,
      },
    },
  });
  const anna = await made.as('Anna', { isAdmin: true });
  await customers(made);
  const message = (uid: number) => ({
    uid,
    raw: Buffer.from(
      `From: riha@mostni-stavby.example\r\nTo: crm@firma.example\r\nSubject: dotaz ${uid}\r\n` +
        `Message-ID: <dotaz-${uid}@mostni-stavby.example>\r\nDate: Tue, 3 Mar 2026 12:00:00 +0100\r\n\r\nDotaz ${uid}\r\n`,
    ),
    serverAt: made.time.now(),
  });
  const place = { mailbox: 'crm', folder: 'INBOX', uidValidity: '1' };
  const messages = Array.from({ length: count }, (_, index) => message(index + 1));
  await keepBatch(made.system, { ...place, messages, upTo: count });
  const comes = (uid: number) => keepBatch(made.system, { ...place, messages: [message(uid)], upTo: uid });
  return { ...made, anna, disk, messages, comes };
}

const mails = (ctx: Ctx): Promise<{ status: string; attempts: number }[]> =>
  ctx.db('inbound_emails').orderBy('uid').select('status', 'attempts');
const told = (ctx: Ctx) => ctx.db('outbox').where({ kind: 'email.lack' });

const waiting = { status: 'received', attempts: 0 };
const logged = { status: 'logged', attempts: 1 };

it.each([
  ['the disk is full', noRoom, true, 'room'],
  ['the disk is not mounted', failure('ENOENT: no such file or directory', 'ENOENT'), false, 'files'],
])(
  'while %s mails wait a whole day, none is blamed, and an admin hears of it once',
  async (_, error, holds, lack) => {
    const { system, time, anna, disk } = await firm();
    Object.assign(disk, { fails: error, holds });
    for (let hour = 0; hour < 10; hour += 1) {
      while ((await processWaiting(system, [mailbox])) > 0);
      expect(await mails(system)).toEqual([waiting, waiting]);
      time.advance(60 * 60_000);
    }
    const [notice, ...others] = await told(system);
    expect(others).toEqual([]);
    const payload = { personId: (anna.actor as { id: PersonId }).id, lack: lack as 'room' };
    expect(JSON.parse(notice?.payload ?? '')).toEqual(payload);
    expect(await lackNotice.deliver(system, payload as never, {} as Effect)).toMatchObject({
      do: 'post',
      text: expect.stringContaining('Nic se neztratilo'),
    });
    Object.assign(disk, { fails: null, holds: true });
    while ((await processWaiting(system, [mailbox])) > 0);
    expect(await mails(system)).toEqual([logged, logged]);
  },
);

it('a mail that alone finds no room for a whole day, while later ones do, is set aside once, and is tried anew by hand', async () => {
  const { system, time, anna, comes } = await firm(1);
  let isPoisonous = true;
  system.listeners = [
    onEvent('email.logged', async (tx, event) => {
      const row = await tx.db('inbound_emails').where({ id: event.subject.id }).first('uid');
      if (Number(row?.uid) === 1 && isPoisonous) throw noRoom;
    }),
  ];
  const first = { uid: 1 };
  const reads = async (uid: number) => {
    await comes(uid);
    while ((await processWaiting(system, [mailbox])) > 0);
    time.advance(60 * 60_000);
    return system.db('inbound_emails').where(first).first('id', 'status', 'attempts', 'reason');
  };
  for (let uid = 2; uid < 26; uid += 1) expect(await reads(uid)).toMatchObject(waiting);
  const aside = await reads(26);
  expect(aside).toMatchObject({ status: 'quarantined', reason: 'failsAlone' });
  expect(await system.db('inbound_emails').whereNot(first).distinct().pluck('status')).toEqual(['logged']);
  const notices = await system.db('outbox').where({ kind: 'email.quarantined' });
  expect(new Set(notices.map(({ payload }) => payload)).size).toBe(1);
  await reads(27);
  expect(await system.db('outbox').where({ kind: 'email.quarantined' })).toHaveLength(notices.length);

  await retryEmail(anna, aside?.id as EmailId);
  expect(await reads(28)).toMatchObject(waiting);
  isPoisonous = false;
  expect(await reads(29)).toMatchObject({ status: 'logged' });
});

it('a mail whose own bytes are gone is blamed, as before', async () => {
  const { system, time, disk } = await firm();
  disk.fails = failure('ENOENT: no such file or directory', 'ENOENT');
  for (let hour = 0; hour < 10; hour += 1) {
    while ((await processWaiting(system, [mailbox])) > 0);
    time.advance(60 * 60_000);
  }
  expect(await system.db('inbound_emails').pluck('status')).toEqual(['quarantined', 'quarantined']);
  expect(await told(system)).toEqual([]);
});

it.each([
  ['small', 500],
  ['large', 5_000_000],
])('a %s mail waits too while the file that the reading thread opens is not there', async (_, size) => {
  const { system, time, disk, messages } = await firm();
  const file = path.join(freshFolder(), 'mail.eml');
  const [row] = await system.database.writer('inbound_emails').where({ uid: 1 }).update({ size }, ['blob']);
  Object.assign(disk, { inFile: { name: row?.blob, file }, holds: false });
  for (let hour = 0; hour < 10; hour += 1) {
    while ((await processWaiting(system, [mailbox])) > 0);
    expect(await mails(system)).toEqual([waiting, logged]);
    time.advance(60 * 60_000);
  }
  writeFileSync(file, messages[0]?.raw ?? '');
  while ((await processWaiting(system, [mailbox])) > 0);
  expect(await mails(system)).toEqual([logged, logged]);
});

it('a database that breaks off in the middle of a mail loses none; each is logged once when it is back', async () => {
  const { system, time, database } = await firm();
  let breaks = 3;
  const [{ page_count: pages } = { page_count: 0 }] =
    database.dialect === 'sqlite' ? await database.writer.raw('PRAGMA page_count') : [];
  system.listeners = [
    onEvent('email.logged', async (tx) => {
      if (breaks === 0) return;
      breaks -= 1;
      if (database.dialect === 'postgres') await tx.db.raw('select pg_terminate_backend(pg_backend_pid())');
      else {
        await tx.db.raw(`PRAGMA max_page_count = ${pages}`);
        await tx.db('settings').insert({ name: 'ballast', value: 'x'.repeat(10_000_000) });
      }
    }),
  ];
  for (let round = 0; round < 3; round += 1) {
    await processWaiting(system, [mailbox]).catch((error) => {
      if (!lackBehind(error)) throw error;
    });
    if (database.dialect === 'sqlite') await database.writer.raw('PRAGMA max_page_count = 1073741823');
    expect(await mails(system)).not.toContainEqual(expect.objectContaining({ status: 'quarantined' }));
    time.advance(60 * 60_000);
  }
  while ((await processWaiting(system, [mailbox])) > 0);
  expect(await system.db('inbound_emails').pluck('status')).toEqual(['logged', 'logged']);
  expect(await system.db('activities').where({ kind: 'email' })).toHaveLength(2);
});

it('a mail that ends its connection each time is found out, and its neighbours do not wait for it', async () => {
  const { system, time } = await firm(3);
  const statement = `insert into activities (${'column, '.repeat(60)}text) values (?)`;
  system.listeners = [
    onEvent('email.logged', async (tx, event) => {
      const row = await tx.db('inbound_emails').where({ id: event.subject.id }).first('uid');
      if (Number(row?.uid) === 2) throw failure(`${statement} - out of memory`, '53200');
    }),
  ];
  await processWaiting(system, [mailbox]);
  expect(await mails(system)).toEqual([waiting, waiting, waiting]);
  expect(await system.db('inbound_emails').distinct().pluck('last_error')).toEqual([
    expect.stringMatching(/^out of memory - insert into/),
  ]);
  time.advance(60 * 60_000);
  await processWaiting(system, [mailbox]);
  expect(await mails(system)).toEqual([logged, { status: 'received', attempts: 1 }, logged]);
  for (let hour = 0; hour < 5; hour += 1) {
    time.advance(60 * 60_000);
    await processWaiting(system, [mailbox]);
  }
  expect(await mails(system)).toEqual([logged, { status: 'quarantined', attempts: 5 }, logged]);
});

it('what was claimed when the database went away is taken up as soon as it is back', async () => {
  const made = await firm();
  let isAway = false;
  const writer = new Proxy(made.database.writer, {
    get: (target, key) =>
      key === 'transaction' && isAway
        ? () => Promise.reject(failure('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED'))
        : Reflect.get(target, key),
  });
  const blobs = made.system.ports.mailBlobs;
  const ctx: Ctx = {
    ...made.system,
    database: { ...made.database, writer },
    ports: {
      ...made.system.ports,
      mailBlobs: {
        ...blobs,
        get: (name) => {
          isAway = true;
          return blobs.get(name);
        },
      },
    },
  };
  await expect(processWaiting(ctx, [mailbox])).rejects.toThrow('ECONNREFUSED');
  expect(await mails(made.system)).toEqual([
    { status: 'received', attempts: 1 },
    { status: 'received', attempts: 1 },
  ]);
  isAway = false;
  ctx.ports.mailBlobs.get = blobs.get;
  expect(await processWaiting(ctx, [mailbox])).toBe(2);
  expect(await mails(made.system)).toEqual([logged, logged]);
});

it('where the next mails cannot be claimed, those in hand are decided all the same', async () => {
  const made = await firm();
  let calls = 0;
  const writer = new Proxy(made.database.writer, {
    get: (target, key) =>
      key === 'transaction' && ++calls === 2
        ? () => Promise.reject(failure('deadlock detected', '40P01'))
        : Reflect.get(target, key),
  });
  const ctx = { ...made.system, database: { ...made.database, writer } };
  expect(await processWaiting(ctx, [mailbox], { limit: 1 })).toBe(1);
  expect(await mails(ctx)).toEqual([logged, waiting]);
  expect(await processWaiting(ctx, [mailbox], { limit: 1 })).toBe(1);
  expect(await mails(ctx)).toEqual([logged, logged]);
});

it('the next mail is claimed while one is decided; one that may have ended the process goes alone, with nothing else under way', async () => {
  const { system, database } = await firm(4);
  await database.writer('inbound_emails').where({ uid: 2 }).update({ attempts: 1 });
  const underWay: [decided: number, claimed: number[]][] = [];
  system.listeners = [
    onEvent('email.logged', async (tx, event) => {
      const row = await tx.db('inbound_emails').where({ id: event.subject.id }).first('uid');
      const uid = Number(row?.uid);
      const waits = tx.db('inbound_emails').where({ status: 'received' }).whereNotNull('claim');
      underWay.push([uid, (await waits.whereNot({ uid }).orderBy('uid').pluck('uid')).map(Number)]);
    }),
  ];
  const taken = () => processWaiting(system, [mailbox], { limit: 1 });
  expect([await taken(), await taken(), await taken()]).toEqual([3, 1, 0]);
  expect(underWay).toEqual([
    [1, [3]],
    [3, [4]],
    [4, []],
    [2, []],
  ]);
});
