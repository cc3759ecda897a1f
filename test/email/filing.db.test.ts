import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isPostgres } from '../../src/db/dialect.ts';
import { transaction } from '../../src/db/transaction.ts';
import { activitiesFollowLead } from '../../src/features/activities/listeners.ts';
import { editActivity, listTimeline } from '../../src/features/activities/service.ts';
import { openStorage } from '../../src/features/documents/open-storage.ts';
import { listFiles } from '../../src/features/documents/service.ts';
import { attachWaiting } from '../../src/features/email/attachments.ts';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { sweepMail } from '../../src/features/email/jobs.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { findCursor } from '../../src/features/email/mailboxes/cursors.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { ownIdKey, ownIdOf } from '../../src/features/email/own-ids.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import {
  fileToContact,
  fileToDeal,
  fileToLead,
  ignoreEmail,
  undoDecision,
} from '../../src/features/email/service.ts';
import { followActivity, mailsFollowLead } from '../../src/features/email/slack.ts';
import { moveEmail } from '../../src/features/email/triage/moving.ts';
import { convertLead } from '../../src/features/leads/converting.ts';
import { createLead, getLead } from '../../src/features/leads/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { ActivityId, DealId } from '../../src/lib/ids.ts';
import { type World, world } from '../support/context.ts';
import { customers } from '../support/customers.ts';

const now = '2026-03-03T12:00:00.000Z';
const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, `../../fixtures/emails/${name}.eml`));

const dropbox = MailboxConfig.parse({
  name: 'crm',
  host: 'mail.firma.example',
  user: 'crm@firma.example',
  pass: 'secret',
  mode: 'dropbox',
});

interface Firm extends World {
  files: string;
  /** Mail arrives and is decided. @returns the ids, in order */
  receives(...raws: (Buffer | string)[]): Promise<EmailId[]>;
  mails(): Promise<{ status: string; reason: string; deal_id: number | null; activity_id: number | null }[]>;
}

async function firm(mailbox: MailboxConfig = dropbox): Promise<Firm> {
  const files = mkdtempSync(path.join(tmpdir(), 'vizitka-filing-'));
  onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  const made = await world({
    now,
    ports: { mailBlobs: folderBlobs(path.join(files, 'mail')), storage: openStorage({ FILES_DIR: files }) },
  });
  made.system.listeners = [followActivity];
  await customers(made);
  let uid = 0;
  return {
    ...made,
    files,
    async receives(...raws) {
      const messages = raws.map((raw, index) => ({
        uid: uid + index + 1,
        raw: Buffer.from(raw),
        size: Buffer.from(raw).length,
        serverAt: made.time.now(),
      }));
      uid += raws.length;
      await keepBatch(made.system, {
        mailbox: mailbox.name,
        folder: 'INBOX',
        uidValidity: '1',
        messages,
        upTo: uid,
      });
      while ((await processWaiting(made.system, [mailbox])) > 0);
      return (await made.system.db('inbound_emails').orderBy('id').pluck('id')) as EmailId[];
    },
    mails: () =>
      made.system.db('inbound_emails').orderBy('id').select('status', 'reason', 'deal_id', 'activity_id'),
  };
}

