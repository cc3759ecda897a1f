/** What a card offers says why, and takes only the mails that it is about. */
import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { changeDeal } from '../../src/features/deals/service.ts';
import { getEmailCard } from '../../src/features/email/card.ts';
import type { Email } from '../../src/features/email/model.ts';
import { emailView } from '../../src/features/email/notices/held-cards.ts';
import { fileToDeal, ignoreEmail, undoDecision } from '../../src/features/email/service.ts';
import { lookAgain } from '../../src/features/email/triage/look-again.ts';
import { lookAgainListeners } from '../../src/features/email/triage/look-again-queue.ts';
import { moveModal } from '../../src/features/email/triage/move-windows.ts';
import { emailCard } from '../../src/features/email/views.ts';
import { whyWindow } from '../../src/features/email/windows.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DealId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { rememberMessage } from '../../src/outbox/messages.ts';
import { firm } from './firm.ts';

const bridge = 42 as DealId;
const gate = 51 as DealId;
const tom = 'Tom Hale <tom.hale@northbeam.example>';
const now = '2026-03-03T12:00:00.000Z' as Instant;

async function office() {
  const made = await firm();
  made.system.listeners = [...(made.system.listeners ?? []), ...lookAgainListeners];
  const eva = { ...(await made.as('Eva')), listeners: made.system.listeners };
  return {
    ...made,
    eva,
    async looksAgain() {
      for (const { payload } of await made.system.db('outbox').where({ kind: 'email.lookAgain' }))
        await lookAgain.deliver(made.system, JSON.parse(payload) as never, {} as never);
    },
  };
}

/** Its buttons that put it somewhere, and its grey lines. */
async function offers(ctx: Ctx, { id }: Email, language: 'en' | 'cs' | 'sk' = 'en') {
  const { blocks } = emailCard(await getEmailCard(ctx, id), readerFor(language, 'Europe/Prague', now));
  const shown = JSON.stringify(blocks).replaceAll('\u2060', '');
  const [, grey = ''] = /"context","elements":\[{"type":"mrkdwn","text":"([^"]*)"/.exec(shown) ?? [];
  return {
    grey: grey.split('\\n'),
    buttons: [...shown.matchAll(/"text":"((?:To D|K D)-[^"]*)"/g)].map(([, text]) => text),
  };
}

it('a deal named in one mail takes that one alone; of the others a person is asked, who reads what is true by then', async () => {
  const { receives, eva, mail, looksAgain } = await office();
  const named = await receives({ from: tom, subject: 'Lávka přes Svratku – corrosion class' });
  const second = await receives({ from: tom, subject: 'Painting schedule' });
  const third = await receives({ from: tom, subject: 'Parking' });
  expect(await offers(eva, named)).toMatchObject({
    buttons: ['To D-42 · Lávka přes Svratku (this one only)'],
    grey: [expect.stringContaining('Nobody knows'), 'D-42: named in the subject'],
  });
  expect(await offers(eva, named, 'cs')).toMatchObject({
    buttons: ['K D-42 · Lávka přes Svratku (jen tento)'],
    grey: [expect.anything(), 'D-42: uvedena v předmětu'],
  });
  expect((await offers(eva, named, 'sk')).grey[1]).toBe('D-42: uvedená v predmete');

  await fileToDeal(eva, named.id, bridge, { guess: bridge, sender: { name: 'Tom Hale', phone: null } });
  expect(await mail(named.id)).toMatchObject({ status: 'logged', dealId: bridge });
  const left = { status: 'triage', reason: { code: 'contactsOnlyDeal' }, considered: [bridge] };
  // The one with the next card at once; none behind their back once the new contact is looked at.
  expect([await mail(second.id), (await mail(third.id)).status]).toMatchObject([left, 'triage']);
  await looksAgain();
  expect([await mail(second.id), await mail(third.id)]).toMatchObject([left, left]);
  // The reason says it, once.
  expect(await offers(eva, second)).toEqual({
    buttons: ['To D-42 · Lávka přes Svratku (all 2)'],
    grey: ['D-42 is the only open deal of this contact: Tom Hale.'],
  });
  await undoDecision(eva, (await mail(named.id)).decisionId!);
  expect((await mail(named.id)).status).toBe('triage');
});

it('what speaks of the sender takes all, but none that names another deal; an answer goes with what it answers', async () => {
  const { receives, eva, mail } = await office();
  const kirk = 'kirk@bolton.example';
  await fileToDeal(eva, (await receives({ from: kirk, subject: 'RFQ 2211' })).id, gate);
  const shaw = { from: 'shaw@bolton.example' };
  const first = await receives({ ...shaw, subject: 'Site visit', id: '<visit@bolton.example>' });
  const others = [
    await receives({ ...shaw, subject: 'Gate code' }),
    await receives({ ...shaw, subject: 'Re: [D-42] drawings' }),
    await receives({ ...shaw, subject: 'Re: [D-42] Thursday', answers: '<visit@bolton.example>' }),
  ];
  expect(await offers(eva, first)).toMatchObject({
    buttons: ['To D-51 · Vrata skladu (only 3)'],
    grey: [expect.anything(), 'D-51: chosen last time for somebody at the same domain'],
  });
  await fileToDeal(eva, first.id, gate, { guess: gate });
  const places = [first, ...others].map(async ({ id }) => (await mail(id)).dealId);
  expect(await Promise.all(places)).toEqual([gate, gate, null, gate]);
});

