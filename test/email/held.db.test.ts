/** Who is asked about a mail, and when: not at night, unless they sent it in themselves a moment ago. */
import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { triageCard } from '../../src/features/email/effects.ts';
import { queueSwitchCard } from '../../src/features/email/mailboxes/mailbox-effects.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { heldCards, heldEdit } from '../../src/features/email/notices/held-cards.ts';
import { fileToDeal, ignoreEmail } from '../../src/features/email/service.ts';
import { wordsFor } from '../../src/i18n/catalog.ts';
import type { DealId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { rememberMessage } from '../../src/outbox/messages.ts';
import { type MailFirm, mailFirm } from '../support/mail-firm.ts';

const mail = (from: string, to: string, subject: string, ...more: string[]) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    'Cc: crm@firma.example',
    `Subject: ${subject}`,
    'Date: Sun, 1 Mar 2026 21:00:00 +0100',
    `Message-ID: <${subject}@posta.example>`,
    ...more,
    '',
    'Dobrý den.',
    '',
  ].join('\r\n');

/** What is sent to a person now: cards, and what was held for the morning. */
async function sends({ system }: MailFirm): Promise<{ to: unknown; text: string }[]> {
  const rows = await system
    .db('outbox')
    .whereIn('kind', ['email.triageCard', 'email.heldCards'])
    .whereNull('sent_at')
    .whereNull('dropped_at')
    .where('run_at', '<=', system.time.now())
    .orderBy('id');
  const said: { to: unknown; text: string }[] = [];
  for (const { id, kind, payload } of rows) {
    const { deliver } = kind === 'email.triageCard' ? triageCard : heldCards;
    const delivery = await deliver(system, JSON.parse(payload) as never, { id } as unknown as Effect);
    const now = system.time.now();
    await transaction(system, async (tx) => {
      await tx.db('outbox').where({ id }).update({ sent_at: now });
      if (delivery.do !== 'post') return;
      const message = { channel: 'D1', ts: `${id}.1` };
      await delivery.sent?.(tx, message);
      if (delivery.remember)
        await rememberMessage(tx, { ...delivery.remember, ...message, personSlackId: null });
    });
    if (delivery.do === 'post') said.push({ to: delivery.to, text: JSON.stringify(delivery) });
  }
  return said;
}

const sorters = async ({ system }: MailFirm) =>
  (await system.db('inbound_emails').orderBy('id')).map((row) => row.triage_person_id);

it('strangers’ mails of a Sunday evening come together on Monday morning, once', async () => {
  const firm = await mailFirm({ now: '2026-03-01T20:00:00.000Z' });
  const eva = (await firm.person('Eva')).id;
  await firm.receives(
    mail('a@neznama.example', 'eva@firma.example', 'Plot'),
    mail('b@cizi.example', 'eva@firma.example', 'Vrata'),
  );
  expect(await sends(firm)).toEqual([]);
  firm.time.set('2026-03-02T07:00:00.000Z' as Instant);
  const [morning, ...others] = await sends(firm);
  expect(morning?.to).toEqual({ person: eva });
  expect(morning?.text).toMatch(/Vrata.*Plot/);
  expect(others).toEqual([]);
  await firm.receives(mail('c@jina.example', 'eva@firma.example', 'Brana'));
  expect(await sends(firm)).toEqual([{ to: { person: eva }, text: expect.stringContaining('Brana') }]);
});

it('whether Eva’s own mailbox may be read is asked in the morning, too', async () => {
  const firm = await mailFirm({ now: '2026-03-01T20:00:00.000Z' });
  const eva = (await firm.person('Eva')).id;
  await transaction(firm.system, (tx) => queueSwitchCard(tx, 'eva', eva));
  expect(await firm.system.db('outbox').where({ kind: 'email.switch' }).pluck('run_at')).toEqual([
    '2026-03-02T07:00:00.000Z',
  ]);
});

it('nobody rings Eva at night by writing her address into From, nor has she sent such a mail', async () => {
  const firm = await mailFirm({ now: '2026-03-01T20:00:00.000Z', authservId: 'mx.firma.example' });
  await firm.receives(
    `Authentication-Results: mx.firma.example; dmarc=fail\r\n${mail('Eva <eva@firma.example>', 'a@neznama.example', 'Ucet')}`,
  );
  expect(await sends(firm)).toEqual([]);
  firm.time.set('2026-03-02T07:00:00.000Z' as Instant);
  const [morning] = await sends(firm);
  expect(morning).toMatchObject({ to: { person: (await firm.person('Eva')).id } });
  expect(morning?.text).toContain('neověřen');
  expect(morning?.text).not.toContain('odesláno');
});

