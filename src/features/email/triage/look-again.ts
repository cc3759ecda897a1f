/** Mails that wait, by what is known now: their cards say so, or the rules decide as they would have done. */
import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { DealId } from '../../../lib/ids.ts';
import { effect } from '../../../outbox/effects.ts';
import { holdLead } from '../../leads/service.ts';
import { queueEmailEdits } from '../effects.ts';
import { lookUp, subjectNumbers } from '../lookup.ts';
import { type Decision, decide } from '../match.ts';
import { asGuesses } from '../mistrust.ts';
import { type Clue, type Email, type EmailId, type ReasonCode, reason } from '../model.ts';
import { concernsSubject, patternsOf } from '../privacy/never-log.ts';
import { listFitting } from '../privacy/never-log-store.ts';
import { isNoticeMail } from '../reading/portals.ts';
import { dealFacts } from '../records-store.ts';
import { consideredColumns, reasonColumns, updateEmail } from '../store.ts';
import { listThreadIds } from '../text-store.ts';
import { type FilingPlace, fileByRules } from './filing.ts';
import { type About, listByHandOnly, listWaitingAbout, type RecordKind } from './look-again-store.ts';

/** As it was queued before several came together: some may wait through an upgrade. */
interface OfOne {
  kind: RecordKind;
  id: number;
}

export const lookAgain = effect<About | OfOne>('email.lookAgain', async (ctx, queued) => {
  const about = 'ids' in queued ? queued : { kind: queued.kind, ids: [queued.id] };
  await transaction(ctx, (tx) => lookAtWaiting(tx, about));
  return { do: 'drop', reason: 'looked at again' };
});

/** Nobody knew them, or they had nothing here: that changes. What several deals are told apart by does not. */
const becomesKnown: ReadonlySet<ReasonCode> = new Set([
  'unknownSender',
  'freeMailSender',
  'noOpenDeal',
  'askedNextTime',
  'strangersTag',
  'strangersNumber',
]);

/** Reasons that only what is known of the sender can make other ones; further ones are those that this gives. */
const renewed: ReadonlySet<ReasonCode> = new Set([
  ...becomesKnown,
  'severalDeals',
  'senderNotVerified',
  'contactsOnlyDeal',
  'companysOnlyDeal',
  'domainsOnlyDeal',
  'leadsAddress',
  'chosenBefore',
  'chosenDeal',
]);

/** What only says who somebody is; all else that speaks for a deal says so still. */
const ofPeople: ReadonlySet<Clue | undefined> = new Set(['contact', 'company', 'chosen', 'chosenThere']);

interface Seen {
  email: Email;
  decision: Decision;
  place: FilingPlace;
  /** by the rules, without a person */
  isDecided: boolean;
}

/** Acts as the system. */
export async function lookAtWaiting(tx: Ctx, about: About): Promise<void> {
  const waiting = await listWaitingAbout(tx, about);
  const mails = waiting.filter(
    (email) => email.reason && renewed.has(email.reason.code) && !isNoticeMail(email),
  );
  const byHand = await listByHandOnly(
    tx,
    mails.map(({ id }) => id),
  );
  const seen: Seen[] = [];
  for (const email of mails) {
    const one = await seeAnew(tx, email);
    // Whoever was shown the question may not know the deal: it stays as it was.
    if (!(await isOfRestricted(tx, one))) seen.push(one);
  }
  const isDecided = (one: Seen): boolean => one.isDecided && !byHand.has(one.email.id);
  // One decision for all that go the same way: a thread hears of them once.
  const together = Map.groupBy(seen.filter(isDecided), ({ place, decision }) =>
    JSON.stringify([place, decision.reason]),
  );
  for (const some of together.values()) {
    const [first] = some;
    if (!first) continue;
    await fileByRules(
      tx,
      some.map(({ email }) => email),
      first.place,
      first.decision.reason,
    );
  }
  const cards = new Set<EmailId>();
  for (const one of seen) {
    if (isDecided(one) || !(await askAnew(tx, one))) continue;
    cards.add(one.email.leadId ?? one.email.id);
    cards.add(one.email.id);
  }
  // Once each, however many of its mails have changed.
  for (const id of cards) await queueEmailEdits(tx, id);
}

