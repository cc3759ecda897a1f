/** Whoever connects a mailbox with a history has thousands of mails to sort, most of them of a few senders. */
import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { reason } from '../../src/features/email/model.ts';
import { insertEmails, reasonColumns } from '../../src/features/email/store.ts';
import { listSenders, sortSeveral, undoSeveral } from '../../src/features/email/triage/several.ts';
import { severalDone, severalModal } from '../../src/features/email/triage/several-windows.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { CompanyId } from '../../src/lib/ids.ts';
import type { Zone } from '../../src/lib/time.ts';
import { firm } from './firm.ts';

const info = 'info@firma18.example';

/** Tomáš has so many to sort from one address, and two of them of somebody who only claims to be it. */
async function tomasHasMany(count: number) {
  const made = await firm();
  const { system, person, time } = made;
  const { id } = await person('Tomas');
  await transaction(system, async (tx) => {
    const mails = Array.from({ length: count }, (_, index) => ({
      locator: { mailbox: 'crm', folder: 'INBOX', uidValidity: '9', uid: 1000 + index, part: '' },
      blob: 'none',
      size: 9,
      truncated: false,
      serverAt: time.now(),
    }));
    await insertEmails(tx, mails);
    await tx.db('inbound_emails').update({
      status: 'triage',
      ...reasonColumns(reason('unknownSender', { address: info })),
      counterpart: info,
      from_address: info,
      direction: 'in',
      subject: 'Leták',
      triage_person_id: id,
    });
    await tx.db('inbound_emails').whereIn('uid', [1000, 1001]).update({ sender_doubt: 'failed' });
  });
  return { ...made, tomas: await made.as('Tomas') };
}

const waiting = async ({ system }: { system: Awaited<ReturnType<typeof firm>>['system'] }) =>
  Number((await system.db('inbound_emails').where({ status: 'triage' }).count({ total: '*' }))[0]?.total);

it('says how many there are, takes a hundred, goes on with the next and takes all of it back together', async () => {
  const office = await tomasHasMany(620);
  const { tomas } = office;
  expect((await listSenders(tomas)).groups).toMatchObject([
    { pattern: info, mails: 620, subjects: ['Leták', 'Leták', 'Leták'] },
  ]);
  const several = { patterns: [info], what: 'ignore' as const, about: null };
  const first = await sortSeveral(tomas, several);
  expect(first).toMatchObject({ mails: 100, left: 520 });
  const more = { ...several, place: null, done: [first.decision], mails: 100 };
  const window = JSON.stringify(
    severalDone(first, more, null, readerFor('cs', 'Europe/Prague' as Zone, tomas.time.now())),
  );
  expect(window).toContain('Zbývá ještě 520');
  const second = await sortSeveral(tomas, several);
  expect(second).toMatchObject({ mails: 100, left: 420 });
  expect(await waiting(office)).toBe(420);
  await undoSeveral(tomas, [first.decision, second.decision]);
  expect(await waiting(office)).toBe(620);
});

it('puts them to a company too, which is remembered for the sender; who only claims to be them stays', async () => {
  const office = await tomasHasMany(5);
  const { tomas, receives, system } = office;
  const bridges = (await system.db('companies').orderBy('id').first('id'))?.id as CompanyId;
  const about = { dealId: null, companyId: bridges, leadId: null };
  expect(await sortSeveral(tomas, { patterns: [info], what: 'file', about })).toMatchObject({
    mails: 3,
    left: 0,
  });
  expect(await waiting(office)).toBe(2);
  expect(await receives({ from: info, subject: 'Faktura' })).toMatchObject({
    status: 'logged',
    companyId: bridges,
    reason: { code: 'chosenBefore' },
  });
  await expect(sortSeveral(tomas, { patterns: [info], what: 'file', about: null })).rejects.toMatchObject({
    errors: [{ field: 'place', code: 'activity.aboutNothing' }],
  });
});

