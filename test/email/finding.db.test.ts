import { describe, expect, it } from 'vitest';
import { insertMany } from '../../src/db/bulk.ts';
import { transaction } from '../../src/db/transaction.ts';
import { deleteActivity } from '../../src/features/activities/service.ts';
import { restrictDeal } from '../../src/features/deals/sharing-service.ts';
import { searchMails } from '../../src/features/email/finding/find-mails.ts';
import { readWords } from '../../src/features/email/finding/reading-words.ts';
import { readWordsAnew } from '../../src/features/email/finding/words-store.ts';
import type { EmailId, Privacy } from '../../src/features/email/model.ts';
import { setPrivacy } from '../../src/features/email/privacy/privacy-service.ts';
import { insertEmails } from '../../src/features/email/store.ts';
import { saveText } from '../../src/features/email/text-store.ts';
import { findEverything } from '../../src/features/search/service.ts';
import { foundMessage, foundModal } from '../../src/features/search/views.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { ActivityId, DealId, PersonId } from '../../src/lib/ids.ts';
import { type Query, queriesDuring } from '../support/queries.ts';
import { type Office, office } from './office.ts';

const letter = {
  to: 'Eva Dvořáková <eva@firma.example>',
  cc: 'crm@firma.example',
  subject: 'Re: Zábradlí na rampu',
  text: 'Dobrý den,\n\nprosíme o žárové pozinkování 12 ks.\n\n> v ceníku jste měli lakování',
  attachment: { name: 'výkres R-12.pdf', content: '%PDF-1.4' },
};
const [bySubject, byText, byFile, bySender] = ['rampu', 'pozink', 'vykres', 'riha'];
const every = [bySubject, byText, byFile, bySender];

/** Říha's letter to Eva in D-42, with its words read. */
async function arrived(privacy: Privacy) {
  const firm = await office({ privacy });
  const id = await firm.receives(letter);
  await readWords(firm.system);
  const [eva, tomas] = [await firm.as('Eva'), await firm.as('Tomas')];
  const admin = await firm.as('Anna', { isAdmin: true });
  return { ...firm, id, eva, tomas, admin };
}

/** By which of the queries the mail is found. */
async function foundBy(ctx: Ctx, id: EmailId, queries = every): Promise<string[]> {
  const found = await Promise.all(queries.map((query) => searchMails(ctx, query, 8)));
  return queries.filter((_, index) => found[index]?.some(({ email }) => email.id === id));
}

const idOf = ({ actor }: Ctx): PersonId => (actor as { id: PersonId }).id;

describe('a mail that all may read', () => {
  it('is found by its subject, its words, its people and its attachments, not by what it quotes', async () => {
    const { tomas, id } = await arrived('full');
    const queries = [...every, 'RAMPU žár', 'riha@mostni', 'dvorak', 'eva@firma.example', 'pozink vykres 12'];
    expect(await foundBy(tomas, id, queries)).toEqual(queries);
    expect(await foundBy(tomas, id, ['lakovani', 'pozink lakovani', 'zinkovani', '12'])).toEqual([]);
  });

  it('is shown with who wrote to whom, when, its deal, and the line that says so', async () => {
    const { tomas } = await arrived('full');
    const shown = JSON.stringify(foundMessage(await findEverything(tomas, 'pozink'), readerOf(tomas)));
    const line = '> prosíme o žárové *pozinkování* 12 ks.';
    for (const part of ['Re: Zábradlí na rampu', 'Petr Říha → Eva', '9:00', 'D-42', line, 'email.whole'])
      expect(shown).toContain(part);
    expect(shown).not.toContain('🔒');
  });

  it('that waits is opened with its card, in a window as a whole', async () => {
    const firm = await office();
    await firm.receives({ from: 'Jan Dvořák <dvorak@kovovyroba-h.example>', subject: 'Poptávka vrat' });
    await readWords(firm.system);
    const eva = await firm.as('Eva');
    const found = await findEverything(eva, 'vrata');
    const [message, window] = [foundMessage(found, readerOf(eva)), foundModal(found, readerOf(eva))];
    expect(JSON.stringify(message)).toMatch(/k zařazení.*email\.open/);
    expect(JSON.stringify(window)).toMatch(/k zařazení.*email\.whole/);
  });

  it('is not found any more when its entry was deleted', async () => {
    const { tomas, id, system, row } = await arrived('full');
    await deleteActivity(system, (await row(id)).activity_id as ActivityId);
    expect(await foundBy(tomas, id)).toEqual([]);
  });
});