it('a single one comes as its card; and what Eva sends in herself is asked of her at once', async () => {
  const firm = await mailFirm({ now: '2026-03-01T20:00:00.000Z' });
  await firm.receives(mail('eva@firma.example', 'a@neznama.example', 'Nabidka'));
  expect(await sends(firm)).toHaveLength(1);
  await firm.receives(mail('b@cizi.example', 'eva@firma.example', 'Vrata'));
  expect(await sends(firm)).toEqual([]);
  firm.time.set('2026-03-02T07:00:00.000Z' as Instant);
  const [card, ...others] = await sends(firm);
  expect(card?.text).toMatch(/email\.pick|email\.ignore/);
  expect(others).toEqual([]);
});

it('a mail is asked of the colleague whom it is to, not of the sales lead; a restricted deal’s stays its owner’s', async () => {
  const firm = await mailFirm();
  const tomas = await firm.person('Tomas');
  const eva = await firm.person('Eva');
  await firm.receives(
    mail('moore@neznama.example', 'tomas@firma.example', 'Stairs'),
    mail('dvorak@kovovyroba-h.example', 'Eva <eva@firma.example>', 'Hala'),
  );
  expect(await sorters(firm)).toEqual([tomas.id, eva.id]);
  const change = firm.database.writer;
  await change('deals').whereIn('id', [50, 51]).update({ restricted: true });
  await change('companies').where('name', 'like', 'Drevodom%').update({ owner_id: tomas.id });
  await firm.receives(
    mail('novak@kovovyroba-h.example', 'Eva <eva@firma.example>', 'Skryta'),
    mail('kovacova@drevodom.example', 'info@jinde.example', 'Okna'),
  );
  expect(await sorters(firm)).toEqual([tomas.id, eva.id, tomas.id, tomas.id]);
});

it('a time that a colleague in London quotes is London’s', async () => {
  const firm = await mailFirm();
  await firm.database
    .writer('people')
    .where({ email: 'tomas@firma.example' })
    .update({ zone: 'Europe/London' });
  const quoted = [
    'From: Tom Baker <tom.baker@northdock.example>',
    'Sent: Sunday, March 1, 2026 4:15 PM',
    'To: Tomas <tomas@firma.example>',
    'Subject: Mezzanine',
    '',
    'Please quote.',
  ];
  const forward = (who: string) =>
    mail(`${who}@firma.example`, 'crm@firma.example', `FW: ${who}`, '', ...quoted);
  await firm.receives(forward('tomas'), forward('eva'));
  const rows = await firm.system.db('inbound_emails').orderBy('id');
  expect(rows.map((row) => row.sent_at)).toEqual(['2026-03-01T16:15:00.000Z', '2026-03-01T15:15:00.000Z']);
});

it('who is back in the morning is asked herself, what her stand-in was to be asked at night', async () => {
  const firm = await mailFirm({ now: '2026-03-01T20:00:00.000Z' });
  const eva = await firm.person('Eva');
  const tomas = await firm.person('Tomáš');
  const away = (until: string | null, standIn: number | null) =>
    firm.database.writer('people').where({ id: eva.id }).update({ away_until: until, stand_in_id: standIn });
  await away('2026-03-01', tomas.id);
  await firm.receives(mail('a@neznama.example', 'eva@firma.example', 'Plot'));
  expect(await sends(firm)).toEqual([]);
  firm.time.set('2026-03-02T07:00:00.000Z' as Instant);
  expect(await sends(firm)).toEqual([{ to: { person: eva.id }, text: expect.stringContaining('Plot') }]);
});

it('who was here at night and is away in the morning is not asked: the stand-in is', async () => {
  const firm = await mailFirm({ now: '2026-03-01T20:00:00.000Z' });
  const eva = await firm.person('Eva');
  const tomas = await firm.person('Tomáš');
  await firm.receives(
    mail('a@neznama.example', 'eva@firma.example', 'Plot'),
    mail('b@cizi.example', 'eva@firma.example', 'Vrata'),
  );
  expect(await sends(firm)).toEqual([]);
  await firm.database
    .writer('people')
    .where({ id: eva.id })
    .update({ away_until: '2026-03-06', stand_in_id: tomas.id });
  firm.time.set('2026-03-02T07:00:00.000Z' as Instant);
  const sent = [...(await sends(firm)), ...(await sends(firm))];
  expect(sent.map(({ to }) => to)).toEqual([{ person: tomas.id }, { person: tomas.id }]);
});