it('strangers become contacts of a company at once, by the name they write under, and none of them is left when it is taken back', async () => {
  const { receives, as, system, person, mail } = await firm({ for: ['tomas@firma.example'] });
  await person('Tomas');
  const tomas = await as('Tomas');
  const to = 'info@jinde.example';
  const iva = await receives({ from: 'Iva Bílá <iva@nova.example>', to, subject: 'Plot' });
  const bare = await receives({ from: 'ota.cerny@nova.example', to, subject: 'Vrata' });
  const bridges = (await system.db('companies').orderBy('id').first('id'))?.id as CompanyId;
  const about = { dealId: null, companyId: bridges, leadId: null };
  const done = await sortSeveral(tomas, { patterns: ['@nova.example'], what: 'contacts', about });
  expect(done).toMatchObject({ mails: 2, left: 0 });
  const theirs = async () =>
    system
      .db('contacts')
      .whereIn('name', ['Iva Bílá', 'Ota Cerny'])
      .whereNull('deleted_at')
      .orderBy('id')
      .select('name', 'company_id');
  expect(await theirs()).toEqual([
    { name: 'Iva Bílá', company_id: bridges },
    { name: 'Ota Cerny', company_id: bridges },
  ]);
  expect([(await mail(iva.id)).contactId, (await mail(bare.id)).contactId]).not.toContain(null);
  await undoSeveral(tomas, [done.decision]);
  expect(await theirs()).toEqual([]);
  expect((await mail(bare.id)).status).toBe('triage');
});

it('a circular and a portal’s notice among them stay, said with the reason, and the others become contacts', async () => {
  const { receives, as, system, person, mail } = await firm({ for: ['tomas@firma.example'] });
  await person('Tomas');
  const tomas = await as('Tomas');
  const many = Array.from({ length: 25 }, (_, n) => `host${n}@jinde.example`).join(', ');
  const circular = await receives({ from: 'Ota Černý <ota@nova.example>', to: many, subject: 'Pozvánka' });
  const notice = await receives({
    from: 'ezak@zakazky.nova.example',
    to: 'info@jinde.example',
    verified: true,
  });
  const patterns = ['@nova.example'];
  const several = { patterns, what: 'contacts' as const, about: null };
  await expect(sortSeveral(tomas, several)).rejects.toMatchObject({
    errors: [{ field: 'place', code: 'email.makesNoContact' }],
  });
  const ota = await receives({
    from: 'Ota Černý <ota@nova.example>',
    to: 'info@jinde.example',
    subject: 'Plot',
  });
  const done = await sortSeveral(tomas, several);
  expect(done).toMatchObject({ mails: 1, left: 0, stayed: 2 });
  expect((await mail(ota.id)).contactId).not.toBeNull();
  expect([(await mail(circular.id)).status, (await mail(notice.id)).status]).toEqual(['triage', 'triage']);
  expect(await system.db('contacts').where({ name: 'Ota Černý' })).toHaveLength(1);
  const more = { ...several, place: null, done: [done.decision], mails: 1 };
  const window = severalDone(done, more, null, readerFor('en', 'Europe/Prague' as Zone, tomas.time.now()));
  expect(JSON.stringify(window)).toContain('2 e-mails stayed');
});

it('says that more senders wait than Slack has boxes for', async () => {
  const { tomas, database } = await tomasHasMany(26);
  const mails = await database.writer('inbound_emails').orderBy('id').pluck('id');
  for (const [index, id] of mails.entries()) {
    const counterpart = `info@firma${index % 13}.example`;
    await database.writer('inbound_emails').where({ id }).update({ counterpart });
  }
  const senders = await listSenders(tomas);
  expect(senders.groups).toHaveLength(10);
  const window = JSON.stringify(
    severalModal(senders, readerFor('cs', 'Europe/Prague' as Zone, tomas.time.now())),
  );
  expect(window).toContain('Čekají ještě 3 odesílatelé');
});
