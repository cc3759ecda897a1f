import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { dismissEmail, readQuarantine, retryEmail, sendSource } from '../../src/features/email/quarantine.ts';
import { mailSource, quarantineNotice, retriedInVain } from '../../src/features/email/quarantine-effects.ts';
import { quarantineCard } from '../../src/features/email/quarantine-view.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import { addHours, type Instant } from '../../src/lib/time.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { checkMessage } from '../../src/sandbox/checker/check.ts';
import { world } from '../support/context.ts';

const now = '2026-03-03T12:00:00.000Z' as Instant;
const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, `../../fixtures/emails/${name}.eml`));

const dropbox = MailboxConfig.parse({
  name: 'crm',
  host: 'mail.firma.example',
  user: 'crm@firma.example',
  pass: 'secret',
  mode: 'dropbox',
});

const idOf = (ctx: Ctx): PersonId => (ctx.actor as { id: PersonId }).id;

/** Anna and Adam are admins, Eva is none. */
async function firm() {
  const files = mkdtempSync(path.join(tmpdir(), 'vizitka-quarantine-'));
  onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  const made = await world({ now, ports: { mailBlobs: folderBlobs(files) } });
  const { system, time } = made;
  const anna = await made.as('Anna', { isAdmin: true });
  const adam = await made.as('Adam', { isAdmin: true });
  const eva = await made.as('Eva');
  let uid = 0;
  return {
    system,
    time,
    anna,
    adam,
    eva,
    async receives(...raws: Buffer[]): Promise<EmailId[]> {
      const messages = raws.map((raw) => {
        uid += 1;
        return { uid, raw, serverAt: time.now(), size: raw.length };
      });
      await keepBatch(system, { mailbox: 'crm', folder: 'INBOX', uidValidity: '1', messages, upTo: uid });
      while ((await processWaiting(system, [dropbox])) > 0);
      return (await system.db('inbound_emails').orderBy('id').pluck('id')) as EmailId[];
    },
    /** The notice of that person's that is due now, as it would be sent, and sent. */
    async isTold(who: Ctx): Promise<string | null> {
      const delivery = await quarantineNotice.deliver(system, { personId: idOf(who) } as never, {} as Effect);
      if (delivery.do !== 'post') return null;
      await transaction(system, async (tx) => delivery.sent?.(tx, { channel: 'D1', ts: '1.1' }));
      return delivery.text;
    },
    due: async (who: Ctx): Promise<string[]> =>
      (
        await system
          .db('outbox')
          .where({ kind: 'email.quarantined', lane: `person:${idOf(who)}` })
          .orderBy('run_at')
      ).map(({ run_at }) => run_at),
  };
}

const withSubject = (name: string, subject: string): Buffer =>
  Buffer.from(
    fixture(name)
      .toString('latin1')
      .replace(/^Subject: .*$/m, `Subject: ${subject}`),
    'latin1',
  );

it('shows of a person’s own mailbox that a mail is there and why, and no more to other admins', async () => {
  const { receives, anna, adam, system } = await firm();
  await receives(
    Buffer.from(
      'From: a@x.example\r\nFrom: b@x.example\r\nTo: crm@firma.example\r\nSubject: Rozvod\r\n\r\nx\r\n',
    ),
  );
  const mailboxes = [MailboxConfig.parse({ ...dropbox, mode: 'team', person: 'anna@firma.example' })];
  system.ports.mailboxes = mailboxes;
  const seenBy = async (who: Ctx) => {
    const { mails, total } = await readQuarantine({ ...who, ports: system.ports }, 5);
    return [total, mails.map(({ subject, from }) => [subject, from?.address ?? null])];
  };
  expect(await seenBy(anna)).toEqual([1, [['Rozvod', null]]]);
  expect(await seenBy(adam)).toEqual([1, [[null, null]]]);
});

