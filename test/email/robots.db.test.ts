import { expect, it } from 'vitest';
import { office } from './office.ts';

it.each([
  ['Dovolená a posun předání lávky', 'logged'],
  ['Nepřítomnost na kontrolním dnu', 'logged'],
  ['Out of office space', 'logged'],
  ['Dovolená', 'ignored'],
  ['Dovolená 20.–24. 7.', 'ignored'],
  ['Nepřítomnost od pondělí', 'ignored'],
  ['Oznámení o nepřítomnosti: Nabídka', 'ignored'],
  ['Out of Office AutoReply: Nabídka', 'ignored'],
  ['Automatická odpověď: Nabídka', 'ignored'],
])('what a customer calls “%s” is %s', async (subject, status) => {
  const firm = await office();
  expect(await firm.row(await firm.receives({ subject }))).toMatchObject({ status });
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
  expect(await firm.row(await firm.receives({ head: [list] }))).toMatchObject({ reason: 'mailingList' });
  await firm.receives({ head: ['Message-ID: <dotaz@posta.example>'] });
  const id = await firm.receives({
    from: 'cizi@jinde.example',
    head: [list, 'In-Reply-To: <dotaz@posta.example>'],
  });
  expect(await firm.row(id)).toMatchObject({ status: 'logged', reason: 'thread', deal_id: 42 });
  expect(await firm.system.db('contacts').where({ email: 'cizi@jinde.example' })).toEqual([]);
});
