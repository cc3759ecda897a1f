/** Many waiting mails at once, chosen by who wrote them. */
import { actorId, type Ctx } from '../../../lib/context.ts';
import { CrmError, FieldErrors, refuse } from '../../../lib/errors.ts';
import type { DealId, PersonId } from '../../../lib/ids.ts';
import { domainOf, isFreeMail } from '../addresses.ts';
import type { DecisionId, Email, EmailId } from '../model.ts';
import { fileManyToDeal } from '../service.ts';
import { fits, ignoreEmails } from './ignoring.ts';
import { listWaitingFor } from './triage.ts';
import { groupLimit } from './waiting-store.ts';

/** What waits from one address, or from several of one domain (`@firma.example`). */
export interface SenderGroup {
  pattern: string;
  mails: number;
  /** of the newest ones */
  subjects: string[];
}

/** Slack shows so many boxes. */
const shownGroups = 10;
/** As many as one looks through for who wrote most. */
const lookedThrough = 500;

const waitingForMe = (ctx: Ctx): Promise<Email[]> =>
  listWaitingFor(ctx, (actorId(ctx) ?? 0) as PersonId, lookedThrough);

/** Who has most waiting comes first. */
export async function listSenders(ctx: Ctx): Promise<SenderGroup[]> {
  const mails = await waitingForMe(ctx);
  const addresses = [...new Set(mails.flatMap(({ counterpart }) => counterpart ?? []))];
  const domains = [...new Set(addresses.map(domainOf))].filter(
    (domain) => !isFreeMail(domain) && addresses.filter((one) => domainOf(one) === domain).length > 1,
  );
  return [...domains.map((domain) => `@${domain}`), ...addresses]
    .map((pattern) => {
      const theirs = mails.filter((mail) => fits(mail, pattern));
      return {
        pattern,
        mails: theirs.length,
        subjects: theirs.slice(0, 3).map(({ subject }) => subject ?? ''),
      };
    })
    .toSorted((a, b) => b.mails - a.mails)
    .slice(0, shownGroups);
}

/** Nobody is silenced by what others wrote in their name. */
const surely =
  (mails: Email[]) =>
  (pattern: string): boolean =>
    mails.some((mail) => mail.senderDoubt === null && fits(mail, pattern));

export type SeveralWhat = 'file' | 'ignore' | 'always';

/**
 * Puts away all that waits for the actor from these senders: at most a hundred, the oldest first.
 * @throws CrmError notFound (deal; email: nothing waits any more); FieldErrors from, deal
 */
export async function sortSeveral(
  ctx: Ctx,
  { patterns, what, dealId }: { patterns: string[]; what: SeveralWhat; dealId: DealId | null },
): Promise<{ decision: DecisionId; mails: number; first: EmailId }> {
  if (patterns.length === 0) throw new FieldErrors([new CrmError('required', {}, 'from')]);
  if (what === 'file' && !dealId) throw new FieldErrors([new CrmError('required', {}, 'deal')]);
  const theirs = (await waitingForMe(ctx)).filter((mail) => patterns.some((pattern) => fits(mail, pattern)));
  // Who only claims to be one of them is not filed together with them.
  const wanted = what === 'file' ? theirs.filter(({ senderDoubt }) => senderDoubt === null) : theirs;
  const mails = wanted.reverse().slice(0, groupLimit);
  const [first] = mails;
  if (!first) return refuse('notFound', { what: 'email' });
  const decision =
    what === 'file'
      ? await fileManyToDeal(ctx, mails, dealId as DealId)
      : await ignoreEmails(ctx, mails, what === 'always' ? patterns.filter(surely(theirs)) : []);
  return { decision, mails: mails.length, first: first.id };
}
