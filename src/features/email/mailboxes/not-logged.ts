/** What was not logged and why, for those whose mailbox it is; and logging it all the same. */
import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { notFound } from '../../../lib/errors.ts';
import { addHours, type Instant } from '../../../lib/time.ts';
import type { Email, EmailId } from '../model.ts';
import { assertMayAsk } from '../privacy/never-log-service.ts';
import { hasEntries } from '../privacy/never-log-store.ts';
import { findEmail, updateEmailFrom } from '../store.ts';
import type { MailboxConfig } from './config.ts';
import { keepRaw } from './ingest.ts';
import { type MailFailure, mailFailureOf } from './mail-failure.ts';
import { connectMailbox } from './mailbox.ts';
import { isUserOf, mailboxOf } from './mailbox-people.ts';
import { countNotLogged, listNotLogged, type NotLoggedCount } from './not-logged-store.ts';
import { mayRead } from './switch.ts';

export interface NotLoggedPage {
  mailbox: string;
  mode: MailboxConfig['mode'];
  offset: number;
  mails: Email[];
  counts: NotLoggedCount[];
  total: number;
  /** the reader keeps mail of their own off, and may log it all the same */
  keepsOff: boolean;
}

export const notLoggedPageSize = 10;

/** Of the last 30 days. */
export const notLoggedSince = (ctx: Ctx): Instant => addHours(ctx.time.now(), -30 * 24);

/** @throws CrmError notFound (mailbox), also for everybody whose mailbox it is not */
export async function readNotLogged(ctx: Ctx, name: string, offset: number): Promise<NotLoggedPage> {
  const { mode } = await getOwnMailbox(ctx, name);
  const since = notLoggedSince(ctx);
  const [counts, mails] = await Promise.all([
    countNotLogged(ctx, name, since),
    listNotLogged(ctx, name, since, { offset, limit: notLoggedPageSize }),
  ]);
  return {
    mailbox: name,
    mode,
    offset,
    mails,
    counts,
    total: counts.reduce((sum, one) => sum + one.count, 0),
    keepsOff: await hasEntries(ctx, actorId(ctx)),
  };
}

async function getOwnMailbox(ctx: Ctx, name: string): Promise<MailboxConfig> {
  const mailbox = mailboxOf(ctx, name);
  return mailbox && (await isUserOf(ctx, mailbox)) ? mailbox : notFound('mailbox');
}

export type Asked = { outcome: 'coming' | 'gone' } | { outcome: 'unreadable'; failure: MailFailure };

/**
 * Fetches it again and lets it be decided, as if it were meant to be logged. Reaches out to the server.
 * @returns `gone` when the server does not have it any more
 * @throws CrmError notFound (mailbox: not theirs, or switched off; email: somebody was faster), mail.erased, mail.keptOff
 */
export async function logAnyway(ctx: Ctx, id: EmailId): Promise<Asked> {
  const email = await findEmail(ctx, id);
  if (email?.status !== 'ignored') return notFound('email');
  const mailbox = await getOwnMailbox(ctx, email.locator.mailbox);
  if (!(await mayRead(ctx, mailbox))) return notFound('mailbox');
  await assertMayAsk(ctx, email.reason);
  if (email.blob) return decideAnew(ctx, email, {});
  try {
    const kept = await fetchAgain(ctx, mailbox, email);
    return kept ? await decideAnew(ctx, email, kept) : { outcome: 'gone' };
  } catch (error) {
    if (!isOfTheServer(error)) throw error;
    ctx.log.warn({ mailbox: mailbox.name, err: error }, 'a mail cannot be fetched again');
    return { outcome: 'unreadable', failure: mailFailureOf(error) };
  }
}

/** Anything else is our own mistake. */
const isOfTheServer = (error: unknown): boolean =>
  mailFailureOf(error).code !== 'other' ||
  (error as { responseStatus?: string }).responseStatus !== undefined;

async function fetchAgain(ctx: Ctx, mailbox: MailboxConfig, email: Email) {
  const connection = await connectMailbox(ctx, mailbox);
  try {
    const { locator, messageId, serverAt } = email;
    const from = email.from?.address ?? null;
    const found = await connection.find(ctx, { locator, messageId, from, serverAt });
    if (!found) return null;
    const { name, size } = await keepRaw(ctx, found.raw);
    const onServer = found.size ?? size;
    return { blob: name, size: onServer, truncated: onServer > size };
  } finally {
    connection.close();
  }
}

function decideAnew(
  ctx: Ctx,
  { id }: Email,
  kept: { blob?: string; size?: number; truncated?: boolean },
): Promise<Asked> {
  return transaction(ctx, async (tx) => {
    const now = tx.time.now();
    const mine = await updateEmailFrom(tx, id, 'ignored', {
      ...kept,
      status: 'received',
      reason: null,
      reason_details: null,
      attempts: 0,
      run_at: now,
      done_at: null,
      wanted_by: actorId(tx),
    });
    if (!mine) notFound('email');
    await recordEvent(tx, 'email.asked', { kind: 'email', id });
    return { outcome: 'coming' as const };
  });
}