it('what came after the button was drawn is not among those that it takes', async () => {
  const { receives, eva, mail } = await office();
  const letter = { from: 'moss@bolton.example' };
  await fileToDeal(eva, (await receives({ from: 'kirk@bolton.example' })).id, gate);
  const first = await receives({ ...letter, subject: 'Gate' });
  const drawn = JSON.stringify(
    emailCard(await getEmailCard(eva, first.id), readerFor('cs', 'Europe/Prague', now)),
  );
  expect(drawn).toContain(
    JSON.stringify(JSON.stringify({ email: first.id, deal: gate, mails: 1, upTo: first.id })),
  );
  const late = await receives({ ...letter, subject: 'Something else' });
  expect(late.leadId).toBe(first.id);
  await fileToDeal(eva, first.id, gate, { guess: gate, most: 1 });
  expect([(await mail(first.id)).dealId, (await mail(late.id)).status]).toEqual([gate, 'triage']);
  // Nor does one that came since take the place of one that is gone.
  const hill = { from: 'hill@bolton.example' };
  const [asked, gone, since] = [await receives(hill), await receives(hill), await receives(hill)];
  await ignoreEmail(eva, gone.id, 'mail');
  await fileToDeal(eva, asked.id, gate, { guess: gate, most: 2, upTo: gone.id });
  expect([(await mail(asked.id)).dealId, (await mail(since.id)).status]).toEqual([gate, 'triage']);
});

it('what a button leaves is not taken for its conversation either: what names another deal, and a reply that came since', async () => {
  const { receives, eva, mail } = await office();
  await fileToDeal(eva, (await receives({ from: 'kirk@bolton.example' })).id, gate);
  const ross = { from: 'ross@bolton.example' };
  const site = await receives({ ...ross, subject: 'Site', id: '<site@bolton.example>' });
  const codes = await receives({ ...ross, subject: 'Codes', id: '<codes@bolton.example>' });
  const other = await receives({ ...ross, subject: 'Re: [D-42] Codes', answers: '<codes@bolton.example>' });
  expect((await offers(eva, site)).buttons).toEqual(['To D-51 · Vrata skladu (only 2)']);
  const reply = await receives({ ...ross, subject: 'Re: Site', answers: '<site@bolton.example>' });
  await fileToDeal(eva, site.id, gate, { guess: gate, most: 2 });
  const places = [site, codes, other, reply].map(async ({ id }) => (await mail(id)).dealId);
  expect(await Promise.all(places)).toEqual([gate, gate, null, null]);
  expect((await mail(reply.id)).status).toBe('triage');
});

it('a click that leaves many edits each card once, and looks only at the one with the next card itself', async () => {
  const { receives, eva, mail, system, looksAgain } = await office();
  const named = await receives({ from: tom, subject: 'Lávka přes Svratku – paint' });
  const others = [];
  for (const subject of ['Parking', 'Crane', 'Rain', 'Bolts'])
    others.push(await receives({ from: tom, subject }));
  const [next] = others as [Email];
  const posted = ({ id }: Email, channel: string) =>
    transaction(system, (tx) => {
      const subject = { kind: 'email' as const, id };
      return rememberMessage(tx, { channel, ts: '1.1', view: emailView, personSlackId: null, subject });
    });
  const edits = async (channel: string) =>
    system.db('outbox').where({ kind: 'email.cardEdit', lane: `edit:${channel}:1.1` });
  await posted(named, 'D1');
  await fileToDeal(eva, named.id, bridge, { guess: bridge, sender: { name: 'Tom Hale', phone: null } });
  // It is answered, and its next mail left it.
  expect((await edits('D1')).length).toBeLessThanOrEqual(2);
  await posted(next, 'D2');
  await looksAgain();
  expect(await edits('D2')).toHaveLength(1);
  for (const { id } of others) expect((await mail(id)).reason?.code).toBe('contactsOnlyDeal');
});

it('nothing is said of a deal that the reader may not see, nor of a subject that they do not', async () => {
  const { receives, eva, as, person, database } = await office();
  const tomas = await as('Tomas');
  const change = (columns: object) => database.writer('inbound_emails').update(columns);
  const named = await receives({ from: tom, subject: 'Lávka přes Svratku' });
  await change({ privacy: 'happened', subject: null, triage_person_id: (await person('Tomas')).id });
  const closed = await getEmailCard(tomas, named.id);
  const readers = readerFor('en', 'Europe/Prague', now);
  const shown = [emailCard(closed, readers), whyWindow(closed, readers), moveModal(closed, 0, readers)];
  expect(JSON.stringify(shown)).not.toMatch(/D-42|named in the subject/);
  await change({ privacy: 'full' });
  expect((await offers(tomas, named)).grey).toContain('D-42: named in the subject');
  await changeDeal(eva, bridge, { restricted: true });
  const { grey, buttons } = await offers(tomas, named);
  expect([grey.join(), buttons]).toEqual([expect.not.stringContaining('D-42'), []]);
});