it('a list of the morning loses what was sorted since, and goes with the last of it', async () => {
  const firm = await mailFirm({ now: '2026-03-01T20:00:00.000Z' });
  const { system } = firm;
  const eva = await firm.person('Eva');
  await firm.receives(
    mail('a@neznama.example', 'eva@firma.example', 'Plot'),
    mail('b@cizi.example', 'eva@firma.example', 'Vrata'),
    mail('c@jina.example', 'eva@firma.example', 'Brana'),
  );
  await sends(firm);
  firm.time.set('2026-03-02T07:00:00.000Z' as Instant);
  await sends(firm);
  await firm.database.writer('slack_messages').update({ person_slack_id: eva.slackId });
  const now = async () => {
    const [row] = await system.db('outbox').where({ kind: 'email.heldEdit' }).orderBy('id', 'desc');
    const delivery = await heldEdit.deliver(system, JSON.parse(row?.payload ?? '{}') as never, {} as Effect);
    return JSON.stringify(delivery);
  };
  const ids = (await system.db('inbound_emails').orderBy('id').pluck('id')) as EmailId[];
  const asEva = await firm.as('Eva');
  await ignoreEmail(asEva, ids[1] as EmailId, 'mail');
  expect(await now()).toMatch(/Brana.*Plot/);
  expect(await now()).not.toContain('Vrata');
  for (const id of [ids[0], ids[2]]) await ignoreEmail(asEva, id as EmailId, 'mail');
  expect(JSON.parse(await now()).do).toBe('delete');
});

it('the morning’s list counts those on another’s card, and says how many wait in all', async () => {
  const firm = await mailFirm({ now: '2026-02-20T12:00:00.000Z' });
  await firm.receives(mail('stary@davno.example', 'eva@firma.example', 'Davno'));
  await sends(firm);
  firm.time.set('2026-03-01T20:00:00.000Z' as Instant);
  await firm.receives(
    mail('a@neznama.example', 'eva@firma.example', 'Plot'),
    mail('b@cizi.example', 'eva@firma.example', 'Vrata'),
    mail('a@neznama.example', 'eva@firma.example', 'Brana'),
  );
  firm.time.set('2026-03-02T07:00:00.000Z' as Instant);
  const [list] = await sends(firm);
  const { email } = wordsFor((await firm.as('Eva')).language);
  expect(list?.text).toContain(email.heldMails(3));
  expect(list?.text).toContain('(+1)');
  expect(list?.text).toContain(email.heldAmong(4));
});

it('what commits after the morning’s message has left comes ten minutes later, where that can be', async () => {
  const firm = await mailFirm({ now: '2026-03-01T20:00:00.000Z' });
  await firm.receives(mail('a@neznama.example', 'eva@firma.example', 'Plot'));
  firm.time.set('2026-03-02T07:00:00.000Z' as Instant);
  expect(await sends(firm)).toHaveLength(1);
  // Decided when it was night still: nothing but its transaction took so long.
  firm.time.set('2026-03-02T06:57:00.000Z' as Instant);
  await firm.receives(mail('b@cizi.example', 'eva@firma.example', 'Vrata'));
  firm.time.set('2026-03-02T07:10:00.000Z' as Instant);
  const late = (await sends(firm)).map(({ text }) => text);
  const isFound = firm.database.dialect === 'postgres';
  expect(late).toEqual(isFound ? [expect.stringContaining('Vrata')] : []);
});

it('an old mail that somebody leaves over at night is asked about in the morning', async () => {
  const firm = await mailFirm({ now: '2026-02-20T12:00:00.000Z' });
  const sender = 'a@neznama.example';
  const [first] = await firm.receives(
    mail(sender, 'eva@firma.example', 'Plot'),
    mail(sender, 'eva@firma.example', 'Reklamace'),
  );
  await sends(firm);
  firm.time.set('2026-03-01T20:00:00.000Z' as Instant);
  await fileToDeal(await firm.as('Tomas'), first as EmailId, 50 as DealId, { alone: true });
  expect(await sends(firm)).toEqual([]);
  firm.time.set('2026-03-02T07:00:00.000Z' as Instant);
  expect(await sends(firm)).toEqual([
    expect.objectContaining({ text: expect.stringContaining('Reklamace') }),
  ]);
});
