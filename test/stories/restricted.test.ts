import { expect, it } from 'vitest';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { logActivity } from '../../src/features/activities/service.ts';
import { keepCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { restrictDeal } from '../../src/features/deals/sharing-service.ts';
import { saveFile } from '../../src/features/documents/service.ts';
import { MailboxConfig } from '../../src/features/email/mailboxes/config.ts';
import { keepBatch } from '../../src/features/email/mailboxes/ingest.ts';
import { processWaiting } from '../../src/features/email/process.ts';
import { watchBid, watchDate } from '../../src/features/watching/service.ts';
import { actorId, type Ctx } from '../../src/lib/context.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import type { LocalDateTime } from '../../src/lib/time.ts';
import type { Message, Target } from '../../src/sandbox/protocol.ts';
import { type Story, story } from '../support/story.ts';

/** Everything that only those may know who see the deal. */
const secrets = [
  'Tajná',
  'doplnit rozpočet mostovky',
  'rozpočet-mostovky.pdf',
  'Tajná složka',
  'chtějí slevu dvacet procent',
  '7 777 777',
  'NAB-777',
];
const crm = 'crm@ocel-vir.example';
const riha = 'riha@mostni-stavby.example';
const dealOrCompany = 'Příležitost nebo firma';
const tuesday = '2027-03-09T07:00:10.000Z';

/**
 * Oliver's deal was everybody's, in #obchod, and Zuzana watched it; now it is restricted. Zuzana has a deal of her own
 * at the same company, with the same person.
 */
type Office = Awaited<ReturnType<typeof office>>;

async function office() {
  const it = await story({ now: '2027-03-08T07:00:00.000Z' });
  await it.zuzana.openHome();
  await it.oliver.openHome();
  const [oliver, zuzana] = [await actingAs(it, it.oliver.id), await actingAs(it, it.zuzana.id)];
  const company = await keepCompany(zuzana, { name: 'Mostní stavby Brno, a.s.', ico: '00000019' });
  const contact = await createContact(zuzana, { name: 'Petr Říha', email: riha, companyId: company.id });
  const atTheirs = { companyId: company.id, contacts: [{ contactId: contact.id, role: null }] };
  const secret = await createDeal(oliver, {
    ...atTheirs,
    name: 'Tajná lávka přes Svratku',
    value: { amount: 777_777_700, currency: 'CZK' },
    channel: 'C0OBCHOD01',
    offerNumber: 'NAB-777',
    bidDeadline: { local: '2027-03-10T12:00' as LocalDateTime, zone: 'Europe/Prague' },
    nextStep: { text: 'doplnit rozpočet mostovky', on: null, ownerId: idOf(oliver) },
  });
  await createDeal(zuzana, { ...atTheirs, name: 'Zábradlí nábřeží' });
  const entry = await logActivity(oliver, {
    kind: 'call',
    dealId: secret.id,
    contactIds: [contact.id],
    text: 'chtějí slevu dvacet procent',
  });
  await saveFile(oliver, {
    name: 'rozpočet-mostovky.pdf',
    folder: 'Tajná složka',
    source: [Buffer.from('mostovka')],
    subject: { kind: 'activity', id: entry.id },
    origin: { by: 'form' },
  });
  await watchDate(oliver, { dealId: secret.id, kind: 'bid', people: [idOf(zuzana)], days: [2, 1, 0] });
  await it.until('2027-03-08T08:00:10.000Z');
  await arrives(it, rihaWrites(secret.id));
  await arrives(it, zuzanaForwards('Z veletrhu'));
  await oliverDropsAPicture(it);
  const before = plain(whatZuzanaHas(it));
  for (const shown of [
    'Za 2 pracovní dny: odevzdání nabídky D-1 Tajná lávka',
    'Nově hlídáš: odevzdání nabídky D-1 Tajná lávka',
    'Ozvi se k lávce',
    'K D-1 · Tajná lávka',
    'D-1 · Tajná lávka přes Svratku · Oliver Grant',
  ])
    expect(before).toContain(shown);
  await restrictDeal(oliver, secret.id, []);
  await it.settles();
  await it.passes({ minutes: 1 });
  await it.eva.command('/crm', 'souhrn', { channel: '#obchod' });
  await it.eva.submit();
  return { ...it, company, contact, secret, since: it.slack.calls.length };
}

async function actingAs({ server }: Story, slackId: string): Promise<Ctx> {
  const { ctx } = server.crm;
  return asPerson(ctx, (await findPersonBySlackId(ctx.db, slackId)) as Person);
}

const idOf = (ctx: Ctx) => actorId(ctx) as PersonId;

/** All that stands before her: channels, DM, answers to her alone, windows, Home. */
function whatZuzanaHas({ slack, zuzana }: Story): string {
  const channels = [...slack.workspace.channels.values()].filter(
    (one) => one.members?.includes(zuzana.id) || one.user === zuzana.id,
  );
  const messages = channels.flatMap((one) =>
    slack.workspace
      .messages(one.id)
      .filter((message) => !message.ephemeralTo || message.ephemeralTo === zuzana.id),
  );
  return JSON.stringify([messages, zuzana.modals(), zuzana.home()]);
}

/** All that the app sent since, but into the DMs and Homes of those who see the deal. */
function whatWasSent(it: Story & { since: number }): string {
  const { slack, oliver, eva, since } = it;
  const theirs = [...slack.workspace.channels.values()]
    .filter((one) => one.is_im && (one.user === oliver.id || one.user === eva.id))
    .map((one) => one.id);
  const ids = [oliver.id, eva.id, ...theirs];
  return JSON.stringify(
    slack.calls
      .slice(since)
      .filter(({ args }) => !ids.includes(String(args.channel ?? args.channel_id ?? args.user_id ?? '')))
      .map(({ method, args }) => ({ method, args })),
  );
}

const plain = (json: string): string => json.replace(/[\u00a0\u202f]/g, ' ');

function expectNothingOfIt(it: Story & { since: number }, ...more: unknown[]): void {
  const all = plain(`${whatZuzanaHas(it)}${whatWasSent(it)}${JSON.stringify(more)}`);
  for (const secret of secrets) {
    const at = all.indexOf(secret);
    // Where it stands says more than that it does.
    expect(at < 0 ? null : all.slice(Math.max(0, at - 300), at + 100)).toBeNull();
  }
}

const headers = (from: string, to: string, subject: string): string[] => [
  `From: ${from}`,
  `To: ${to}`,
  'Date: Mon, 8 Mar 2027 07:30:00 +0100',
  `Message-ID: <${subject.length}@ocel-vir.example>`,
  `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
];

/** To the deal's own address. */
const rihaWrites = (deal: number): string[] => [
  ...headers(`Petr Říha <${riha}>`, `crm+d${deal}@ocel-vir.example`, 'Ozvi se k lávce'),
  'Dobrý den, chtějí slevu dvacet procent.',
];

/** A mail of the person at both deals' company, passed on. */
const zuzanaForwards = (subject: string): string[] => [
  ...headers('Zuzana Hrušková <zuzana@ocel-vir.example>', crm, `Fwd: ${subject}`),
  '---------- Forwarded message ---------',
  `Od: Petr Říha <${riha}>`,
  'Date: ne 7. 3. 2027 v 8:05',
  `Subject: ${subject}`,
  'To: <zuzana@ocel-vir.example>',
  '',
  'Dobrý den, kdy přijedete?',
];

let uid = 0;

async function arrives({ server, settles }: Story, lines: string[]): Promise<void> {
  const { ctx } = server.crm;
  const box = { name: 'crm', host: 'mail.example', user: crm, pass: 'secret', mode: 'dropbox' };
  const raw = Buffer.from(lines.join('\r\n'));
  uid += 1;
  const message = { uid, raw, size: raw.length, serverAt: ctx.time.now() };
  const place = { mailbox: 'crm', folder: 'INBOX', uidValidity: '1' };
  await keepBatch(ctx, { ...place, messages: [message], upTo: uid });
  while ((await processWaiting(ctx, [MailboxConfig.parse(box)])) > 0);
  await settles();
}

/** Into the thread of the deal's card, and keeps it from there. */
async function oliverDropsAPicture({ oliver, settles }: Story): Promise<void> {
  const card = oliver.sees('#obchod').find((one) => one.text.includes('Tajná')) as Message;
  await oliver.message('#obchod', 'Z místa.', {
    thread: card.ts,
    files: [{ name: 'foto.pdf', content: 'f' }],
  });
  await settles();
  const offer = oliver.sees('#obchod').find((one) => oliver.buttons(one).includes('Uložit k D-1'));
  await oliver.click(offer as Message, 'Uložit k D-1');
  await settles();
}

const asked = async (it: Office, command: string, text: string): Promise<void> => {
  await it.zuzana.command(command, text);
  expectNothingOfIt(it);
  await it.zuzana.close({ all: true }).catch(() => undefined);
};
const answer = ({ zuzana }: Story): Message => zuzana.lastEphemeral() as Message;

it('goes from the channel and from the Home of who saw it', async () => {
  const it = await office();
  expectNothingOfIt(it);
  expect(it.zuzana.reads(await it.zuzana.openHome())).toContain('Zábradlí nábřeží');
  expectNothingOfIt(it);
});

it('is in no list and under no word or number', async () => {
  const it = await office();
  const asks = [
    ['/deal', ''],
    ['/deal', 'vše'],
    ['/deal', String(it.secret.id)],
    ['/deal', 'tajna'],
    ['/crm', 'najít tajna'],
    ['/crm', 'najít lávka'],
    ['/log', 'tajna'],
    ['/log', String(it.secret.id)],
    ['/log', ''],
    ['/company', '00000019'],
    ['/company', 'mostní'],
  ] as const;
  for (const [command, text] of asks) await asked(it, command, text);
});

it('is not on the cards of its company and its contact, nor in their history and files', async () => {
  const it = await office();
  const { zuzana } = it;
  await zuzana.command('/company', '00000019');
  const card = answer(it);
  expect(zuzana.reads(card)).toContain('1 otevřená');
  for (const label of ['Otevřít', 'Historie', /^Soubory/, 'Kontakty']) {
    await zuzana.click(card, label);
    await zuzana.modal();
    expectNothingOfIt(it);
    if (label !== 'Kontakty') await zuzana.close({ all: true });
  }
  await zuzana.click(await zuzana.modal(), 'Otevřít');
  expectNothingOfIt(it, await zuzana.modal());
  await zuzana.click(await zuzana.modal(), 'Historie');
  expectNothingOfIt(it, await zuzana.modal());
});

it('is offered by no type-ahead', async () => {
  const it = await office();
  const { zuzana } = it;
  const said = await zuzana.message('#obchod', 'Volal Říha.', { files: [{ name: 'a.pdf', content: 'a' }] });
  await zuzana.shortcut('activities.log');
  expectNothingOfIt(it, await zuzana.typeAhead(await zuzana.modal(), dealOrCompany, 'tajna'));
  await zuzana.close({ all: true });
  await zuzana.messageShortcut('activities.logMessage', said);
  expectNothingOfIt(it, await zuzana.typeAhead(await zuzana.modal(), dealOrCompany, 'tajna'));
  await zuzana.close({ all: true });
  await zuzana.messageShortcut('documents.attach', said);
  expectNothingOfIt(it, await zuzana.typeAhead(await zuzana.modal(), dealOrCompany, 'tajna'));
  expect(JSON.stringify(await zuzana.typeAhead(await zuzana.modal(), dealOrCompany, 'zabradli'))).toContain(
    'Zábradlí',
  );
});

it('nudges nobody who may not see it, and is in no digest; its owner is nudged all the same', async () => {
  const it = await office();
  await watchBid(await actingAs(it, it.oliver.id), it.secret.id);
  await it.until(tuesday);
  await it.passes({ hours: 3 });
  const digest = await it.zuzana.until(() =>
    it.zuzana.sees('#obchod').find((message) => it.zuzana.reads(message).includes('Souhrn')),
  );
  expect(it.zuzana.reads(digest)).toContain('1 příležitost bez dalšího kroku');
  expectNothingOfIt(it);
  expect(it.oliver.inbox().map(it.oliver.reads).join()).toContain('Tajná lávka přes Svratku');
  await it.passes({ hours: 4 });
  expectNothingOfIt(it);
});

it('is no guess on the card of a mail that somebody else puts away', async () => {
  const it = await office();
  const { zuzana } = it;
  await arrives(it, zuzanaForwards('Poptávka zábradlí'));
  const question = zuzana.inbox().at(-1) as Message;
  expect(zuzana.reads(question)).toContain('Poptávka zábradlí');
  expect(zuzana.buttons(question).join()).toContain('Zábradlí nábřeží');
  await zuzana.click(question, 'K firmě / příležitosti…');
  expectNothingOfIt(it, await zuzana.typeAhead(await zuzana.modal(), dealOrCompany, 'tajna'));
  await zuzana.close({ all: true });
  await zuzana.command('/crm', 'pošta');
  await zuzana.openHome();
  expect(zuzana.reads(zuzana.home() as Target)).toContain('Z veletrhu');
  expect(plain(whatZuzanaHas(it))).not.toContain('2 otevřené příležitosti');
  expectNothingOfIt(it);
});