async function seeAnew(tx: Ctx, email: Email): Promise<Seen> {
  const address = email.counterpart ?? '';
  const subject = email.subject ?? '';
  const tagged = email.reason?.code === 'strangersTag' ? email.reason.details.deal : null;
  const isByTag = tagged !== null && !subjectNumbers(subject).some((number) => number === tagged);
  const known = await lookUp(tx, {
    counterpart: { address, name: '' },
    outside: [{ address, name: '' }],
    tag: isByTag ? { kind: 'deal', number: tagged } : null,
    subject,
    threadIds: await listThreadIds(tx, email.id),
    forwardedBy: email.forwardedBy === null ? null : { address: email.forwardedBy, name: '' },
    direction: email.direction ?? 'in',
  });
  const decision = decide(known);
  const became = decision.lead ? (await holdLead(tx, decision.lead)).became : null;
  const place = {
    dealId: became?.dealId ?? decision.deal,
    companyId: became?.companyId ?? decision.company ?? known.company?.id ?? null,
    contactId: became?.contactId ?? known.contact?.id ?? null,
    leadId: decision.lead ?? null,
  };
  const isDecided = decision.outcome === 'logged' && (await mayBeDecided(tx, email, decision, place));
  return { email, decision, place, isDecided };
}

const otherGuesses = ({ considered, clues }: Email): DealId[] =>
  considered.filter((deal) => !ofPeople.has(clues[deal]));

/** As it would have been, had its sender been known: what is not to be logged, or may belong elsewhere, goes on waiting. */
async function mayBeDecided(tx: Ctx, email: Email, decision: Decision, place: FilingPlace): Promise<boolean> {
  const { senderDoubt, subject, counterpart } = email;
  if (senderDoubt !== null || !becomesKnown.has(email.reason?.code ?? 'byHand')) return false;
  // Who hears of it is another than who is asked; and whoever chose a deal may have left this one out.
  if (['chosenBefore', 'chosenDeal'].includes(decision.reason.code)) return false;
  if (!otherGuesses(email).every((deal) => deal === place.dealId)) return false;
  // Of one whose subject is hidden nobody can tell.
  if (subject === null) return false;
  const listed = await listFitting(tx, patternsOf(counterpart === null ? [] : [counterpart]));
  return listed.every((entry) => entry.kind === 'subject' && !concernsSubject(entry, subject));
}

async function isOfRestricted(tx: Ctx, { place, decision }: Seen): Promise<boolean> {
  const guesses = asGuesses(decision).map(({ deal }) => deal);
  const deals = await dealFacts.many(tx, [...(place.dealId === null ? [] : [place.dealId]), ...guesses]);
  return [...deals.values()].some((deal) => deal?.restricted);
}

/**
 * Whose answer it waits for stays; what is only claimed to be theirs goes on saying so.
 * @returns whether anything about it is another
 */
async function askAnew(tx: Ctx, { email, decision, place }: Seen): Promise<boolean> {
  const why =
    email.senderDoubt && email.reason?.code === 'senderNotVerified'
      ? reason('senderNotVerified', email.reason.details)
      : decision.reason;
  const anew = asGuesses(decision);
  const others = otherGuesses(email).filter((id) => !anew.some(({ deal }) => deal === id));
  const considered = [...anew, ...others.map((deal) => ({ deal, why: email.clues[deal] ?? 'subject' }))];
  const columns = {
    ...reasonColumns(why),
    ...consideredColumns(considered),
    company_id: place.companyId,
    contact_id: place.contactId,
  };
  const row = await tx.db('inbound_emails').where({ id: email.id }).first();
  if (row?.status !== 'triage') return false;
  const isSame = Object.entries(columns).every(
    ([column, value]) => row[column as keyof typeof row] === value,
  );
  if (isSame) return false;
  await updateEmail(tx, email.id, columns);
  await recordEvent(tx, 'email.seenAnew', { kind: 'email', id: email.id }, { reason: why.code });
  return true;
}