describe('a mail that logs itself', () => {
  it('is one entry in the journal, with the customer, the time it was sent and its real attachments', async () => {
    const { system, receives, as } = await firm();
    await receives(
      fixture('blind_copy_of_a_colleagues_offer'),
      fixture('order_from_outlook_with_a_logo_and_a_file'),
    );
    while ((await attachWaiting(system)) > 0);
    const eva = await as('Eva');
    const page = { limit: 10, offset: 0 };
    const { activities } = await listTimeline(eva, { of: 'deal', id: 42 as DealId }, {}, page);
    expect(
      activities.map(({ direction, at, contactIds }) => ({ direction, at, contacts: contactIds.length })),
    ).toEqual([
      { direction: 'in', at: '2026-03-03T09:15:00.000Z', contacts: 1 },
      { direction: 'out', at: '2026-03-03T09:15:00.000Z', contacts: 1 },
    ]);
    const order = activities.find(({ direction }) => direction === 'in');
    expect(order?.text).toContain('objednáváme');
    expect(order?.text).not.toContain('posílám obě varianty');
    const attached = await listFiles(eva, { kind: 'deal', id: 42 as DealId }, {}, page);
    expect(attached.files.map(({ name, activityId }) => ({ name, activityId }))).toEqual([
      { name: 'Objednávka č. 5.pdf', activityId: order?.id },
    ]);
  });

  it('hands its large files over to the deal as they lie, one drawing under two names too', async () => {
    const { system, receives, files } = await firm();
    const drawing = `${'výkres mostovky, list jedna '.repeat(2)}\n`.repeat(120_000);
    const part = (name: string) =>
      `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=${name}\r\n\r\n${drawing}`;
    await receives(
      `From: riha@mostni-stavby.example\r\nTo: crm+d42@firma.example\r\nDate: Tue, 3 Mar 2026 10:00:00 +0100\r\nSubject: Vykresy\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nPosíláme.\r\n${part('mostovka.dwg')}\r\n${part('kopie.dwg')}\r\n--b--\r\n`,
    );
    while ((await attachWaiting(system)) > 0);
    const kept = await system.db('files').select('id', 'name', 'sha256');
    expect(kept.map(({ name }) => name)).toEqual(['mostovka.dwg']);
    expect(await system.db('email_files').pluck('file_id')).toEqual([kept[0]?.id, kept[0]?.id]);
    const sha256 = kept[0]?.sha256 ?? '';
    const there = path.join(files, 'documents', sha256.slice(0, 2), sha256);
    expect(createHash('sha256').update(readFileSync(there)).digest('hex')).toBe(sha256);
    for (const drafts of ['drafts', 'mail/drafts']) expect(readdirSync(path.join(files, drafts))).toEqual([]);
  });

  it('is the same mail when it comes again, by another way and with other Received fields', async () => {
    const { receives, mails } = await firm();
    const raw = fixture('question_from_a_known_contact').toString();
    await receives(raw, `Received: from elsewhere\r\n${raw}`, `Delivered-To: crm@firma.example\r\n${raw}`);
    expect((await mails()).map(({ status }) => status)).toEqual(['logged', 'duplicate', 'duplicate']);
  });

  it('goes where a blind copy with a tag says, even when it waits to be sorted already', async () => {
    const { receives, mails, system } = await firm();
    const raw = fixture('answers_between_the_quoted_lines').toString();
    await receives(raw);
    expect((await mails())[0]).toMatchObject({ status: 'triage' });
    await receives(`Delivered-To: crm+d50@firma.example\r\n${raw}`);
    expect(await mails()).toMatchObject([
      { status: 'duplicate', reason: 'sameMail' },
      { status: 'logged', reason: 'addressTag', deal_id: 50 },
    ]);
    expect((await system.db('activities')).length).toBe(1);
  });

  it('goes where a blind copy with a tag says, even when another copy has logged itself elsewhere', async () => {
    const { receives, mails, system, as } = await firm();
    const raw = fixture('blind_copy_of_a_colleagues_offer').toString();
    const [sent, tagged] = [raw.replace('crm+d42@', 'crm@'), raw.replace('crm+d42@', 'crm+d50@')];
    const [id] = await receives(sent);
    expect((await mails())[0]).toMatchObject({ reason: 'contactsOnlyDeal', deal_id: 42 });
    await receives(tagged);
    expect(await mails()).toMatchObject([{ reason: 'addressTag', deal_id: 50 }, { status: 'duplicate' }]);
    expect(await system.db('activities').select('deal_id')).toEqual([{ deal_id: 50 }]);
    // What a person decided stays.
    await moveEmail(await as('Eva'), id!, 42 as DealId, { thread: false });
    await receives(`Received: from elsewhere\r\n${tagged}`);
    expect((await mails())[0]).toMatchObject({ reason: 'movedByHand', deal_id: 42 });
  });

  it('goes where a blind copy with a tag says, also from a lead, a conversation without a deal, and our own id', async () => {
    const { receives, mails, system, as } = await firm();
    const eva = await as('Eva');
    await createLead(eva, { name: 'Jana Lesná', email: 'jana@novafirma.example', source: 'mail' } as never);
    const ours = ownIdOf(await ownIdKey(system), 42 as DealId);
    const sent = (n: number, to: string, tag = '', head: string[] = []) =>
      [
        ...(tag ? [`Delivered-To: crm+${tag}@firma.example`] : []),
        ...head,
        'From: eva@firma.example',
        `To: ${to}`,
        `Message-ID: <nabidka-${n}@firma.example>`,
        `Date: Tue, 3 Mar 2026 10:1${n}:00 +0100`,
        `Subject: Nabídka ${n}`,
        '',
        `Posílám ${n}.`,
        '',
      ].join('\r\n');
    const [asked] = await receives(sent(1, 'novak@jinafirma.example'));
    await fileToContact(
      eva,
      asked!,
      { name: 'Jan Novák', phone: null },
      { companyId: null, newCompany: null },
    );
    const letters = [
      ['jana@novafirma.example'],
      ['novak@jinafirma.example', 'In-Reply-To: <nabidka-1@firma.example>'],
      ['nekdo@jinde.example', `In-Reply-To: ${ours}`],
    ] as const;
    const before = ['leadsAddress', 'threadWithoutDeal', 'ourId'];
    for (const [index, [to, ...head]] of letters.entries()) {
      await receives(sent(index + 2, to, '', head));
      expect((await mails()).at(-1)).toMatchObject({ reason: before[index] });
      await receives(sent(index + 2, to, 'd50', head));
      expect((await mails()).slice(-2)).toMatchObject([
        { reason: 'addressTag', deal_id: 50 },
        { status: 'duplicate' },
      ]);
    }
    const entries = system.db('activities').orderBy('id').offset(1);
    expect(await entries.select('deal_id', 'lead_id')).toEqual(
      before.map(() => ({ deal_id: 50, lead_id: null })),
    );
    expect(await system.db('inbound_emails').whereNotNull('sales_lead_id')).toEqual([]);
  });

  it('logs the others that a colleague forwarded with one that is logged already', async () => {
    const { receives, system } = await firm();
    const mail = (subject: string) =>
      `From: riha@mostni-stavby.example\r\nTo: eva@firma.example\r\nSubject: ${subject}\r\n` +
      `Message-ID: <${subject}@posta.example>\r\nDate: Mon, 2 Mar 2026 08:00:00 +0100\r\n\r\n${subject}?\r\n`;
    const part = (subject: string) => `--b\r\nContent-Type: message/rfc822\r\n\r\n${mail(subject)}\r\n`;
    await receives(mail('Cena'));
    await receives(
      'From: eva@firma.example\r\nTo: crm@firma.example\r\nSubject: Fwd: Cena\r\nMIME-Version: 1.0\r\n' +
        `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSpěchá to.\r\n${part('Cena')}${part('Termin')}${part('Doprava')}--b--\r\n`,
    );
    const logged = system.db('inbound_emails').where({ status: 'logged', deal_id: 42 }).orderBy('id');
    expect(await logged.pluck('subject')).toEqual(['Cena', 'Termin', 'Doprava']);
    // The colleague's words stand with each, also with the one that was here.
    expect(await system.db('activities').orderBy('id').pluck('text')).toEqual([
      'Cena\n\nCena?\n\n↪ Spěchá to.',
      'Termin\n\nTermin?\n\n↪ Spěchá to.',
      'Doprava\n\nDoprava?\n\n↪ Spěchá to.',
    ]);
  });

  it('logs customers’ mails that a colleague forwarded behind one that is none or cannot be read', async () => {
    const { receives, system } = await firm();
    const part = (from: string, subject: string) =>
      `--b\r\nContent-Type: message/rfc822\r\n\r\n${from}To: eva@firma.example\r\nSubject: ${subject}\r\n` +
      `Message-ID: <${subject}@posta.example>\r\nDate: Mon, 2 Mar 2026 08:00:00 +0100\r\n\r\n${subject}?\r\n`;
    const riha = 'From: riha@mostni-stavby.example\r\n';
    await receives(
      'From: eva@firma.example\r\nTo: crm@firma.example\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\n' +
        'Content-Type: multipart/mixed; boundary=b\r\n\r\n' +
        `${part('From: tomas@firma.example\r\n', 'Porada')}${part('', 'Nikdo')}${part(riha, 'Cena')}${part(riha, 'Termin')}--b--\r\n`,
    );
    const rows = await system.db('inbound_emails').orderBy('subject').select('subject', 'status', 'reason');
    expect(rows.map((row) => [row.subject, row.status, row.reason])).toEqual([
      ['Cena', 'logged', 'contactsOnlyDeal'],
      ['Nikdo', 'quarantined', 'noFrom'],
      ['Porada', 'ignored', 'internal'],
      ['Termin', 'logged', 'contactsOnlyDeal'],
    ]);
  });

  it('takes its thread along when its entry moves to another deal', async () => {
    const { receives, mails, system } = await firm();
    await receives(fixture('blind_copy_of_a_colleagues_offer'));
    const [{ activity_id: entry } = { activity_id: null }] = await mails();
    await editActivity(system, entry as ActivityId, { dealId: 60 as DealId });
    await receives(fixture('reply_from_gmail_in_czech'));
    expect((await mails()).at(-1)).toMatchObject({ status: 'logged', reason: 'thread', deal_id: 60 });
  });
});

