import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { transaction } from '../../src/db/transaction.ts';
import { logActivity } from '../../src/features/activities/service.ts';
import { changeContact, createContact } from '../../src/features/contacts/service.ts';
import { changeDeal } from '../../src/features/deals/service.ts';
import { createLead } from '../../src/features/leads/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { CompanyId, DealId, PersonId } from '../../src/lib/ids.ts';
import { personalData } from '../../src/personal-data.ts';
import { crm, type MailStory, mailStory } from '../support/mail-story.ts';

const kvido = {
  name: 'Kvido Hvozdenka',
  email: 'kvido.hvozdenka@drevo-vir.example',
  phone: '+420 601 000 987',
};
const kvidosMail = `${kvido.name} <${kvido.email}>`;

/** Wherever somebody could still read who it was, or what he wrote. */
function names(text: string): boolean {
  const plain = text
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  return (
    /kvido\W{1,6}hvozdenka|hvozdenka\W{1,6}kvido|kvido\s+hvozdenka|hvozdenka,?\s+kvido|kvido\.hvozdenka|dubove schodiste|poptavka schodiste/.test(
      plain,
    ) || plain.replace(/\s/g, '').includes('601000987')
  );
}

/** Every cell of every table that says it, as `table.column`. */
async function cellsNaming(ctx: Ctx): Promise<string[]> {
  const found = new Set<string>();
  for (const { tables } of personalData)
    for (const table of Object.keys(tables))
      for (const row of (await ctx.db(table).select('*')) as Record<string, unknown>[])
        for (const [column, value] of Object.entries(row))
          if (typeof value === 'string' && names(value)) found.add(`${table}.${column}`);
  return [...found].sort();
}

const filesNaming = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = path.join(folder, name);
    return (
      statSync(file).isFile() && (names(readFileSync(file, 'utf8')) || names(readFileSync(file, 'latin1')))
    );
  });

/** What anybody could read in Slack of what the app put there; what only answered somebody's click is nowhere any more. */
function slackNaming({ slack }: MailStory): string[] {
  const { workspace } = slack;
  const said = [...workspace.channels.keys()].flatMap((id) =>
    workspace
      .messages(id)
      .filter((message) => !message.ephemeralTo)
      .map((message) => JSON.stringify({ ...message, metadata: null })),
  );
  const homes = [...workspace.homes.values()].map((view) => JSON.stringify(view));
  const files = [...workspace.files.values()].map(
    ({ id, name, title }) => `${name} ${title} ${Buffer.from(workspace.content(id) ?? []).toString('utf8')}`,
  );
  return [...said, ...homes, ...files].filter(names);
}

