import { expect, it } from 'vitest';
import { helpPage } from '../../src/features/admin/views.ts';
import { keepAway } from '../../src/features/contacts/manners-service.ts';
import { findContactByEmail } from '../../src/features/contacts/service.ts';
import { getDeal } from '../../src/features/deals/service.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { dropboxOf } from '../../src/features/email/mailboxes/mailbox-people.ts';
import { ownIdKey, ownIdOf } from '../../src/features/email/own-ids.ts';
import { mailLink } from '../../src/features/email/write-part.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import type { DealId } from '../../src/lib/ids.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { firm } from './firm.ts';

const bridge = 42 as DealId;
const mailboxes = [
  MailboxConfig.parse({ name: 'crm', host: 'h', user: 'crm@firma.example', pass: 'x', mode: 'dropbox' }),
];

it('the link on a deal begins a mail to its contact whose answer finds the deal', async () => {
  const { as, system, receives } = await firm();
  const eva = { ...(await as('Eva')), ports: { ...system.ports, mailboxes } };
  const url = new URL((await mailLink(eva, await getDeal(eva, bridge))) ?? '');
  expect(url.pathname).toBe('riha@mostni-stavby.example');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    bcc: 'crm+d42@firma.example',
    subject: '[D-42] Lávka přes Svratku',
    'in-reply-to': ownIdOf(await ownIdKey(system), bridge),
  });
  const answers = url.searchParams.get('in-reply-to') ?? '';
  expect(await receives({ from: 'Nový <novy@jinde.example>', answers })).toMatchObject({ dealId: bridge });
});

it('the help says where to send copies, where mail is read', async () => {
  const { as, system } = await firm();
  const helpWith = async (boxes: MailboxConfig[]) => {
    const eva = { ...(await as('Eva')), ports: { ...system.ports, mailboxes: boxes } };
    return JSON.stringify(helpPage({ commands: [], dropbox: dropboxOf(eva) }, readerOf(eva)));
  };
  expect(await helpWith(mailboxes)).toContain('dej `crm@firma.example` do skryté kopie');
  expect(await helpWith([])).not.toContain('skryté kopie');
});

it('there is none without a dropbox to send the copy to', async () => {
  const { as, system } = await firm();
  const eva = { ...(await as('Eva')), ports: { ...system.ports, mailboxes: [] } };
  expect(await mailLink(eva, await getDeal(eva, bridge))).toBeNull();
});

it('whoever asked to be left alone is not written to by a click', async () => {
  const { as, system } = await firm();
  const eva = { ...(await as('Eva')), ports: { ...system.ports, mailboxes } };
  const riha = await findContactByEmail(eva, 'riha@mostni-stavby.example');
  await keepAway(eva, riha!.id, { since: '2020-01-01' as PlainDate, source: null, saidBy: null });
  expect(new URL((await mailLink(eva, await getDeal(eva, bridge))) ?? '').pathname).not.toContain('riha');
});