describe('a mail that is not open to all', () => {
  it('is found by others only by what they may read of it, by its own people by all of it', async () => {
    const narrow = await arrived('subject');
    expect(await foundBy(narrow.eva, narrow.id)).toEqual(every);
    for (const other of [narrow.tomas, narrow.admin, narrow.system])
      expect(await foundBy(other, narrow.id)).toEqual([bySubject, bySender]);

    const closed = await arrived('happened');
    expect(await foundBy(closed.eva, closed.id)).toEqual(every);
    for (const other of [closed.tomas, closed.admin, closed.system]) {
      expect(await foundBy(other, closed.id)).toEqual([bySender]);
      expect(await searchMails(other, 'riha pozink', 8)).toEqual([]);
    }
    const shown = JSON.stringify(
      foundMessage(await findEverything(closed.tomas, 'riha'), readerOf(closed.tomas)),
    );
    expect(shown).toContain('🔒 jen to, že proběhl');
    expect(shown).not.toContain('rampu');
  });

  it('follows its people’s choice at once, whatever the index still says', async () => {
    const { eva, tomas, id, system } = await arrived('full');
    await setPrivacy(eva, id, 'happened');
    expect([await foundBy(eva, id), await foundBy(tomas, id)]).toEqual([every, [bySender]]);
    await readWords(system);
    expect([await foundBy(eva, id), await foundBy(tomas, id)]).toEqual([every, [bySender]]);
    await transaction(system, (tx) => tx.db('email_holders').where({ email_id: id }).delete());
    expect(await foundBy(eva, id)).toEqual([bySender]);

    await transaction(system, (tx) => tx.db('email_holders').insert({ email_id: id, person_id: idOf(eva) }));
    await setPrivacy(eva, id, 'full');
    await readWords(system);
    expect(await foundBy(tomas, id)).toEqual(every);
  });
});

it('a mail in a restricted deal is found by those who see the deal', async () => {
  const { eva, tomas, admin, id } = await arrived('full');
  await restrictDeal(admin, 42 as DealId, [idOf(eva)]);
  expect(await foundBy(tomas, id)).toEqual([]);
  expect(await foundBy(eva, id)).toEqual(every);
});

/** Mails as they were before there was an index: nothing but their rows. */
async function withOldMails(firm: Office, many: number): Promise<void> {
  await transaction(firm.system, async (tx) => {
    const emails = Array.from({ length: many }, (_, index) => ({
      locator: { mailbox: 'crm', folder: 'INBOX', uidValidity: '1', uid: 5000 + index, part: '' },
      blob: 'none',
      size: 900,
      truncated: false,
      serverAt: tx.time.now(),
    }));
    await insertEmails(tx, emails);
    const mails = () => tx.db('inbound_emails').where('uid', '>=', 5000);
    const bridge = { deal_id: 42, company_id: (await tx.db('deals').where({ id: 42 }).first())?.company_id };
    await mails().update({ ...bridge, status: 'logged', reason: 'byHand', subject: 'Kontejner' });
    const ids = (await mails().pluck('id')) as EmailId[];
    const text = { to: [], cc: [], text: 'pomněnka', quoted: '', signature: '', full: '', note: null };
    for (const id of ids) await saveText(tx, id, text);
    await readWordsAnew(tx, ids);
  });
}

