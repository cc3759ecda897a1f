import { describe, expect, it } from 'vitest';
import { createDeal } from '../../src/features/deals/service.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import { searchMails } from '../../src/features/email/finding/find-mails.ts';
import { readWords } from '../../src/features/email/finding/reading-words.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { type DecisionId, type EmailId, reason } from '../../src/features/email/model.ts';
import { assertMayAsk } from '../../src/features/email/privacy/never-log-service.ts';
import { giveUpErasedSources } from '../../src/features/email/privacy/retention.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { fileToDeal } from '../../src/features/email/service.ts';
import { undoDecision } from '../../src/features/email/triage/undoing.ts';
import { emailCard } from '../../src/features/email/views.ts';
import { createLead } from '../../src/features/leads/service.ts';
import { continueErasures, eraseFor } from '../../src/features/privacy/erasing.ts';
import type { ErasureList } from '../../src/features/privacy/list-file.ts';
import { gather } from '../../src/features/privacy/seeking.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import { personalData } from '../../src/personal-data.ts';
import { type Letter, office, written } from './office.ts';

const gone = 'kvido@mostni-stavby.example';
const other = 'riha@mostni-stavby.example';

/** Kvido, who is to be erased, once wrote to us; Slack has no channels. */
async function firmOfKvido() {
  const firm = await office();
  let list: ErasureList | null = null;
  Object.assign(firm.system.ports, {
    personalData,
    erasureList: {
      read: async () => list,
      write: async (next: ErasureList) => {
        list = next;
      },
    },
    slack: {
      auth: { test: async () => ({ ok: true, user_id: 'U0VIZITKA', url: 'https://firma.slack.com/' }) },
      users: { conversations: async () => ({ ok: true, channels: [] }) },
    },
  });
  const adam = await firm.as('Adam', { isAdmin: true });
  await firm.receives({ from: `Kvido Hvozdenka <${gone}>`, text: 'Tady Kvido.' });
  let uid = 700;
  return {
    ...firm,
    adam,
    ask: async () => void (await eraseFor(adam, await gather(adam, { email: gone }))),
    stage: async () => (await firm.system.db('erasures').first('stage'))?.stage,
    async arrives(letter: Letter): Promise<EmailId> {
      uid += 1;
      const raw = Buffer.from(written(letter, firm.time.now()));
      const messages = [{ uid, raw, serverAt: firm.time.now() }];
      await keepBatch(firm.system, {
        mailbox: 'crm',
        folder: 'INBOX',
        uidValidity: '1',
        messages,
        upTo: uid,
      });
      return (await firm.system.db('inbound_emails').where({ uid }).first('id'))?.id as EmailId;
    },
  };
}

const all = async (firm: { system: { db: (table: 'events') => PromiseLike<unknown> } }) =>
  JSON.stringify(
    await Promise.all(
      ['inbound_emails', 'email_texts', 'email_drawers', 'activities', 'events'].map((table) =>
        firm.system.db(table as 'events'),
      ),
    ),
  );

describe('mail that waits while somebody is erased', () => {
  it('is read before sources go: another customer’s mail and its attachment are kept', async () => {
    const firm = await firmOfKvido();
    const id = await firm.arrives({
      cc: gone,
      text: 'Posíláme výkres.',
      attachment: { name: 'vykres.pdf', content: '%PDF-1.4 lávka' },
    });
    await firm.ask();
    await continueErasures(firm.system);
    expect(await firm.stage()).toBe('aside');
    while ((await processWaiting(firm.system, [firm.mailbox])) > 0);
    expect(await firm.row(id)).toMatchObject({ status: 'logged', files_due_at: expect.anything() });
    await continueErasures(firm.system);
    expect(await firm.stage()).toBe('aside');
    await firm.receives({ subject: 'Další' });
    for (let i = 0; i < 2; i += 1) await continueErasures(firm.system);
    expect(await firm.stage()).toBe('done');
    expect(await firm.row(id)).toMatchObject({ status: 'logged', blob: null });
    expect(await firm.system.db('files').pluck('name')).toEqual(['vykres.pdf']);
    expect(await all(firm)).not.toContain(gone);
  });

  it('does not keep an erasure waiting where it came later, or to a mailbox that we have no more', async () => {
    const firm = await firmOfKvido();
    const left = await firm.arrives({ cc: gone });
    await firm.system.database.writer('inbound_emails').where({ id: left }).update({ mailbox: 'old' });
    await firm.ask();
    firm.time.advance(60_000);
    const later = await firm.arrives({ cc: gone });
    for (let i = 0; i < 2; i += 1) await continueErasures(firm.system);
    expect(await firm.stage()).toBe('done');
    expect([(await firm.row(left)).blob, (await firm.row(later)).blob]).toEqual([null, expect.any(String)]);
  });
});

