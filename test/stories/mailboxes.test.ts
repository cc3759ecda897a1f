import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { seedStory } from '../../fixtures/workspace.ts';
import { frozenTime, sleep } from '../../src/lib/time.ts';
import { startMailbox } from '../../src/sandbox/mailbox.ts';
import { story } from '../support/story.ts';

const now = '2027-03-08T08:00:00.000Z';
const obchod = 'obchod@ocel-vir.example';

async function storyWith(config: Record<string, unknown>) {
  const files = mkdtempSync(path.join(tmpdir(), 'vizitka-story-'));
  onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  const mailbox = await startMailbox({ time: frozenTime(now), addresses: [obchod], senders: [] });
  onTestFinished(() => mailbox.stop());
  const { host, port, user, pass } = mailbox;
  const MAILBOXES = [
    {
      name: 'obchod',
      host,
      port,
      secure: false,
      user,
      pass,
      mode: 'team',
      addresses: [obchod],
      pollSeconds: 5,
      ...config,
    },
  ];
  const told = await story({ now, env: { FILES_DIR: files, MAILBOXES: JSON.stringify(MAILBOXES) } });
  const { ctx } = told.server.crm;
  await seedStory(ctx);
  const until = async (what: () => Promise<boolean>) => {
    for (let tries = 0; tries < 400; tries += 1) {
      if (await what()) return told.settles();
      await sleep(50);
    }
    throw new Error('it did not happen in time');
  };
  const rows = () => ctx.db('inbound_emails').whereNot({ status: 'received' });
  return { ...told, post: mailbox.send, rows, until };
}

const letter = {
  from: 'MUDr. Alena Malá <ordinace@klinika.example>',
  to: obchod,
  subject: 'Rekonstrukce ordinace',
  text: 'Dobrý den, sháníme dodavatele zábradlí.',
};

it('shows what a team’s mailbox did not log and why, and logs it for whoever sorts it', async () => {
  const { eva, zuzana, post, rows, until, slack } = await storyWith({ for: ['zuzana@ocel-vir.example'] });
  await post(letter);
  await until(async () => (await rows()).length === 1);
  expect(await rows()).toMatchObject([
    { status: 'ignored', reason: 'notKnownHere', subject: null, blob: null },
  ]);

  // An admin sees how the mailbox is and how many there are, not which.
  await eva.command('/crm', 'pošta');
  const status = eva.lastEphemeral()!;
  expect(eva.reads(status)).toContain('obchod: přečteno');
  expect(eva.reads(status)).toContain('1 nezapsaný e-mail za 30 dní (neznámí lidé: 1)');
  expect(eva.reads(status)).not.toContain('Co se nezapsalo a proč');

  await zuzana.command('/crm', 'pošta');
  await zuzana.click(zuzana.lastEphemeral()!, 'Co se nezapsalo a proč');
  const list = zuzana.lastEphemeral()!;
  expect(zuzana.reads(list)).toContain('Nezapsané: obchod');
  expect(zuzana.reads(list)).toContain('MUDr. Alena Malá <ordinace');
  expect(zuzana.reads(list)).not.toContain('Rekonstrukce');
  await zuzana.click(list, 'Přesto zapsat');
  await until(async () => (await rows())[0]?.status === 'triage');
  expect(zuzana.reads(zuzana.inbox().at(-1)!)).toContain('Rekonstrukce ordinace');
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
});

it('asks the person in whose name a mailbox is, and reads it only while they want it', async () => {
  const { eva, zuzana, rows, post, until, settles, server, slack } = await storyWith({
    person: 'zuzana@ocel-vir.example',
    since: '2027-03-01',
  });
  await post({ ...letter, from: 'Petr Říha <riha@mostni-stavby.example>' });
  const { ctx } = server.crm;
  await until(async () => (await ctx.db('mailbox_switches')).length === 1);
  await settles();
  const question = zuzana.inbox().at(-1)!;
  expect(zuzana.reads(question)).toContain('Může Vizitka číst tvou schránku (obchod)?');
  expect(zuzana.reads(question)).toContain('Čte se od pošty z 1.\u00a03.\u00a02027.');
  expect(await rows()).toEqual([]);

  await eva.command('/crm', 'pošta');
  expect(eva.reads(eva.lastEphemeral()!)).toContain('Zapnout ji může jen ten, čí je: Zuzana');

  await zuzana.click(question, 'Zapnout');
  await until(async () => (await rows()).length === 1);
  expect(await rows()).toMatchObject([{ status: 'logged' }]);
  expect(zuzana.reads(zuzana.inbox().find(({ ts }) => ts === question.ts)!)).toContain(
    's tvým souhlasem se čte',
  );
  await zuzana.click(zuzana.inbox().find(({ ts }) => ts === question.ts)!, 'Vypnout');
  await settles();
  expect(zuzana.reads(zuzana.inbox().find(({ ts }) => ts === question.ts)!)).toContain('nečte se');
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
});
