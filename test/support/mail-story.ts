import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { seedStory } from '../../fixtures/workspace.ts';
import { frozenTime, sleep } from '../../src/lib/time.ts';
import { type SandboxMailbox, startMailbox } from '../../src/sandbox/mailbox.ts';
import { type Story, story } from './story.ts';

export const crm = 'crm@ocel-vir.example';

export interface MailStory extends Story {
  post: SandboxMailbox['send'];
  /** Waits until so many mails are decided and their files put away, then performs what came due. */
  decided(count: number): Promise<void>;
}

/** The product with a dropbox that a local IMAP server keeps, and the story's two deals; on a Monday at nine in Prague. */
export async function mailStory(
  env: Record<string, string> = {},
  now = '2027-03-08T08:00:00.000Z',
): Promise<MailStory> {
  const files = mkdtempSync(path.join(tmpdir(), 'vizitka-story-'));
  onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  const mailbox = await startMailbox({ time: frozenTime(now), addresses: [crm], senders: [] });
  onTestFinished(() => mailbox.stop());
  const { host, port, user, pass } = mailbox;
  const dropbox = { name: 'crm', host, port, user, pass, secure: false, mode: 'dropbox', addresses: [crm] };
  const told = await story({
    now,
    env: { FILES_DIR: files, MAILBOXES: JSON.stringify([{ ...dropbox, pollSeconds: 5 }]), ...env },
  });
  await seedStory(told.server.crm.ctx);
  return {
    ...told,
    // As it is after a restart.
    get server() {
      return told.server;
    },
    post: mailbox.send,
    async decided(count) {
      const { ctx } = told.server.crm;
      for (let tries = 0; tries < 400; tries += 1) {
        const rows = await ctx.db('inbound_emails').whereNot({ status: 'received' });
        const waiting = await ctx.db('inbound_emails').whereNotNull('files_due_at');
        if (rows.length >= count && waiting.length === 0) return told.settles();
        await sleep(50);
      }
      throw new Error('the mail did not arrive');
    },
  };
}