it('mail of somebody who was erased, or that named them, is found by them no more', async () => {
  const firm = await firmOfKvido();
  const mine = { cc: `Kvido Hvozdenka <${gone}>`, subject: 'Nabídka pro Kvido Hvozdenka' };
  const id = await firm.receives({ ...mine, text: 'Kvido Hvozdenka volal kvůli lávce.' });
  await readWords(firm.system);
  const found = async () => (await searchMails(firm.adam, 'hvozdenka', 8)).length;
  expect(await found()).toBe(2);
  await firm.ask();
  for (let i = 0; i < 2; i += 1) await continueErasures(firm.system);
  expect(await firm.stage()).toBe('done');
  const words = async () => JSON.stringify(await firm.system.db('mail_words'));
  expect([await found(), (await words()).includes('okvido')]).toEqual([0, false]);
  await readWords(firm.system);
  expect([await found(), (await words()).includes('okvido')]).toEqual([0, false]);
  expect((await searchMails(firm.adam, 'lavce', 8)).map(({ email }) => email.id)).toEqual([id]);
});

describe('mail of somebody who is erased', () => {
  it('that waits asks nobody any more, and what was decided about another cannot be taken back', async () => {
    const firm = await firmOfKvido();
    const eva = await firm.as('Eva');
    const stranger = 'kvido@hvozdenka.example';
    const waits = await firm.receives({ from: `Kvido Hvozdenka <${stranger}>`, text: 'Chtěl bych bránu.' });
    expect(await firm.row(waits)).toMatchObject({ status: 'triage', from_name: 'Kvido Hvozdenka' });
    const filed = await firm.receives({ from: `Kvido <kvido@hvozd.example>`, text: 'A plot.' });
    const deal = await createDeal(eva, { name: 'Plot' });
    await fileToDeal(eva, filed, deal.id);
    const { decision_id: decision } = await firm.row(filed);
    for (const email of [stranger, 'kvido@hvozd.example'])
      await eraseFor(firm.adam, await gather(firm.adam, { email }));
    for (let i = 0; i < 4; i += 1) await continueErasures(firm.system);
    expect(await firm.row(waits)).toMatchObject({ status: 'ignored', reason: 'erased', blob: null });
    for (const id of [waits, filed]) {
      const card = emailCard(await getEmailCard(eva, id), readerOf(eva));
      expect(card.blocks).toHaveLength(1);
      expect(JSON.stringify(card)).toContain('Vymazáno na žádost');
    }
    await expect(undoDecision(eva, decision as DecisionId)).rejects.toThrow('notFound');
    expect(await firm.row(filed)).toMatchObject({ status: 'logged' });
  });
});

