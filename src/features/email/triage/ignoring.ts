import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { domainAndParents, domainOf, isFreeMail } from '../addresses.ts';
import { type DecisionId, type Email, type EmailId, type IgnoreWhat, reason } from '../model.ts';
import { addIgnoredSender } from '../privacy/ignore-store.ts';
import { onlySeen } from '../privacy/sight.ts';
import { reasonColumns } from '../store.ts';
import { beforeOf, decideWaiting, getEmail, getWaiting } from './deciding.ts';
import { noteDecision, openDecision } from './decision-store.ts';
import { passCardOn } from './grouping.ts';
import { listJoined, listWaitingOf } from './waiting-store.ts';

/** Can be undone by undoDecision. @throws CrmError notFound (email: somebody was faster) */
export function ignoreEmail(ctx: Ctx, id: EmailId, what: IgnoreWhat): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const email = await getWaiting(tx, id);
    const pattern = patternOf(email, what);
    const others = pattern
      ? await listWaitingOf(tx, pattern)
      : what === 'all'
        ? await listJoined(tx, id)
        : [];
    const seen = (await onlySeen(tx, others)).filter((one) => one.id !== id);
    await ignoreEmails(tx, [email, ...seen], pattern ? [pattern] : []);
    return getEmail(tx, id);
  });
}

/** Many at once. @param patterns addresses and `@domain`s that are not heard any more @returns the decision, to be undone as one */
export function ignoreEmails(ctx: Ctx, emails: Email[], patterns: string[]): Promise<DecisionId> {
  return transaction(ctx, async (tx) => {
    const decision = await openDecision(tx, 'ignored');
    const fresh: string[] = [];
    for (const pattern of patterns) if (await addIgnoredSender(tx, pattern, actorId(tx))) fresh.push(pattern);
    for (const email of emails) {
      const pattern = patterns.find((one) => fits(email, one)) ?? null;
      const why = pattern ? reason('ignoredSender', { pattern }) : reason('ignoredByHand', {});
      await decideWaiting(tx, email, decision, { status: 'ignored', ...reasonColumns(why) });
      await recordEvent(tx, 'email.ignored', { kind: 'email', id: email.id }, { pattern });
    }
    for (const { id } of emails) await passCardOn(tx, id);
    await noteDecision(tx, decision, 'ignored', { mails: emails.map(beforeOf), patterns: fresh });
    return decision;
  });
}

/** @param pattern an address, or `@domain` with what is below it */
export function fits({ counterpart }: Pick<Email, 'counterpart'>, pattern: string): boolean {
  if (counterpart === null) return false;
  return pattern.startsWith('@')
    ? domainAndParents(domainOf(counterpart)).includes(pattern.slice(1))
    : counterpart === pattern;
}

/**
 * A free-mail domain is never ignored as a whole: customers write from it too. Whom a mail only claims to be from goes on being
 * heard.
 */
function patternOf({ counterpart, senderDoubt }: Email, what: IgnoreWhat): string | null {
  if (counterpart === null || senderDoubt || what === 'mail' || what === 'all') return null;
  const domain = domainOf(counterpart);
  return what === 'domain' && !isFreeMail(domain) ? `@${domain}` : counterpart;
}
