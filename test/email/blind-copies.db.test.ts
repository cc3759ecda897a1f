/** Whom a colleague names in Bcc of what they send. */
import { expect, it } from 'vitest';
import { office } from './office.ts';

const sent = (to: string, bcc: string) => ({ from: 'Eva <eva@firma.example>', to, head: [`Bcc: ${bcc}`] });
const inSent = { folder: 'Odeslaná pošta' };

it('logs what Eva sent to a customer in a blind copy alone, and heeds the tag that stands there', async () => {
  const { receives, row } = await office({ mode: 'team', folders: ['INBOX', '\\Sent'] });
  const quiet = await receives(sent('eva@firma.example', 'Petr Říha <riha@mostni-stavby.example>'), inSent);
  expect(await row(quiet)).toMatchObject({
    status: 'logged',
    deal_id: 42,
    direction: 'out',
    counterpart: 'riha@mostni-stavby.example',
  });
  const tagged = await receives(sent('Nový <novy@kdosi.example>', 'crm+d50@firma.example'), inSent);
  expect(await row(tagged)).toMatchObject({
    status: 'logged',
    reason: 'addressTag',
    deal_id: 50,
    counterpart: 'novy@kdosi.example',
  });
});

it('believes no stranger about blind copies', async () => {
  const { receives, row } = await office();
  const email = await receives({ from: 'Cizí <cizi@kdosi.example>', head: ['Bcc: crm+d42@firma.example'] });
  expect(await row(email)).toMatchObject({ status: 'triage', reason: 'unknownSender' });
});