describe('mail after somebody was erased', () => {
  const erased = async () => {
    const firm = await firmOfKvido();
    await firm.ask();
    for (let i = 0; i < 2; i += 1) await continueErasures(firm.system);
    expect(await firm.stage()).toBe('done');
    return firm;
  };

  it('of another customer is logged, without the one in copy and in the quote', async () => {
    const firm = await erased();
    const id = await firm.receives({
      cc: `Kvido <${gone}>, nova@mostni-stavby.example`,
      text: `Dobrý den.\n\n> Od: ${gone}\n> Kolik to stojí?`,
    });
    expect(await firm.row(id)).toMatchObject({ status: 'logged', counterpart: other });
    const text = await firm.system.db('email_texts').where({ email_id: id }).first();
    expect(text?.full_text).toContain('Kolik to stojí?');
    expect(text?.recipients).toContain('nova@mostni-stavby.example');
    expect(await all(firm)).not.toContain(gone);
    const { blob } = await firm.row(id);
    const elsewhere = await firm.receives({ subject: 'Bez Kvida' });
    await giveUpErasedSources(firm.system);
    expect(await firm.row(id)).toMatchObject({ blob: null, status: 'logged' });
    await expect(firm.system.ports.mailBlobs.get(blob as string)).rejects.toThrow('no blob');
    expect((await firm.row(elsewhere)).blob).not.toBeNull();
  });

  it('keeps its source while a copy of the same bytes still needs it', async () => {
    const firm = await erased();
    const id = await firm.receives({ cc: `Kvido <${gone}>` });
    const { blob } = await firm.row(id);
    const copy = await firm.receives({ subject: 'Z jiné schránky' });
    const change = (columns: object) =>
      firm.database.writer('inbound_emails').where({ id: copy }).update(columns);
    const needs = [
      { blob, status: 'triage' },
      { status: 'logged', files_due_at: firm.time.now() },
    ];
    for (const need of needs) {
      await change(need);
      await giveUpErasedSources(firm.system);
      expect([(await firm.row(id)).blob, (await firm.row(copy)).blob]).toEqual([blob, blob]);
    }
    expect((await firm.system.ports.mailBlobs.get(blob as string)).length).toBeGreaterThan(0);
    await change({ files_due_at: null });
    await giveUpErasedSources(firm.system);
    expect([(await firm.row(id)).blob, (await firm.row(copy)).blob]).toEqual([null, null]);
  });

  it('that a colleague wrote to them and to another is of the other; to them alone it is not kept', async () => {
    const firm = await erased();
    const from = 'eva@firma.example';
    const both = await firm.receives({ from, to: `${gone}, ${other}`, cc: 'crm@firma.example' });
    expect(await firm.row(both)).toMatchObject({ status: 'logged', counterpart: other });
    const alone = await firm.receives({ from, to: gone, cc: 'crm@firma.example' });
    expect(await firm.row(alone)).toMatchObject({ status: 'ignored', reason: 'erased', counterpart: null });
    // Whoever sent it in hears that it was not logged.
    expect(await firm.system.db('mail_notices').pluck('email_id')).toEqual([alone]);
    const theirs = await firm.receives({ from: gone, cc: other });
    expect(await firm.row(theirs)).toMatchObject({ status: 'ignored', reason: 'erased', from_address: null });
    expect(await all(firm)).not.toContain(gone);
  });

  it('is not kept either when somebody asks for it', async () => {
    const firm = await erased();
    const id = await firm.arrives({ from: gone, text: 'Tady zase Kvido.' });
    const { id: wanted_by } = await firm.person('Adam');
    await firm.database.writer('inbound_emails').where({ id }).update({ wanted_by });
    while ((await processWaiting(firm.system, [firm.mailbox])) > 0);
    expect(await firm.row(id)).toMatchObject({ status: 'ignored', reason: 'erased', from_address: null });
    await expect(assertMayAsk(firm.adam, reason('erased', {}))).rejects.toMatchObject({
      code: 'mail.erased',
    });
  });

  it('is theirs again once they are an open lead', async () => {
    const firm = await erased();
    await createLead(firm.adam, { name: 'Kvido Hvozdenka', email: gone } as never);
    const id = await firm.receives({ from: gone });
    expect(await firm.row(id)).toMatchObject({
      status: expect.stringMatching(/logged|triage/),
      from_address: gone,
    });
  });
});