/** A firm in which Kvido occurs in every place there is. */
async function firmThatKnowsKvido(told: MailStory) {
  const { eva, zuzana, post, decided, passes, settles, server } = told;
  const { ctx } = server.crm;
  const as = async (slackId: string) => asPerson(ctx, (await findPersonBySlackId(ctx.db, slackId)) as Person);
  const [evas, zuzanas] = [await as('U0EVA00001'), await as('U0ZUZANA01')];
  await changeDeal(evas, 1 as DealId, {
    channel: 'C0OBCHOD01',
    nextStep: { text: `zavolat: ${kvido.name}`, on: null, ownerId: 1 as PersonId },
  });
  const contact = await createContact(evas, {
    ...kvido,
    phone: '+420 601 000 111',
    companyId: 1 as CompanyId,
    position: 'nákupčí',
  });
  await changeContact(evas, contact.id, { phone: kvido.phone });
  await changeContact(evas, contact.id, { name: 'Hvozdenka Kvido' });
  await changeContact(evas, contact.id, { name: kvido.name });
  await changeDeal(evas, 1 as DealId, { contacts: [{ contactId: contact.id, role: 'decides' }] });
  const activity = await logActivity(zuzanas, {
    kind: 'call',
    dealId: 1 as DealId,
    text: `Kvido Hvozdenka chce slevu, tel. 601 000 987. Hvozdenkovi poslat vzorky.`,
    contactIds: [contact.id],
  } as never);
  await createLead(zuzanas, { name: kvido.name, phone: kvido.phone, note: 'Veletrh' } as never);
  await logActivity(zuzanas, { kind: 'meeting', dealId: 2 as DealId, text: 'Bez něj, jen o hale.' } as never);
  await post({
    from: kvidosMail,
    to: 'eva@ocel-vir.example',
    cc: crm,
    subject: 'Poptávka schodiště od Kvida',
    text: 'Dobrý den, potřebujeme dubové schodiště do lávky.\n\nKvido Hvozdenka\ntel. 601 000 987',
    attachments: [
      {
        name: 'Hvozdenka Kvido.txt',
        type: 'text/plain',
        content: Buffer.from('Rozměry, Kvido Hvozdenka').toString('base64'),
      },
    ],
  });
  await post({
    from: 'Eva Dvořáková <eva@ocel-vir.example>',
    to: kvidosMail,
    bcc: crm,
    subject: 'Nabídka [D-1]',
    text: 'Vážený pane, posíláme nabídku.',
  });
  // Two senders at once: nobody can read it, it waits in quarantine as it came.
  await post({
    from: `${kvidosMail}, druhy@drevo-vir.example`,
    to: crm,
    subject: 'Od dvou',
    text: 'Kvido a spol.',
  });
  await decided(3);
  // What comes together lies in one file; this one has a file of its own.
  await post({
    from: kvidosMail,
    to: 'eva@ocel-vir.example',
    cc: crm,
    subject: 'Ještě ke schodišti [D-1]',
    text: 'Děkuji, Kvido Hvozdenka',
  });
  await decided(4);
  await passes({ minutes: 6 });
  await eva.openHome();
  await zuzana.openHome();
  await transaction(ctx, async (tx) => {
    const at = tx.time.now();
    const rows: Record<string, Record<string, unknown>> = {
      never_log: { kind: 'address', pattern: kvido.email, written: kvido.email, created_at: at },
      mail_choices: { pattern: kvido.email, deal_id: 1, chosen_at: at },
      mail_decisions: { kind: 'moved', details: JSON.stringify({ from: kvido.email }), decided_at: at },
      register_answers: {
        source: 'ares',
        key: 'name:kvido hvozdenka',
        body: JSON.stringify({ executives: [{ name: 'Hvozdenka Kvido' }] }),
        fetched_at: at,
      },
      thread_drafts: { person_id: 1, own: kvido.name, text: kvido.name, people: '[]', created_at: at },
      imports: {
        id: 900,
        person_id: 1,
        file_name: 'Hvozdenka Kvido.xlsx',
        state: 'done',
        takes: 'customers',
        rule: 'fill',
        sheets: JSON.stringify([{ headings: ['Jméno', 'Příjmení'], first: ['Kvido', 'Hvozdenka'] }]),
        mapping: '{}',
        counts: '{}',
        created_at: at,
      },
      import_rows: {
        import_id: 900,
        no: 1,
        sheet: 0,
        row: 2,
        cells: JSON.stringify(['Kvido', 'Hvozdenka', '601000987', 'Dřevo Vír']),
      },
      outbox: {
        uid: 'lost',
        kind: 'deal.newCard',
        payload: JSON.stringify({ note: kvido.name }),
        dedupe_key: 'lost',
        lane: 'person:1',
        priority: 1,
        run_at: at,
        created_at: at,
        dead_at: at,
      },
    };
    for (const [table, row] of Object.entries(rows)) await tx.db(table).insert(row);
  });
  await settles();
  return { contact, activity };
}

/** The files are where the test can look into them; the list of erasures lies beside. */
const ownFolder = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-erasing-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'files');
};