/** As many of other people's mails as are looked through, with these words, from this one on. */
async function withWords({ system }: Pick<Office, 'system'>, from: number, words: string): Promise<void> {
  const rows = Array.from({ length: 1000 }, (_, index) => ({ email_id: from + index, words }));
  await transaction(system, (tx) => insertMany(tx.db, 'mail_words', rows));
}

it('the line with the word is shown to whom may read it, none where the subject or a name says so', async () => {
  const lineOf = async (ctx: Ctx, query: string) =>
    (await searchMails(ctx, query, 8)).map(({ excerpt }) => excerpt?.map(({ text }) => text).join(''));
  const narrow = await arrived('subject');
  expect(await lineOf(narrow.eva, 'pozink')).toEqual(['prosíme o žárové pozinkování 12 ks.']);
  expect(await lineOf(narrow.eva, 'vykres')).toEqual(['výkres R-12.pdf']);
  for (const ctx of [narrow.tomas, narrow.eva]) expect(await lineOf(ctx, 'rampu')).toEqual([undefined]);
  await setPrivacy(narrow.eva, narrow.id, 'full');
  await readWords(narrow.system);
  expect(await lineOf(narrow.tomas, 'pozink')).toEqual(['prosíme o žárové pozinkování 12 ks.']);
  await setPrivacy(narrow.eva, narrow.id, 'happened');
  expect(await lineOf(narrow.tomas, 'riha')).toEqual([undefined]);
});

describe('the index', () => {
  it('takes in what was here before it, a few at a time while much mail comes, and all of it in the quiet', async () => {
    const firm = await office();
    await withOldMails(firm, 120);
    await transaction(firm.system, (tx) =>
      tx.db('inbound_emails').where('uid', '<', 5060).update({ status: 'received', run_at: tx.time.now() }),
    );
    const counted = async () => (await firm.system.db('mail_words').pluck('email_id')).length;
    await readWords(firm.system);
    expect(await counted()).toBe(50);
    await transaction(firm.system, (tx) =>
      tx.db('inbound_emails').update({ status: 'logged', run_at: null }),
    );
    await readWords(firm.system);
    expect(await firm.system.db('mail_words_due').pluck('email_id')).toEqual([]);
    const found = await searchMails(await firm.as('Tomas'), 'pomnen', 9);
    expect([await counted(), found.length]).toEqual([120, 9]);
  });

  const asksIndex = ({ sql }: Query) => /mail_index|tsquery/.test(sql);

  it('is not asked about words that the newest mails have', async () => {
    const firm = await office();
    await withOldMails(firm, 30);
    await readWords(firm.system);
    await withWords(firm, -1000, 'oodesilatel');
    const tomas = await firm.as('Tomas');
    let found = 0;
    const asked = await queriesDuring(firm.database, async () => {
      found = (await searchMails(tomas, 'pomněnka', 9)).length;
    });
    expect([found, asked.filter(asksIndex)]).toEqual([9, []]);
  });

  it('is asked about the rare words alone, of which the common ones are looked for in what it gives', async () => {
    const { tomas, id, database, ...firm } = await arrived('full');
    await withWords(firm, 60_000_000, 'oprosime ozasilam');
    const asked = await queriesDuring(database, async () => {
      expect(await foundBy(tomas, id, ['prosím pozink', 'zasílám pozink'])).toEqual(['prosím pozink']);
    });
    const about = JSON.stringify(asked.filter(asksIndex));
    expect(about).toContain('pozink');
    expect(about).not.toMatch(/prosim|zasilam/);
  });

  it('is asked as often for one mail as for many', async () => {
    const firm = await office();
    const tomas = await firm.as('Tomas');
    await firm.receives(letter);
    await withOldMails(firm, 30);
    await readWords(firm.system);
    const asked = async (query: string) =>
      (await queriesDuring(firm.database, () => searchMails(tomas, query, 9))).length;
    expect(await asked('pozink')).toBe(await asked('pomnenka'));
  });
});