describe('a mail that waits', () => {
  it('is put to a deal once, its sender becomes a contact, and answers follow by themselves', async () => {
    const { receives, mails, as, system } = await firm();
    const eva = await as('Eva');
    const [id] = await receives(fixture('forward_from_gmail_in_czech'));
    await fileToDeal(eva, id!, 50 as DealId, { sender: { name: 'Jan Dvořák', phone: '601 000 456' } });
    await expect(fileToDeal(eva, id!, 51 as DealId)).rejects.toMatchObject({ code: 'notFound' });
    expect(
      await system.db('contacts').where({ email: 'dvorak@kovovyroba-h.example' }).select('name', 'phone'),
    ).toEqual([{ name: 'Jan Dvořák', phone: '+420 601 000 456' }]);
    await receives(fixture('broken_file_names'));
    expect((await mails()).at(-1)).toMatchObject({
      status: 'logged',
      reason: 'contactsOnlyDeal',
      deal_id: 50,
    });
    while ((await attachWaiting(system)) > 0);
    expect((await system.db('files').orderBy('id').pluck('name')).sort()).toEqual([
      'attachment-4.pdf',
      'vykres 3.dwg',
      'výkres zábradlí.pdf',
      'výkres č. 2.pdf',
    ]);
  });

  it('can lie with a contact alone', async () => {
    const { receives, mails, as } = await firm();
    const [id] = await receives(fixture('tag_for_a_new_deal'));
    await fileToContact(
      await as('Eva'),
      id!,
      { name: 'Pekárna', phone: null },
      { companyId: null, newCompany: null },
    );
    expect(await mails()).toMatchObject([{ status: 'logged', reason: 'byHand', deal_id: null }]);
  });

  it('can be ignored with everything from its domain, and taken back', async () => {
    const { receives, mails, as } = await firm();
    const tomas = await as('Tomas');
    const [id] = await receives(fixture('customer_through_our_own_group_address'));
    const { decisionId } = await ignoreEmail(tomas, id!, 'domain');
    await receives(fixture('broken_file_names'));
    expect((await mails()).map(({ status, reason }) => [status, reason])).toEqual([
      ['ignored', 'ignoredSender'],
      ['ignored', 'neverLog'],
    ]);
    await undoDecision(tomas, decisionId!);
    await receives(fixture('html_with_an_antivirus_footer'));
    expect((await mails()).at(-1)).toMatchObject({ status: 'triage' });
  });

  it('is not asked about again when a copy of it comes after somebody put it away', async () => {
    const { receives, mails, as } = await firm();
    const raw = fixture('customer_through_our_own_group_address').toString();
    const [id] = await receives(raw);
    await ignoreEmail(await as('Tomas'), id!, 'mail');
    await receives(`Received: from elsewhere\r\n${raw}`);
    expect((await mails()).map(({ status }) => status)).toEqual(['ignored', 'duplicate']);
  });

  it('stays put away when a copy comes after its sender got a deal, until a colleague’s tag says where', async () => {
    const { receives, mails, as, system } = await firm();
    const raw = fixture('customer_through_our_own_group_address').toString();
    const [id] = await receives(raw);
    await ignoreEmail(await as('Tomas'), id!, 'mail');
    await system.database.writer('deals').where({ id: 51 }).update({ is_open: false });
    await receives(`Received: from elsewhere\r\n${raw}`);
    expect((await mails()).map(({ status }) => status)).toEqual(['ignored', 'duplicate']);
    await receives(`Delivered-To: crm+d50@firma.example\r\n${raw}`);
    expect((await mails()).at(-1)).toMatchObject({ status: 'logged', reason: 'addressTag', deal_id: 50 });
  });

  it('asks its forwarder, else the owner of the likeliest deal', async () => {
    const { receives, system, person } = await firm();
    await receives(fixture('forward_from_gmail_in_slovak'), fixture('answers_between_the_quoted_lines'));
    // The fixtures' Tomáš is known by his address.
    const { id: tomas } = await person('Tomas');
    expect(await system.db('inbound_emails').orderBy('id').pluck('triage_person_id')).toEqual([tomas, tomas]);
  });
});

