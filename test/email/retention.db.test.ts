import { describe, expect, it } from 'vitest';
import { getEmailCard } from '../../src/features/email/card.ts';
import { giveUpOldSources, sweepMail } from '../../src/features/email/jobs.ts';
import { giveUpSources } from '../../src/features/email/privacy/retention.ts';
import { retryEmail, sendSource } from '../../src/features/email/quarantine.ts';
import { usedBlobs } from '../../src/features/email/store.ts';
import { wholeWindow, whyWindow } from '../../src/features/email/windows.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import { NotNow } from '../../src/jobs/model.ts';
import { office } from './office.ts';

const day = 24 * 3_600_000;
const damaged = 'From: a@x.example\r\nFrom: b@x.example\r\nTo: crm@firma.example\r\n\r\nKdo?\r\n';

describe('sources of mail', () => {
  it('are given up after two years, and text, attachments and reason stay', async () => {
    const firm = await office();
    const eva = await firm.as('Eva');
    const id = await firm.receives({
      text: 'Posuňte předání.',
      attachment: { name: 'plan.pdf', content: '%PDF' },
    });
    firm.time.advance(729 * day);
    expect(await giveUpSources(firm.system)).toBe(0);
    firm.time.advance(3 * day);
    expect(await giveUpSources(firm.system)).toBe(1);
    expect(await firm.row(id)).toMatchObject({ blob: null, status: 'logged', reason: 'contactsOnlyDeal' });
    const card = await getEmailCard(eva, id);
    expect(card.files.map(({ name, fileId }) => [name, fileId !== null])).toEqual([['plan.pdf', true]]);
    expect(JSON.stringify(wholeWindow(card, readerOf(eva)))).toContain('Posuňte předání.');
    expect(JSON.stringify(whyWindow(card, readerOf(eva)))).toContain('Originál je od');
    expect(await giveUpSources(firm.system)).toBe(0);
  });

  it('go when no other mail needs the same bytes', async () => {
    const firm = await office();
    const raw = 'From: riha@mostni-stavby.example\r\nTo: crm@firma.example\r\nSubject: Cena\r\n\r\nText.\r\n';
    const first = await firm.receives(raw);
    const { blob } = await firm.row(first);
    firm.time.advance(800 * day);
    await firm.receives(raw);
    await giveUpSources(firm.system);
    expect(await usedBlobs(firm.system, [blob as string])).toEqual(new Set([blob]));
    firm.time.advance(800 * day);
    await giveUpSources(firm.system);
    expect(await usedBlobs(firm.system, [blob as string])).toEqual(new Set());
    await sweepMail(firm.system);
  });

  it('wait while much mail is being read, and for nothing that is stuck', async () => {
    const firm = await office();
    const id = await firm.receives({});
    firm.time.advance(800 * day);
    const { id: _, ...row } = (await firm.system.db('inbound_emails').where({ id }).first())!;
    const now = firm.time.now();
    const backlog = { ...row, status: 'received', run_at: now, received_at: now };
    const many = Array.from({ length: 60 }, (_, at) => ({ ...backlog, uid: 1000 + at }));
    await firm.database.writer('inbound_emails').insert(many as never);
    await expect(giveUpOldSources(firm.system)).rejects.toBeInstanceOf(NotNow);
    await expect(sweepMail(firm.system)).rejects.toBeInstanceOf(NotNow);
    expect((await firm.row(id)).blob).not.toBeNull();
    firm.time.advance(2 * day);
    await giveUpOldSources(firm.system);
    await sweepMail(firm.system);
    expect((await firm.row(id)).blob).toBeNull();
  });

  it('say that they are gone to who wants to read or download them again', async () => {
    const firm = await office();
    const admin = await firm.as('Anna', { isAdmin: true });
    const id = await firm.receives(damaged);
    firm.time.advance(800 * day);
    await giveUpSources(firm.system);
    const gone = { code: 'mail.sourceGone' };
    await expect(retryEmail(admin, id)).rejects.toMatchObject(gone);
    await expect(sendSource(admin, id, (await firm.person('Anna')).id)).rejects.toMatchObject(gone);
  });

  it('are kept for good where that was chosen', async () => {
    const firm = await office();
    await firm.receives({});
    firm.system.settings = { ...firm.system.settings, mailSourceMonths: 0 };
    firm.time.advance(9000 * day);
    expect(await giveUpSources(firm.system)).toBe(0);
  });
});

it('the quarantine shows no source of a private mailbox to others, admins included', async () => {
  const firm = await office({ person: 'eva@firma.example', privacy: 'happened' });
  await firm.as('Eva');
  const admin = await firm.as('Anna', { isAdmin: true });
  const id = await firm.receives(damaged);
  await expect(sendSource(admin, id, (await firm.person('Anna')).id)).rejects.toMatchObject({
    code: 'mail.notYours',
  });
});