it('Eva exports all that is held about Kvido and erases him; nothing of him is left, and a later mail does not bring him back', async () => {
  const logged: string[] = [];
  vi.stubEnv('STORY_LOG', 'debug');
  const stderr = vi
    .spyOn(process.stderr, 'write')
    .mockImplementation((chunk) => logged.push(String(chunk)) > 0);
  onTestFinished(() => {
    stderr.mockRestore();
    vi.unstubAllEnvs();
  });
  const files = ownFolder();
  const told = await mailStory({ FILES_DIR: files });
  const { eva, zuzana, slack, passes, post, decided, server } = told;
  const { ctx } = server.crm;
  const { activity } = await firmThatKnowsKvido(told);
  const before = await cellsNaming(ctx);
  expect(before).toEqual(
    expect.arrayContaining([
      'activities.text',
      'contacts.name',
      'email_texts.full_text',
      'events.details',
      'search_terms.term',
    ]),
  );
  expect(filesNaming(files).length).toBeGreaterThan(2);
  expect(slackNaming(told).length).toBeGreaterThan(2);

  await zuzana.command('/crm', 'gdpr kvido');
  expect(zuzana.reads(zuzana.lastEphemeral()!)).toMatch(/správc|admin/i);

  await eva.command('/crm', 'gdpr kvido');
  expect(eva.reads(await eva.modal('Osobní údaje'))).toContain('+420 601 000 987');
  await eva.click(await eva.modal(), 'Exportovat');
  await passes({ minutes: 1 });
  const exported = [...slack.workspace.files.values()].filter(({ name }) => name.startsWith('vizitka-gdpr-'));
  expect(exported.map(({ name }) => name.split('.').at(-1)).sort()).toEqual(['html', 'json']);
  const json = Buffer.from(eva.download(exported.find(({ name }) => name.endsWith('json'))!)).toString(
    'utf8',
  );
  const { held } = JSON.parse(json) as { held: { about: string }[] };
  expect(new Set(held.map(({ about }) => about))).toEqual(
    new Set([
      'contacts',
      'companies',
      'deals',
      'activities',
      'mails',
      'attachments',
      'neverLog',
      'leads',
      'imports',
      'registers',
      'events',
      'other',
      'messages',
    ]),
  );
  expect(json).toContain('dubové schodiště');

  await eva.command('/crm', `gdpr ${kvido.email}`);
  await eva.click(await eva.modal('Osobní údaje'), 'Vymazat…');
  const word = Object.keys(eva.form())[0] as string;
  await eva.fill({ [word]: 'Petr' });
  expect((await eva.submit()).outcome).toBe('errors');
  await eva.fill({ [word]: kvido.name });
  await eva.submit();
  const values = await ctx.db('deals').orderBy('id').select('amount', 'stage');
  const dates = await ctx.db('activities').orderBy('id').select('kind', 'at', 'deal_id');
  for (let i = 0; i < 3; i += 1) await passes({ minutes: 1 });

  expect(await cellsNaming(ctx)).toEqual([]);
  expect(filesNaming(files)).toEqual([]);
  const { file } = ctx.database;
  if (file) expect([file, `${file}-wal`].filter((one) => names(readFileSync(one, 'latin1')))).toEqual([]);
  expect(slackNaming(told)).toEqual([]);
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.filter(names)).toEqual([]);
  expect(await ctx.db('deals').orderBy('id').select('amount', 'stage')).toEqual(values);
  expect(await ctx.db('activities').orderBy('id').select('kind', 'at', 'deal_id')).toEqual(dates);

  const done = eva.inbox().find((message) => eva.reads(message).includes('je hotový'))!;
  expect(eva.buttons(done)).toContain(`Aktivita ${activity.id}`);
  const [certificate] = [...slack.workspace.files.values()].filter(({ name }) =>
    name.startsWith('potvrzeni'),
  );
  const document = Buffer.from(eva.download(certificate!)).toString('utf8');
  expect(document).toContain('Eva Dvořáková');
  expect(document).toContain('§ 35 zákona č. 235/2004 Sb.');
  expect(names(document)).toBe(false);

  const mails = await ctx.db('inbound_emails').count({ n: '*' });
  await post({
    from: kvidosMail,
    to: 'eva@ocel-vir.example',
    cc: crm,
    subject: 'Ještě jednou',
    text: 'Tady Kvido Hvozdenka.',
  });
  await decided(Number(mails[0]?.n) + 1);
  const last = await ctx.db('inbound_emails').orderBy('id', 'desc').first();
  expect(last).toMatchObject({
    status: 'ignored',
    reason: 'erased',
    from_address: null,
    subject: null,
    blob: null,
  });
  expect(await cellsNaming(ctx)).toEqual([]);
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
}, 90_000);
