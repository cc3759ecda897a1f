import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { domainOf, isFreeMail } from './addresses.ts';
import { beforeOf, decideWaiting, getEmail, getWaiting } from './deciding.ts';
import { noteDecision, openDecision } from './decision-store.ts';
import { passCardOn } from './grouping.ts';
import { addIgnoredSender } from './ignore-store.ts';
import { type DecisionId, type Email, type EmailId, type IgnoreWhat, reason } from './model.ts';
import { onlySeen } from './sight.ts';
import { reasonColumns } from './store.ts';
import { listJoined, listWaitingOf } from './waiting-store.ts';

/** Can be undone by undoDecision. @throws CrmError notFound (email: somebody was faster) */
export function ignoreEmail(ctx: Ctx, id: EmailId, what: IgnoreWhat): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const email = await getWaiting(tx, id);
    const pattern = patternOf(email, what);
    const others = pattern
      ? await onlySeen(tx, await listWaitingOf(tx, pattern))
      : what === 'all'
        ? await listJoined(tx, id)
        : [];
    await ignoreEmails(tx, [email, ...others.filter((one) => one.id !== id)], pattern);
    return getEmail(tx, id);
  });
}

/** Many at once. @param pattern an address or `@domain` that is not heard any more @returns the decision, to be undone as one */
export function ignoreEmails(ctx: Ctx, emails: Email[], pattern: string | null): Promise<DecisionId> {
  return transaction(ctx, async (tx) => {
    const decision = await openDecision(tx, 'ignored');
    const isNew = pattern !== null && (await addIgnoredSender(tx, pattern, actorId(tx)));
    const why = pattern ? reason('ignoredSender', { pattern }) : reason('ignoredByHand', {});
    for (const email of emails) {
      await decideWaiting(tx, email, decision, { status: 'ignored', ...reasonColumns(why) });
      await recordEvent(tx, 'email.ignored', { kind: 'email', id: email.id }, { pattern });
    }
    for (const { id } of emails) await passCardOn(tx, id);
    await noteDecision(tx, decision, 'ignored', {
      mails: emails.map(beforeOf),
      pattern: isNew ? pattern : null,
    });
    return decision;
  });
}

/** A free-mail domain is never ignored as a whole: customers write from it too. */
function patternOf({ counterpart }: Email, what: IgnoreWhat): string | null {
  if (counterpart === null || what === 'mail' || what === 'all') return null;
  const domain = domainOf(counterpart);
  return what === 'domain' && !isFreeMail(domain) ? `@${domain}` : counterpart;
}
