/** What becomes of mails whose processing failed, by their own fault or because something around us was missing. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { randomId } from '../../lib/ids.ts';
import { type Lack, lackBehind } from '../../lib/surroundings.ts';
import { addMillis, type Instant, millis } from '../../lib/time.ts';
import { listHeld } from './claim-store.ts';
import { type Email, type EmailId, reason } from './model.ts';
import { quarantine } from './quarantine.ts';
import { queueLackNotice } from './quarantine-effects.ts';
import { findSetback, forgetSetback, noteSetback, wasLaterDecided } from './setback-store.ts';
import { updateEmail } from './store.ts';

/** After so many failures of ours a message waits for a person. */
export const maxAttempts = 5;

/** @throws when not even this can be written: then they are claimed still */
export async function noteFailure(ctx: Ctx, emails: Email[], claim: string, error: unknown): Promise<void> {
  const lack = lackBehind(error) ?? (await lackOfFiles(ctx, error));
  const [only, ...others] = emails;
  if (lack && only && others.length === 0 && (await failsAlone(ctx, only)))
    return giveUp(ctx, only, claim, lack, error);
  if (lack && !(await isToBlame(ctx, emails, lack))) return waitFor(ctx, emails, claim, lack, error);
  for (const email of emails) await noteAttempt(ctx, email, claim, error);
  if (lack) await transaction(ctx, (tx) => queueLackNotice(tx, lack));
}

/** One that a database fails alone, and not for the first time, may be what ends its connections. */
const isToBlame = async (ctx: Ctx, emails: Email[], lack: Lack): Promise<boolean> =>
  lack === 'database' &&
  emails.length === 1 &&
  (await haveFailed(
    ctx,
    emails.map(({ id }) => id),
  ));

/** As long a mail may wait for what seems to be missing while others find it there. */
const longestMs = 24 * 3_600_000;

/** What a mail runs into for a whole day, and those that came after it do not, is in the mail. */
async function failsAlone(ctx: Ctx, { id }: Email): Promise<boolean> {
  const setback = await findSetback(ctx, id);
  if (!setback || setback.since > addMillis(ctx.time.now(), -longestMs)) return false;
  return wasLaterDecided(ctx, id, setback.lastAt);
}

async function giveUp(ctx: Ctx, email: Email, claim: string, lack: Lack, error: unknown): Promise<void> {
  const reference = randomId().slice(0, 8);
  ctx.log.error({ err: error, email: email.id, lack, reference }, 'a mail alone fails for a day');
  await transaction(ctx, async (tx) => {
    if (!(await listHeld(tx, [email.id], claim)).has(email.id)) return;
    await forgetSetback(tx, email.id);
    await quarantine(tx, email, reason('failsAlone', { lack, reference }), { last_error: lineOf(error) });
  });
}

/** A folder without any file at all is not the one in which they are kept: it is not mounted. */
async function lackOfFiles(ctx: Ctx, error: unknown): Promise<Lack | null> {
  if ((error as { code?: unknown })?.code !== 'ENOENT') return null;
  return (await ctx.ports.mailBlobs.holdsAny()) ? null : 'files';
}

const minuteMs = 60_000;

/** That this can be written says that the database is back. */
const soonest: Record<Lack, number> = { room: minuteMs, files: minuteMs, database: 5000 };

/** Half as long again as it waits already, at most half an hour. */
const triedAgainAt = (now: Instant, { serverAt }: Email, lack: Lack): Instant => {
  const waited = Math.max(0, millis(now) - millis(serverAt));
  return addMillis(now, Math.min(30 * minuteMs, Math.max(soonest[lack], Math.floor(waited / 2))));
};

/** None of them is to blame: nothing counts as an attempt. */
async function waitFor(ctx: Ctx, emails: Email[], claim: string, lack: Lack, error: unknown): Promise<void> {
  ctx.log.error({ err: error, emails: emails.length, lack }, 'mails wait until something is there again');
  await transaction(ctx, async (tx) => {
    const held = await listHeld(
      tx,
      emails.map(({ id }) => id),
      claim,
    );
    const isLasting = lack !== 'database' || (await haveFailed(tx, [...held]));
    for (const email of emails.filter(({ id }) => held.has(id))) {
      await updateEmail(tx, email.id, {
        last_error: lineOf(error),
        claim: null,
        claimed_until: null,
        attempts: Math.max(0, email.attempts - 1),
        run_at: triedAgainAt(tx.time.now(), email, lack),
      });
      await noteSetback(tx, email.id);
    }
    if (held.size > 0 && isLasting) await queueLackNotice(tx, lack);
  });
}

/** Any of them before: a connection that broke once is nothing to tell, and blames none. */
export const haveFailed = async (tx: Ctx, ids: EmailId[]): Promise<boolean> =>
  (await tx.db('inbound_emails').whereIn('id', ids).whereNotNull('last_error').first('id')) !== undefined;

async function noteAttempt(ctx: Ctx, email: Email, claim: string, error: unknown): Promise<void> {
  const reference = randomId().slice(0, 8);
  const { attempts } = email;
  ctx.log.error({ err: error, email: email.id, attempts, reference }, 'processing a mail failed');
  await transaction(ctx, async (tx) => {
    if (!(await listHeld(tx, [email.id], claim)).has(email.id)) return;
    const last_error = lineOf(error);
    if (attempts >= maxAttempts) {
      return quarantine(tx, email, reason('failedRepeatedly', { attempts, reference }), { last_error });
    }
    await updateEmail(tx, email.id, {
      last_error,
      claim: null,
      claimed_until: null,
      run_at: addMillis(tx.time.now(), 2 ** attempts * minuteMs),
    });
  });
}

/** knex tells the statement, which may be long, before what became of it. */
const lineOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  const [, sql, cause] = /^((?:select|insert|update|delete|with)\b.*) - (.+)$/is.exec(text) ?? [];
  return (sql && cause ? `${cause} - ${sql}` : text).slice(0, 300);
};
