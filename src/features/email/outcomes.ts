/** What a message becomes that people see: an entry of a deal, company or lead, or a question to whoever sorts it. */
import { findPerson, type Person } from '../../access/people.ts';
import { findSuccessor } from '../../access/standing-in.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { holdLead } from '../leads/service.ts';
import { filesDueAt } from './attachments.ts';
import { queueNews, queueTriageCard } from './effects.ts';
import { noteWordsDue } from './finding/words-store.ts';
import { logMail } from './journal.ts';
import type { Placed } from './judge.ts';
import { findColleague } from './lookup.ts';
import type { Email, EmailId, Outcome, Reason } from './model.ts';
import { queueNotice } from './notices/notice-effects.ts';
import { queueLeadNews, queueOwnerNews } from './notices/owner-news.ts';
import { isRecent } from './notices/sent-in.ts';
import type { Place } from './process.ts';
import type { CustomerMail } from './reading/understand.ts';
import { companyOwners, dealFacts } from './records-store.ts';
import { consideredColumns, reasonColumns, updateEmail } from './store.ts';
import { findCardOf, mayBeJoined, tellOfMore } from './triage/grouping.ts';
import { sorterOf } from './triage/sorter-store.ts';
import { whoSorts } from './triage/triage.ts';
import { nowAskedAbout } from './triage/waiting-store.ts';

export type Columns = Parameters<typeof updateEmail>[2];

export interface Decided {
  email: Email;
  mail: CustomerMail;
  verdict: Placed;
  place: Place;
  /** of its row, written together with what becomes of it */
  known: Columns;
}

export async function logDecided(tx: Ctx, { email, mail, verdict, place, known }: Decided): Promise<void> {
  const { lead: leadId = null } = verdict;
  // It may have become a customer since the verdict was read.
  const became = leadId ? (await holdLead(tx, leadId)).became : null;
  const dealId = became?.dealId ?? verdict.deal;
  const companyId = became?.companyId ?? verdict.companyId;
  const contactId = became?.contactId ?? verdict.contactId;
  const colleague = await findColleague(tx, sentInBy(mail), place);
  const { contacts } = verdict;
  const where = { dealId, companyId, contactId, leadId, colleague, contacts };
  const read = { truncated: email.truncated, invitation: mail.findings.invitation };
  const logged = await logMail(tx, email.id, mail, where, read);
  // Who asked for it has a card of it.
  const knows = email.wantedBy ?? colleague?.id ?? null;
  const hears = verdict.reason.code === 'chosenBefore' ? await whoHears(tx, verdict) : null;
  const ownerId = dealId === null ? hears : ((await dealFacts.one(tx, dealId))?.ownerId ?? null);
  const isKnown = knows !== null && ownerId === knows;
  await finish(tx, email.id, 'logged', verdict.reason, {
    ...known,
    deal_id: dealId,
    company_id: logged.companyId ?? companyId,
    contact_id: contactId,
    sales_lead_id: leadId,
    activity_id: logged.activityId,
    colleague_id: colleague?.id ?? null,
    ...(hears ? { triage_person_id: hears } : {}),
    ...consideredColumns(verdict.considered),
    files_due_at: filesDueAt(tx, mail.files),
    // It is no news, not even together with some, nor to a later owner what the one of today sent in.
    ...(email.cameLate || (isRecent(tx, email) && !isKnown) ? {} : { told_at: tx.time.now() }),
  });
  const event = await recordEvent(
    tx,
    'email.logged',
    { kind: 'email', id: email.id },
    {
      dealId,
      ...(leadId ? { leadId } : {}),
      reason: verdict.reason.code,
    },
  );
  if (leadId && !dealId && mail.direction === 'in' && isRecent(tx, email))
    await queueLeadNews(tx, leadId, knows);
  if (hears && !isKnown && mail.direction === 'in' && isRecent(tx, email)) await queueOwnerNews(tx, hears);
  if (!dealId || mail.direction !== 'in' || !isRecent(tx, email)) return;
  if (verdict.isNotice) await queueNotice(tx, email.id, dealId, event, knows);
  await queueNews(tx, email.id, dealId, event, knows);
}

