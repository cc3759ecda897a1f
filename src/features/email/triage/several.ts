/** Many waiting mails at once, chosen by who wrote them. */
import { actorId, type Ctx } from '../../../lib/context.ts';
import { CrmError, FieldErrors, refuse } from '../../../lib/errors.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { About } from '../../activities/target.ts';
import { domainOf, isFreeMail } from '../addresses.ts';
import type { DecisionId, EmailId } from '../model.ts';
import { emailsAsSeen } from '../privacy/sight.ts';
import { isPortal } from '../reading/portals.ts';
import { fileMany } from '../service.ts';
import type { Whose } from './heaps.ts';
import { fits, ignoreEmails } from './ignoring.ts';
import { countBySender, listWaitingBySenders } from './several-store.ts';
import { undoDecision } from './undoing.ts';
import { groupLimit } from './waiting-store.ts';

/** What waits from one address, or from several of one domain (`@firma.example`). */
export interface SenderGroup {
  pattern: string;
  mails: number;
  /** of the newest ones */
  subjects: string[];
}

export interface Senders {
  groups: SenderGroup[];
  /** further addresses from which mails wait */
  others: number;
}

/** Slack shows so many boxes. */
const shownGroups = 10;

const me = (ctx: Ctx): Whose => (actorId(ctx) ?? 0) as PersonId;

/** Who has most waiting comes first. @throws CrmError mail.salesLeadOnly (somebody else's) */
export async function listSenders(ctx: Ctx, whose: Whose = me(ctx)): Promise<Senders> {
  const senders = await countBySender(ctx, whose);
  const ofDomain = Map.groupBy(senders, ({ counterpart }) => domainOf(counterpart));
  const domains = [...ofDomain].flatMap(([domain, some]) =>
    some.length > 1 && !isFreeMail(domain) ? [`@${domain}`] : [],
  );
  const groups = [...domains, ...senders.map(({ counterpart }) => counterpart)]
    .map((pattern) => ({ pattern, mails: countOf(senders, pattern) }))
    .toSorted((a, b) => b.mails - a.mails)
    .slice(0, shownGroups);
  const listed: SenderGroup[] = [];
  for (const group of groups) {
    const newest = { order: 'desc', limit: 3, doubted: true } as const;
    const mails = await listWaitingBySenders(ctx, whose, [group.pattern], newest);
    const subjects = (await emailsAsSeen(ctx, mails)).map(({ subject }) => subject ?? '');
    listed.push({ ...group, subjects });
  }
  const others = senders.filter((one) => !groups.some(({ pattern }) => fits(one, pattern))).length;
  return { groups: listed, others };
}

const countOf = (senders: Awaited<ReturnType<typeof countBySender>>, pattern: string): number =>
  senders.reduce((sum, one) => sum + (fits(one, pattern) ? one.mails : 0), 0);

export type SeveralWhat = 'file' | 'contacts' | 'ignore' | 'always';

export interface Several {
  patterns: string[];
  what: SeveralWhat;
  /** where they go; null unless they are filed, and may be for contacts */
  about: About | null;
  /** for whom they wait: the actor, unless it is said */
  whose?: Whose | undefined;
}

export interface SeveralDone {
  decision: DecisionId;
  /** put away now */
  mails: number;
  first: EmailId;
  /** how many of the same wait still */
  left: number;
  /** nobody's mails, of which no contacts are made: they wait for another answer */
  stayed: number;
}

/**
 * Puts away what waits from these senders, for the actor or a colleague: a hundred at once, the oldest first.
 * Of a circular or a machine's mail no contact is made: without a place it stays, and the others do not wait for it.
 * @throws CrmError notFound (deal, company; email: nothing waits any more), mail.salesLeadOnly; FieldErrors from, place
 */
export async function sortSeveral(ctx: Ctx, several: Several): Promise<SeveralDone> {
  const { patterns, what, about } = several;
  const whose = several.whose ?? me(ctx);
  if (patterns.length === 0) throw new FieldErrors([new CrmError('required', {}, 'from')]);
  if (what === 'file' && !about) throw new FieldErrors([new CrmError('activity.aboutNothing', {}, 'place')]);
  const isMeant = (one: { counterpart: string }) => patterns.some((pattern) => fits(one, pattern));
  const senders = (await countBySender(ctx, whose)).filter(isMeant);
  const portals = senders.flatMap(({ counterpart }) => (isPortal(counterpart) ? [counterpart] : []));
  const named = what === 'contacts' && !about ? { portals } : null;
  const able = named ? (await countBySender(ctx, whose, { named })).filter(isMeant) : senders;
  // Who only claims to be one of them is not filed together with them.
  const isFiled = what === 'file' || what === 'contacts';
  const total = (some: typeof senders) =>
    some.reduce((sum, { mails, doubted }) => sum + mails - (isFiled ? doubted : 0), 0);
  const stayed = total(senders) - total(able);
  const oldest = { order: 'asc', limit: groupLimit, doubted: !isFiled, named } as const;
  const mails = await listWaitingBySenders(ctx, whose, patterns, oldest);
  const [first] = mails;
  if (!first && stayed > 0) throw new FieldErrors([new CrmError('email.makesNoContact', {}, 'place')]);
  if (!first) return refuse('notFound', { what: 'email' });
  // Nobody is silenced by what others wrote in their name.
  const surely = patterns.filter((pattern) =>
    senders.some((one) => one.doubted < one.mails && fits(one, pattern)),
  );
  const decision = isFiled
    ? await fileMany(ctx, mails, about, { contacts: what === 'contacts' })
    : await ignoreEmails(ctx, mails, what === 'always' ? surely : []);
  const left = Math.max(0, total(able) - mails.length);
  return { decision, mails: mails.length, first: first.id, left, stayed };
}

/** All that was put away one after the other. @throws CrmError notFound (nothing is left to take back) */
export async function undoSeveral(ctx: Ctx, decisions: DecisionId[]): Promise<void> {
  let undone = 0;
  for (const decision of decisions.toReversed()) {
    try {
      await undoDecision(ctx, decision);
      undone += 1;
    } catch (error) {
      // Of these somebody has decided since, or they were taken back: the others are not less wanted.
      if (!(error instanceof CrmError) || error.code !== 'notFound') throw error;
    }
  }
  if (undone === 0) refuse('notFound', { what: 'email' });
}
