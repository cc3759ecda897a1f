import { expect, it } from 'vitest';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { logActivity } from '../../src/features/activities/service.ts';
import { keepCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DealId, PersonId } from '../../src/lib/ids.ts';
import type { LocalDateTime, PlainDate } from '../../src/lib/time.ts';
import type { Message } from '../../src/sandbox/protocol.ts';
import { queriesDuring } from '../support/queries.ts';
import { type Story, story } from '../support/story.ts';

const obchod = { channel: '#obchod' };

/** What is read to answer a person, in alphabetical order; the dispatcher and the jobs go on meanwhile. */
async function readsFor(it: Story, work: () => Promise<unknown>): Promise<string[]> {
  await it.settles();
  const queries = await queriesDuring(it.server.crm.ctx.database, work);
  return queries
    .map(({ sql }) => sql.replace(/in \([$?\d, ]+\)/g, 'in (...)').replace(/\$\d+/g, '?'))
    .filter((sql) => sql.startsWith('select') && !background.test(sql))
    .sort();
}

const background =
  /["`](outbox|send_slots|job_runs|settings|digests|mailbox_states|mail_words_due|imports|erasures)["`]|claimed_until|queued_at. is null|version\(\)/;

/** Eva's own use cases, once she has been seen. */
async function asEva({ eva, server }: Story): Promise<Ctx> {
  await eva.command('/deal', '', obchod);
  const { ctx } = server.crm;
  return asPerson(ctx, (await findPersonBySlackId(ctx.db, eva.id)) as Person);
}

/** A deal with so many contacts, activities with somebody on the line, files and people who watch it. */
async function bridge(ctx: Ctx, many: number): Promise<DealId> {
  const company = await keepCompany(ctx, { name: `Mostní stavby ${many}` });
  const contacts = [];
  for (let index = 0; index < many; index += 1)
    contacts.push(await createContact(ctx, { name: `Petr Říha ${index}`, companyId: company.id }));
  const { id } = await createDeal(ctx, {
    name: `Most ${many}`,
    companyId: company.id,
    contacts: contacts.map((contact) => ({ contactId: contact.id, role: null })),
    bidDeadline: { local: '2027-03-15T12:00' as LocalDateTime, zone: 'Europe/Prague' },
    nextStep: { text: 'zavolat', on: '2027-03-09' as PlainDate, ownerId: (ctx.actor as { id: PersonId }).id },
  });
  for (const contact of contacts)
    await logActivity(ctx, { kind: 'call', dealId: id, contactIds: [contact.id], text: 'chtějí slevu' });
  for (let index = 0; index < many; index += 1) {
    const sha256 = `${many}-${index}`;
    await ctx.database.writer('blobs').insert({ sha256, size: 10, stored_at: ctx.time.now() });
    await ctx.database.writer('files').insert({
      sha256,
      name: `výkres-${index}.pdf`,
      mime: 'application/pdf',
      size: 10,
      deal_id: id,
      origin: '{"by":"form"}',
      created_at: ctx.time.now(),
    });
  }
  return id;
}

it('a card and its window take as many queries with fifty of everything as with one', async () => {
  const it = await story();
  const { eva } = it;
  const ctx = await asEva(it);
  const [small, large] = [await bridge(ctx, 1), await bridge(ctx, 50)];
  const counted = async (id: DealId) => {
    const card = await readsFor(it, () => eva.command('/deal', String(id), obchod));
    const answer = eva.lastEphemeral('obchod') as Message;
    const window = await readsFor(it, async () => {
      await eva.click(answer, /^deals\.open/);
      await eva.modal();
    });
    const text = eva.reads(answer);
    await eva.close();
    return { card, window, text };
  };
  const few = await counted(small);
  const many = await counted(large);
  expect(many.text).toContain('Most 50');
  expect(many.card).toEqual(few.card);
  expect(many.window).toEqual(few.window);
  expect(few.card.length).toBeLessThanOrEqual(26);
});

it('Home takes as many queries with a hundred deals as with thirty', async () => {
  const it = await story();
  const { eva, slack } = it;
  const ctx = await asEva(it);
  const deals = async (from: number, to: number) => {
    for (let index = from; index < to; index += 1)
      await createDeal(ctx, {
        name: `Hala ${index}`,
        bidDeadline: {
          local: `2027-0${3 + (index % 6)}-${10 + (index % 20)}T12:00` as LocalDateTime,
          zone: 'Europe/Prague',
        },
      });
  };
  const shown = () => slack.calls.filter((call) => call.method === 'views.publish' && call.endedMs).length;
  const counted = () =>
    readsFor(it, async () => {
      const before = shown();
      await eva.openHome();
      await slack.until(() => shown() > before, 'a new Home');
    });
  await deals(0, 1);
  const one = await counted();
  await deals(1, 30);
  await counted();
  const thirty = await counted();
  await deals(30, 100);
  await it.settles();
  expect(eva.reads(await eva.openHome())).toContain('Hala');
  expect(await counted()).toEqual(thirty);
  // Counting what does not fit is two queries more than with one deal.
  expect(thirty.length - one.length).toBeLessThanOrEqual(3);
});
