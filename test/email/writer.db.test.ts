/** Who wrote a mail in whose From stands an address of the firm itself. */
import { expect, it } from 'vitest';
import { MailboxConfig, ownSideOf } from '../../src/features/email/mailboxes/config.ts';
import { opinionOn } from '../../src/features/email/mailboxes/wanted.ts';
import type { Instant } from '../../src/lib/time.ts';
import { type Letter, office, written } from './office.ts';

const riha = 'Petr Říha <riha@mostni-stavby.example>';
const throughGroup = (more: string[] = []): Letter => ({
  from: "'Petr Říha' via Obchod <obchod@firma.example>",
  to: 'obchod@firma.example',
  cc: 'crm@firma.example',
  head: [`X-Original-From: ${riha}`, `Reply-To: ${riha}`, 'List-Id: <obchod.firma.example>', ...more],
});
const form = (replyTo: string): Letter => ({
  from: 'Web <web@firma.example>',
  head: [`Reply-To: ${replyTo}`],
});
const passed = (name: string, domain: string) => `${name}: mx.google.com; dmarc=pass header.from=${domain}`;

it('a customer whose mail our own group passed on is its sender, and a copy that came straight is no second mail', async () => {
  const firm = await office();
  const letter = throughGroup(['Message-ID: <jednou@mostni-stavby.example>']);
  const id = await firm.receives(letter);
  expect(await firm.row(id)).toMatchObject({
    status: 'logged',
    direction: 'in',
    from_address: 'riha@mostni-stavby.example',
    deal_id: 42,
  });
  const straight = await firm.receives({ from: riha, head: ['Message-ID: <jednou@mostni-stavby.example>'] });
  expect(await firm.row(straight)).toMatchObject({ status: 'duplicate' });
});

it('where senders are checked, the group has to say what our server found about the customer', async () => {
  const firm = await office({ trust: 'auth-results', authservId: 'mx.google.com' });
  const group = passed('Authentication-Results', 'firma.example');
  const doubted = await firm.receives(throughGroup([group]));
  expect(await firm.row(doubted)).toMatchObject({ status: 'triage', reason: 'senderNotVerified' });
  const original = passed('X-Original-Authentication-Results', 'mostni-stavby.example');
  const known = await firm.receives({ ...throughGroup([group, original]), subject: 'Termín' });
  expect(await firm.row(known)).toMatchObject({ status: 'logged', deal_id: 42 });
  const forged = await firm.receives({ ...throughGroup([original]), subject: 'Nový účet' });
  expect(await firm.row(forged)).toMatchObject({ status: 'triage', sender_doubt: 'noResults' });
});

it('a list elsewhere leaves alone what a stranger wrote into those fields: it is asked about', async () => {
  const firm = await office({ trust: 'auth-results', authservId: 'mx.firma.example' });
  const elsewhere = (name: string, domain: string) =>
    passed(name, domain).replace('mx.google.com', 'mx.firma.example');
  const id = await firm.receives(
    throughGroup([
      elsewhere('Authentication-Results', 'firma.example'),
      elsewhere('X-Original-Authentication-Results', 'mostni-stavby.example'),
    ]),
  );
  expect(await firm.row(id)).toMatchObject({ status: 'triage', sender_doubt: 'replyTo' });
});

it('what only Reply-To says is asked about, with the customer’s deal as the best guess', async () => {
  const firm = await office();
  const known = await firm.receives(form(riha));
  expect(await firm.row(known)).toMatchObject({
    status: 'triage',
    reason: 'senderNotVerified',
    sender_doubt: 'replyTo',
    considered: '[42]',
  });
  const unknown = await firm.receives({
    ...form('nova@zakaznice.example'),
    head: ['Reply-To: nova@zakaznice.example', 'Auto-Submitted: auto-generated'],
  });
  expect(await firm.row(unknown)).toMatchObject({ status: 'triage', counterpart: 'nova@zakaznice.example' });
  const answer = await firm.receives({
    ...form(riha),
    head: [`Reply-To: ${riha}`, 'X-Original-Sender: a@b.example'],
  });
  expect(await firm.row(answer)).toMatchObject({ status: 'ignored', reason: 'internal' });
});

it('mail between colleagues stays internal, wherever they want their answers', async () => {
  const firm = await office();
  await firm.person('Eva');
  const inside = await firm.receives(form('obchod@firma.example'));
  const private_ = await firm.receives({
    from: 'Eva <eva@firma.example>',
    head: ['Reply-To: eva.doma@jinde.example'],
  });
  for (const id of [inside, private_])
    expect(await firm.row(id)).toMatchObject({ status: 'ignored', reason: 'internal', counterpart: null });
});

it('in a team’s mailbox the header tells whose mail the group passed on', async () => {
  const firm = await office();
  const mailbox = MailboxConfig.parse({
    ...firm.mailbox,
    name: 'obchod',
    user: 'obchod@firma.example',
    mode: 'team',
  });
  const judging = { ctx: firm.system, mailbox, own: ownSideOf(mailbox) };
  const head = { uid: 1, size: 900, serverAt: firm.time.now() as Instant };
  const opinion = (letter: Letter) =>
    opinionOn(
      judging,
      head,
      Buffer.from(written(letter, firm.time.now()).replace(/\r\n\r\n[\s\S]*$/, '\r\n\r\n')),
    );
  expect(await opinion(throughGroup())).toBe('wanted');
  expect(await opinion(form(riha))).toBe('wanted');
  expect(await opinion(form('cizi@jinde.example'))).toMatchObject({
    reason: { code: 'notKnownHere' },
    from: { address: 'cizi@jinde.example' },
  });
});