describe('the quarantine', () => {
  it('tells of what came into it while its last message was on its way', async () => {
    const { receives, isTold, anna, system } = await firm();
    const unreadable = (subject: string) =>
      Buffer.from(
        `From: a@x.example\r\nFrom: b@x.example\r\nTo: crm@firma.example\r\nSubject: ${subject}\r\n\r\nx\r\n`,
      );
    await receives(unreadable('První'));
    const leaving = await quarantineNotice.deliver(system, { personId: idOf(anna) } as never, {} as Effect);
    await receives(unreadable('Druhý'));
    await transaction(system, async (tx) => {
      if (leaving.do === 'post') await leaving.sent?.(tx, { channel: 'D1', ts: '1.1' });
    });
    expect(await isTold(anna)).toContain('je 1 e-mail');
    expect(await isTold(anna)).toBe(null);
  });

  it('tells each admin of each mail once: at once, and of the day’s others the next morning', async () => {
    const { receives, isTold, due, anna, adam, eva } = await firm();
    await receives(fixture('two_from_fields'));
    expect(await due(anna)).toEqual([now, '2026-03-04T07:00:00.000Z']);
    expect(await due(eva)).toEqual([]);
    expect(await isTold(anna)).toBe('⚠️ V karanténě je 1 e-mail');
    await receives(fixture('no_from_field'));
    expect(await due(anna)).toHaveLength(2);
    expect(await isTold(anna)).toBe('⚠️ V karanténě je 1 e-mail');
    expect(await isTold(anna)).toBeNull();
    expect(await isTold(adam)).toBe('⚠️ V karanténě jsou 2 e-maily');
  });

  it('reads the source again when an admin asks, and says why it stays', async () => {
    const { receives, anna, eva, system } = await firm();
    const [first] = await receives(fixture('two_from_fields'));
    await expect((async () => retryEmail(eva, first!))()).rejects.toMatchObject({ code: 'admin.only' });
    await retryEmail(anna, first!);
    expect(await system.db('inbound_emails').first('status', 'reason')).toEqual({
      status: 'received',
      reason: null,
    });
    await receives();
    const { mails } = await readQuarantine(anna, 5);
    expect(mails).toMatchObject([{ id: first, reason: { code: 'severalFroms', details: { count: 2 } } }]);
    await expect(retryEmail(anna, 999 as EmailId)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('tells the admin who had a mail tried again that it failed again, and nobody else', async () => {
    const { receives, anna, system } = await firm();
    const [id] = await receives(
      Buffer.from(
        'From: a@x.example\r\nFrom: b@x.example\r\nTo: crm@firma.example\r\nSubject: Rozvod\r\n\r\nx\r\n',
      ),
    );
    const again = () => system.db('outbox').where({ kind: 'email.retriedInVain' }).pluck('lane');
    expect(await again()).toEqual([]);
    await retryEmail(anna, id as EmailId);
    while ((await processWaiting(system, [dropbox])) > 0);
    expect(await again()).toEqual([`person:${idOf(anna)}`]);
    const payload = { personId: idOf(anna), emailId: id };
    const told = await retriedInVain.deliver(system, payload as never, {} as Effect);
    expect(told).toMatchObject({ do: 'post', text: '⚠️ Nepovedlo se to ani napodruhé.' });
    expect(JSON.stringify(told)).toContain('Rozvod');
  });

  it('sends the source, byte by byte, to the admin who asks, and takes it back after a day', async () => {
    const { receives, anna, eva, system } = await firm();
    const raw = fixture('two_from_fields');
    const [id] = await receives(raw);
    await expect((async () => sendSource(eva, id!, idOf(eva)))()).rejects.toMatchObject({
      code: 'admin.only',
    });
    await sendSource(anna, id!, idOf(anna));
    const [queued] = await system.db('outbox').where({ kind: 'email.source' });
    const delivery = await mailSource.deliver(
      system,
      JSON.parse(queued?.payload ?? '') as never,
      {} as Effect,
    );
    if (delivery.do !== 'upload') throw new Error(delivery.do);
    expect(delivery).toMatchObject({ to: { person: idOf(anna) }, name: `mail-${id}.eml`, size: raw.length });
    const chunks: Buffer[] = [];
    for await (const chunk of (await delivery.content()) as Readable) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(raw)).toBe(true);
    const copy = { channel: 'D1', ts: '1.1', slackFileId: 'F1' };
    await transaction(system, async (tx) => delivery.sent?.(tx, copy));
    expect(await system.db('outbox').where({ kind: 'documents.removeCopy' }).pluck('run_at')).toEqual([
      addHours(now, 24),
    ]);
    expect(
      await system.db('events').where({ kind: 'email.sourceOpened', subject_id: id }).pluck('actor_id'),
    ).toEqual([idOf(anna)]);
  });

  it('sends nothing to one who is no admin any more when it leaves', async () => {
    const { receives, anna, system } = await firm();
    const [id] = await receives(fixture('two_from_fields'));
    await sendSource(anna, id!, idOf(anna));
    await system.database
      .writer('people')
      .where({ id: idOf(anna) })
      .update({ is_admin: false, is_slack_admin: false });
    const payload = { emailId: id, personId: idOf(anna) };
    expect((await mailSource.deliver(system, payload as never, {} as Effect)).do).toBe('drop');
  });

  it('lets go of what is worth nothing', async () => {
    const { receives, anna, eva, system } = await firm();
    const [id] = await receives(fixture('two_from_fields'));
    await expect((async () => dismissEmail(eva, id!))()).rejects.toMatchObject({ code: 'admin.only' });
    await dismissEmail(anna, id!);
    expect(await system.db('inbound_emails').first('status', 'reason')).toEqual({
      status: 'ignored',
      reason: 'ignoredByHand',
    });
    expect((await readQuarantine(anna, 5)).total).toBe(0);
  });

  it('holds one message once, also when it comes under a new number, and lets a dismissed one be', async () => {
    const { receives, isTold, anna, system } = await firm();
    const broken = fixture('two_from_fields');
    const [first] = await receives(broken);
    expect(await isTold(anna)).not.toBeNull();
    await receives(broken);
    expect(await isTold(anna)).toBeNull();
    await dismissEmail(anna, first as EmailId);
    await receives(broken);
    expect(await system.db('inbound_emails').orderBy('id').pluck('status')).toEqual([
      'ignored',
      'duplicate',
      'duplicate',
    ]);
    expect((await readQuarantine(anna, 5)).total).toBe(0);
  });

  it('shows all of it, page by page', async () => {
    const { receives, anna } = await firm();
    await receives(...Array.from({ length: 7 }, (_, n) => withSubject('two_from_fields', `Zásilka ${n}`)));
    const first = await readQuarantine(anna, 5);
    expect(first).toMatchObject({ total: 7, mails: { length: 5 } });
    const second = await readQuarantine(anna, 5, first.next);
    expect(second.mails.map(({ subject }) => subject)).toEqual(['Zásilka 1', 'Zásilka 0']);
    expect(second.next).toBeNull();
    for (const language of languages) {
      const card = quarantineCard(first, readerFor(language, 'Europe/Prague', now));
      expect(checkMessage(card as never)).toEqual([]);
    }
  });
});

/** The same broken mail as it lies in several mailboxes, under what each server wrote on top. */
const brokenAt = (mailbox: string, text = 'Výkresy k lávce') =>
  Buffer.from(
    [
      `Received: from mx.${mailbox}.example by mail.firma.example; Tue, 3 Mar 2026 10:00:00 +0100`,
      'From: Petr <riha@mostni-stavby.example>',
      'From: Pavel <pavel@mostni-stavby.example>',
      'To: obchod@firma.example, crm@firma.example',
      'Subject: Lavka',
      'Date: Tue, 3 Mar 2026 10:00:00 +0100',
      'Message-ID: <lavka@mostni-stavby.example>',
      '',
      text,
      '',
    ].join('\r\n'),
  );

describe('a broken mail in two mailboxes', () => {
  const team = MailboxConfig.parse({
    ...dropbox,
    name: 'obchod',
    user: 'obchod@firma.example',
    mode: 'team',
  });
  const annas = MailboxConfig.parse({
    ...team,
    name: 'anna',
    privacy: 'happened',
    person: 'anna@firma.example',
  });

  async function twoMailboxes() {
    const made = await firm();
    const { system, time } = made;
    const mailboxes = [dropbox, team, annas];
    system.ports.mailboxes = mailboxes;
    let uid = 100;
    const decides = async () => {
      while ((await processWaiting(system, mailboxes)) > 0);
      return system.db('inbound_emails').orderBy('id').pluck('status');
    };
    return {
      ...made,
      decides,
      async comesTo(mailbox: string, raw = brokenAt(mailbox)): Promise<string[]> {
        uid += 1;
        const messages = [{ uid, raw, serverAt: time.now(), size: raw.length }];
        await keepBatch(system, { mailbox, folder: 'INBOX', uidValidity: '1', messages, upTo: uid });
        return decides();
      },
    };
  }

  it('is one entry; another mail of the same number is its own', async () => {
    const { comesTo, anna } = await twoMailboxes();
    await comesTo('crm');
    expect(await comesTo('obchod')).toEqual(['quarantined', 'duplicate']);
    await comesTo('obchod', brokenAt('obchod', 'Něco jiného'));
    expect((await readQuarantine(anna, 5)).total).toBe(2);
  });

  it('is read again in both when one of them is tried again, and logged once when it can be read by then', async () => {
    const { comesTo, decides, system, anna } = await twoMailboxes();
    await comesTo('crm');
    await comesTo('obchod');
    const [first] = (await system.db('inbound_emails').orderBy('id').pluck('id')) as EmailId[];
    await retryEmail(anna, first!);
    expect(await decides()).toEqual(['quarantined', 'duplicate']);
    const mended = Buffer.from(
      brokenAt('crm')
        .toString()
        .replace(/^From: Pavel.*\r\n/m, ''),
    );
    const blob = await system.ports.mailBlobs.put(mended);
    await system.database.writer('inbound_emails').update({ blob });
    await retryEmail(anna, first!);
    expect(await decides()).toEqual(['triage', 'duplicate']);
  });

  it('is an entry of its own where a colleague’s own mailbox hides the first, and tried again with it', async () => {
    const { comesTo, system, anna } = await twoMailboxes();
    await comesTo('anna');
    expect(await comesTo('crm')).toEqual(['quarantined', 'quarantined']);
    const [first] = (await system.db('inbound_emails').orderBy('id').pluck('id')) as EmailId[];
    await retryEmail(anna, first!);
    expect(await system.db('inbound_emails').pluck('status')).toEqual(['received', 'received']);
  });
});