/** Of what no deal's owner hears: the company's, else whoever chose where it goes. */
async function whoHears(tx: Ctx, { companyId, chosenBy = null }: Placed): Promise<PersonId | null> {
  const owner = companyId ? await companyOwners.one(tx, companyId) : null;
  for (const id of [owner, chosenBy]) {
    const person = id && (await findSuccessor(tx.db, id));
    if (person) return person.id;
  }
  return null;
}

/** A person is asked, once. */
export async function askAbout(tx: Ctx, { email, mail, verdict, place, known }: Decided): Promise<void> {
  const colleague = await findColleague(tx, sentInBy(mail), place);
  const asking = email.wantedBy ? await findPerson(tx.db, email.wantedBy) : null;
  const addressed = mail.direction === 'in' ? await colleaguesAmong(tx, mail, place) : [];
  const considered = verdict.considered.map(({ deal }) => deal);
  const { companyId } = verdict;
  const concerned = { colleague: asking ?? colleague, addressed, considered, companyId };
  const sorter = await whoSorts(tx, concerned, place.mailbox);
  const counterpart = mail.counterpart?.address ?? null;
  const sorterId = sorter?.id ?? null;
  const waiting = { ...email, counterpart, reason: verdict.reason, triagePersonId: sorterId, considered };
  // Who asked for it is shown what became of it in any case.
  const lead = asking ? null : await findCardOf(tx, waiting);
  const triagePersonId = lead?.triagePersonId ?? sorterId;
  await finish(tx, email.id, 'triage', verdict.reason, {
    ...known,
    company_id: verdict.companyId,
    contact_id: verdict.contactId,
    colleague_id: colleague?.id ?? null,
    triage_person_id: triagePersonId,
    triage_lead_id: lead?.id ?? null,
    ...consideredColumns(verdict.considered),
  });
  sorterOf.foretell(tx, email.id, triagePersonId);
  const event = await recordEvent(
    tx,
    'email.triage',
    { kind: 'email', id: email.id },
    { reason: verdict.reason.code },
  );
  if (lead) return tellOfMore(tx, lead.id);
  if (mayBeJoined(waiting)) await nowAskedAbout(tx, waiting.counterpart, waiting);
  if (asking) return;
  if (!sorter || !isRecent(tx, email)) return;
  // Who has just sent it in waits for it, unless it only claims to be theirs; and a portal's notice may move a deadline.
  const isTheirs = colleague?.id === sorter.id && !known.sender_doubt;
  const atOnce = isTheirs || verdict.isNotice === true;
  await queueTriageCard(tx, email.id, sorter.id, event, atOnce);
}

/** Whom it is to first. */
async function colleaguesAmong(tx: Ctx, { to, cc }: CustomerMail, place: Place): Promise<Person[]> {
  const found: Person[] = [];
  for (const { address } of [...to, ...cc]) {
    const person = await findColleague(tx, address, place);
    if (person) found.push(person);
  }
  return found;
}

/** A colleague who forwarded or wrote it. */
export const sentInBy = ({ forwardedBy, direction, from }: CustomerMail): string | null =>
  (forwardedBy ?? (direction === 'out' ? from : null))?.address ?? null;

/** Nothing is to be decided about it any more. */
export async function finish(
  tx: Ctx,
  id: EmailId,
  status: Exclude<Outcome, 'quarantined'>,
  why: Reason,
  columns: Columns = {},
): Promise<void> {
  await updateEmail(tx, id, {
    ...columns,
    status,
    ...reasonColumns(why),
    done_at: tx.time.now(),
    claim: null,
    claimed_until: null,
  });
  if (status === 'logged' || status === 'triage') await noteWordsDue(tx, id);
}