describe('a team’s mailbox', () => {
  const team = MailboxConfig.parse({
    ...dropbox,
    name: 'obchod',
    mode: 'team',
    addresses: ['obchod@firma.example'],
  });

  it('keeps nothing of strangers’ mail but where it is and why', async () => {
    const { receives, system, files } = await firm(team);
    await receives(
      'From: Lékař <lekar@ordinace.example>\r\nTo: obchod@firma.example\r\nSubject: Výsledky\r\n\r\nTajné.\r\n',
    );
    const [row] = await system.db('inbound_emails');
    expect(row).toMatchObject({ status: 'ignored', reason: 'notKnownHere', subject: null, blob: null });
    expect(await system.db('email_texts')).toEqual([]);
    const sweep = () => folderBlobs(path.join(files, 'mail')).sweep(async () => new Set(), -1);
    expect(await sweep()).toBe(0);
    await sweepMail(system);
  });

  it('logs what known contacts write', async () => {
    const { receives, mails } = await firm(team);
    await receives(fixture('question_from_a_known_contact'));
    expect(await mails()).toMatchObject([{ status: 'logged', deal_id: 42 }]);
  });
});

describe('the durable inbox', () => {
  it('fetches a batch again without keeping it twice, and its cursor never goes back', async () => {
    const { system, mails } = await firm();
    const raw = fixture('question_from_a_known_contact');
    const batch = {
      mailbox: 'crm',
      folder: 'INBOX',
      uidValidity: '9',
      messages: [{ uid: 5, raw, size: raw.length, serverAt: system.time.now() }],
      upTo: 5,
    };
    await keepBatch(system, batch);
    await keepBatch(system, batch);
    await keepBatch(system, { ...batch, messages: [], upTo: 3 });
    expect(await findCursor(system, 'crm', 'INBOX')).toMatchObject({ uidValidity: '9', lastUid: 5 });
    while ((await processWaiting(system, [dropbox])) > 0);
    expect(await mails()).toHaveLength(1);
  });

  it('gives a message that ended the process five times to a person, and reads the others', async () => {
    const { system, receives, mails } = await firm();
    await keepBatch(system, {
      mailbox: 'crm',
      folder: 'INBOX',
      uidValidity: '9',
      messages: [
        { uid: 1, raw: fixture('question_from_a_known_contact'), size: 1, serverAt: system.time.now() },
      ],
      upTo: 1,
    });
    await system.database.writer('inbound_emails').update({ attempts: 5 });
    await receives(fixture('reply_from_thunderbird_in_german'));
    expect((await mails()).map(({ status }) => status)).toEqual(['quarantined', 'logged']);
  });

  it('tries a message again whose source cannot be read now, and gives up after five times', async () => {
    const { system, time, mails } = await firm();
    await keepBatch(system, {
      mailbox: 'crm',
      folder: 'INBOX',
      uidValidity: '9',
      messages: [
        { uid: 1, raw: Buffer.from('From: a@b.example\r\n\r\n'), size: 1, serverAt: system.time.now() },
      ],
      upTo: 1,
    });
    await system.database.writer('inbound_emails').update({ blob: 'aa-missing' });
    for (let tries = 0; tries < 5; tries += 1) {
      await processWaiting(system, [dropbox]);
      time.advance(3_600_000);
    }
    expect(await mails()).toMatchObject([{ status: 'quarantined', reason: 'failedRepeatedly' }]);
  });
});

