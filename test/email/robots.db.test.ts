import { expect, it } from 'vitest';
import { office } from './office.ts';

it.each([
  ['Dovolená a posun předání lávky', 'logged'],
  ['Nepřítomnost na kontrolním dnu', 'logged'],
  ['Out of office space', 'logged'],
  ['Dovolená', 'logged'],
  ['Dovolená', 'ignored', 'Dobrý den, jsem na dovolené, obraťte se na kolegu.'],
  ['Dovolená', 'ignored', 'Zpět v kanceláři opět od 15. 3. 2027.'],
  ['Out of office', 'ignored', 'I am out of the office and will answer later.'],
  ['Dovolená', 'logged', 'Posílám podepsanou smlouvu, před dovolenou ji prosím potvrďte.'],
  ['Dovolená 20.–24. 7.', 'ignored'],
  ['Nepřítomnost od pondělí', 'ignored'],
  ['Oznámení o nepřítomnosti: Nabídka', 'ignored'],
  ['Out of Office AutoReply: Nabídka', 'ignored'],
  ['Automatická odpověď: Nabídka', 'ignored'],
])('what a customer calls “%s” is %s', async (subject, status, text = 'Dobrý den.') => {
  const firm = await office();
  expect(await firm.row(await firm.receives({ subject, text }))).toMatchObject({ status });
});

it('a colleague’s mail to a customer is no automatic reply because of its subject', async () => {
  const firm = await office();
  const id = await firm.receives({
    from: 'eva@firma.example',
    to: 'riha@mostni-stavby.example',
    subject: 'Dovolená',
  });
  expect(await firm.row(id)).toMatchObject({ status: 'logged', direction: 'out' });
});

it('what came through a list is ignored, but not an answer in a conversation that we know', async () => {
  const firm = await office();
  const list = 'List-Id: <stavba.skupiny.example>';
  expect(await firm.row(await firm.receives({ from: 'cizi@jinde.example', head: [list] }))).toMatchObject({
    status: 'ignored',
    reason: 'mailingList',
  });
  await firm.receives({ head: ['Message-ID: <dotaz@posta.example>'] });
  const id = await firm.receives({
    from: 'cizi@jinde.example',
    head: [list, 'In-Reply-To: <dotaz@posta.example>'],
  });
  expect(await firm.row(id)).toMatchObject({ status: 'logged', reason: 'thread', deal_id: 42 });
  expect(await firm.system.db('contacts').where({ email: 'cizi@jinde.example' })).toEqual([]);
});

it.each([
  ['a server that wants no automatic answers', { head: ['X-Auto-Response-Suppress: All'] }],
  ['a list', { head: ['List-Id: <stavba.skupiny.example>'] }],
  ['a bulk mailer', { head: ['Precedence: bulk'] }],
])(
  'what a known contact sends through %s waits for a person, the contact’s deal first',
  async (_, letter) => {
    const firm = await office();
    expect(await firm.row(await firm.receives(letter))).toMatchObject({
      status: 'triage',
      reason: 'machineMarks',
      considered: '[42]',
    });
    const stranger = { ...letter, from: 'cizi@jinde.example' };
    expect(await firm.row(await firm.receives(stranger))).toMatchObject({ status: 'ignored' });
  },
);

it.each([
  ['a mail merge', 'Precedence: bulk'],
  ['Outlook', 'X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply'],
  ['a mailing', 'List-Unsubscribe: <mailto:odhlasit@firma.example>'],
  ['the firm’s own billing', 'Auto-Submitted: auto-generated'],
])('what %s of ours marks as a machine’s is in the deal whose tag it carries', async (_, mark) => {
  const firm = await office();
  const ours = { from: 'info@firma.example', to: 'nekdo@jinde.example' };
  const tagged = await firm.receives({ ...ours, head: [mark, 'Delivered-To: crm+d42@firma.example'] });
  const bare = await firm.receives({ ...ours, subject: 'Jiná', head: [mark] });
  expect(await firm.row(tagged)).toMatchObject({ status: 'logged', reason: 'addressTag', deal_id: 42 });
  expect(await firm.row(bare)).toMatchObject({ status: 'ignored' });
});

it('what a machine of the deal’s company sends with our tag waits for a person, and nobody becomes a contact', async () => {
  const firm = await office();
  const contacts = await firm.system.db('contacts').pluck('email');
  const ours = { from: 'notifications@mostni-stavby.example', to: 'crm+d42@firma.example' };
  expect(await firm.row(await firm.receives(ours))).toMatchObject({
    status: 'triage',
    reason: 'machineMarks',
    considered: '[42]',
  });
  const letter = { ...ours, from: 'notifications@jinde.example' };
  expect(await firm.row(await firm.receives(letter))).toMatchObject({ status: 'ignored', reason: 'robot' });
  expect(await firm.system.db('contacts').pluck('email')).toEqual(contacts);
});

it('an order that a known company’s machine sends waits for a person, its newsletter does not', async () => {
  const firm = await office();
  const order = { from: 'noreply@mostni-stavby.example', subject: 'Objednávka 15' };
  expect(await firm.row(await firm.receives(order))).toMatchObject({
    status: 'triage',
    reason: 'machineMarks',
    considered: '[42]',
  });
  const letter = { from: 'zpravy@mostni-stavby.example', head: ['List-Id: <zpravy.mostni-stavby.example>'] };
  expect(await firm.row(await firm.receives(letter))).toMatchObject({
    status: 'ignored',
    reason: 'mailingList',
  });
});

it.each([
  ['automatic answer', ['Auto-Submitted: auto-replied', 'List-Id: <stavba.skupiny.example>']],
  ['returned mail', ['X-Failed-Recipients: eva@jinde.example']],
])('a known contact’s %s is nothing to sort', async (_, head) => {
  const firm = await office();
  expect(await firm.row(await firm.receives({ head }))).toMatchObject({ status: 'ignored' });
});

it('what goes to more than twenty people is one entry, and nobody of them becomes a contact', async () => {
  const firm = await office();
  const cc = Array.from({ length: 25 }, (_, at) => `dodavatel${at}@firma${at}.example`).join(', ');
  const before = await firm.system.db('contacts').orderBy('id').pluck('id');
  for (const letter of [
    { cc },
    { from: 'eva@firma.example', to: `crm+d42@firma.example, ${cc}`, subject: 'Pozvánka' },
  ])
    expect(await firm.row(await firm.receives(letter))).toMatchObject({ status: 'logged', deal_id: 42 });
  expect(await firm.system.db('activities').pluck('deal_id')).toEqual([42, 42]);
  expect(await firm.system.db('activity_contacts')).toHaveLength(1);
  expect(await firm.system.db('contacts').orderBy('id').pluck('id')).toEqual(before);
});