it('a mail of a lead is in the deal, also when it is filed just while the lead becomes one', async () => {
  const { system, receives, as } = await firm();
  const listeners = [mailsFollowLead, activitiesFollowLead];
  system.listeners = listeners;
  const eva = { ...(await as('Eva')), listeners };
  const lead = await createLead(eva, { name: 'Jana Malá', email: 'mala@neznama.example' });
  const mail = (from: string) =>
    [
      `From: Jana <${from}>`,
      'To: crm@firma.example',
      `Subject: Zabradli ${from}`,
      `Message-ID: <zabradli.${from}>`,
      'Date: Tue, 03 Mar 2026 10:00:00 +0100',
      '',
      'Kolik by stalo?',
    ].join('\r\n');
  const [byHand] = await receives(mail('jana@soukroma.example'));
  /** PostgreSQL: whoever files has read the lead as it was, and waits for it. SQLite has one writer anyway. */
  const waiting = async (tx: Ctx, many: number) => {
    if (!isPostgres(tx.db)) return;
    const blocked = () =>
      system.db.raw(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
    while ((await blocked()).rows.length < many);
  };
  let filed: Promise<unknown>[] = [];
  await transaction(eva, async (tx) => {
    await convertLead(tx, lead.id, {
      company: { companyId: null, newCompany: { name: 'Neznámá s.r.o.' } },
      contact: { name: 'Jana Malá', email: 'mala@neznama.example', phone: null, position: null },
      deal: { kind: 'new', name: 'Zábradlí', value: null },
    });
    filed = [fileToLead({ ...eva }, byHand as EmailId, lead.id), receives(mail('mala@neznama.example'))];
    await waiting(tx, 2);
  });
  await Promise.all(filed);
  const { dealId } = (await getLead(eva, lead.id)).became;
  expect(dealId).not.toBeNull();
  const mails = await system.db('inbound_emails').orderBy('id').select('status', 'deal_id');
  expect(mails).toEqual([
    { status: 'logged', deal_id: dealId },
    { status: 'logged', deal_id: dealId },
  ]);
  const entries = await system.db('activities').where({ kind: 'email' }).pluck('deal_id');
  expect(entries).toEqual([dealId, dealId]);
});
