import { findPerson, isActiveMember, listPeople, type Person } from '../../access/people.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { notFound } from '../../lib/errors.ts';
import type { DealId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Company } from '../companies/model.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import type { Contact } from '../contacts/model.ts';
import { listContactsByIds } from '../contacts/service.ts';
import type { Deal } from '../deals/model.ts';
import { findDeal } from '../deals/service.ts';
import type { Lead } from '../leads/model.ts';
import { findLead } from '../leads/service.ts';
import { listColleagues } from './lookup.ts';
import { findInvitation } from './meetings-store.ts';
import type { Address, DecisionId, Email, EmailFile, EmailId, EmailText } from './model.ts';
import { listHolders } from './privacy/drawer-store.ts';
import { insightOf } from './privacy/insight.ts';
import { emailsAsSeen, findSeenEmail } from './privacy/sight.ts';
import type { Invitation } from './reading/findings.ts';
import { isNoticeMail } from './reading/portals.ts';
import { readSignature, type SignatureFacts } from './reading/signature.ts';
import { findText, listFiles } from './text-store.ts';
import { findChoice } from './triage/choice-store.ts';
import { findDecider, findDecision } from './triage/decision-store.ts';
import { guessesOf } from './triage/guesses.ts';
import { listMates } from './triage/mates.ts';
import { recallCompany, type SignatureCompany } from './triage/signature-company.ts';
import { listJoined } from './triage/waiting-store.ts';

/** Everything that a card or window about one mail shows, as the reader sees it. */
export interface EmailCard {
  email: Email;
  text: EmailText | null;
  files: EmailFile[];
  /** what it says of a meeting */
  invitation: Invitation | null;
  /** the deal it belongs to; null also when the reader may not see it */
  deal: Deal | null;
  /** likeliest first, those that the reader may see, and may know of */
  guesses: Deal[];
  /** the lead it was put to */
  lead: Lead | null;
  company: Company | null;
  contact: Contact | null;
  colleague: Person | null;
  facts: SignatureFacts;
  /** the reader's own mail: they see all of it and say what others see */
  isMine: boolean;
  /** who sees all of a mail that is not open to the reader */
  holders: string[];
  /** whose IČO stands in the signature, as we or the register know it */
  signatureCompany: SignatureCompany | null;
  /** others of the sender that are asked about on the same card */
  joined: Email[];
  /** those of them that are of the mail's own conversation */
  mates: EmailId[];
  /** other mail of its sender that has no deal goes there too */
  isBySender: boolean;
  /** what somebody decided last, and about how many mails at once */
  decision: { id: DecisionId; mails: number } | null;
  /** who decided last, and when */
  decider?: { name: string; at: Instant; isReader: boolean } | null;
}

const guessLimit = 3;

/** null when there is no such mail, or it lies in a deal that the reader may not see */
export async function readEmailCard(ctx: Ctx, id: EmailId): Promise<EmailCard | null> {
  const email = await findSeenEmail(ctx, id);
  if (!email) return null;
  const deal = email.dealId ? await findDeal(ctx, email.dealId) : null;
  if (email.dealId && !deal) return null;
  const { isMine, drawer } = await insightOf(ctx, email);
  const isClosed = email.privacy !== 'full' && !isMine;
  const [open, files, invitation, companies, contacts, colleague] = await Promise.all([
    findText(ctx, id),
    isClosed ? [] : listFiles(ctx, id),
    isClosed ? null : (drawer?.invitation ?? findInvitation(ctx, id)),
    listCompaniesByIds(ctx, email.companyId ? [email.companyId] : []),
    listContactsByIds(ctx, email.contactId ? [email.contactId] : []),
    email.colleagueId ? findPerson(ctx.db, email.colleagueId) : null,
  ]);
  const text = open && (await withNames(ctx, { ...open, ...drawer?.text }));
  // A portal's notice is signed by nobody; its dates would pass for phones.
  const signed = isNoticeMail(email) ? null : text;
  const facts = readSignature(signed?.signature ?? '', signed?.text ?? '', ctx.settings.country);
  const waits = email.status === 'triage';
  const joined = waits ? await emailsAsSeen(ctx, await listJoined(ctx, id)) : [];
  const decided = email.decisionId ? await findDecision(ctx, email.decisionId) : null;
  return {
    email,
    text,
    files,
    invitation,
    deal,
    lead: email.salesLeadId ? await findLead(ctx, email.salesLeadId) : null,
    guesses: await visible(ctx, guessesOf(email, isMine).slice(0, guessLimit)),
    company: companies[0] ?? null,
    contact: contacts[0] ?? null,
    colleague,
    facts,
    signatureCompany: waits ? await recallCompany(ctx, facts.ico) : null,
    joined,
    mates: await listMates(ctx, email, joined),
    decision: decided && { id: decided.id, mails: decided.details.mails.length },
    decider: decided && (await deciderOf(ctx, decided.id)),
    isBySender: await isBySender(ctx, email),
    isMine,
    holders: isClosed ? await listHolderNames(ctx, id) : [],
  };
}

async function deciderOf(ctx: Ctx, decision: DecisionId) {
  const decider = await findDecider(ctx, decision);
  const person = decider?.personId ? await findPerson(ctx.db, decider.personId) : null;
  return decider && person && { name: person.name, at: decider.at, isReader: person.id === actorId(ctx) };
}

async function isBySender(ctx: Ctx, { status, dealId, salesLeadId, counterpart, reason }: Email) {
  const isPlaced = status === 'logged' && salesLeadId === null;
  const codes = dealId === null ? ['chosenBefore', 'byHand'] : ['chosenDeal'];
  if (!isPlaced || !counterpart || !codes.includes(reason?.code ?? '')) return false;
  const chosen = await findChoice(ctx, counterpart);
  if (chosen?.dealId !== dealId) return false;
  return (chosen.dealId === null ? chosen.personId : chosen.sure) !== null;
}

/** Mail programs often write a colleague's address alone. */
async function withNames(ctx: Ctx, text: EmailText): Promise<EmailText> {
  if ([...text.to, ...text.cc].every(({ name }) => name)) return text;
  const colleagues = await listColleagues(ctx);
  const named = (one: Address): Address =>
    one.name ? one : { ...one, name: colleagues.get(one.address.toLowerCase())?.name ?? '' };
  return { ...text, to: text.to.map(named), cc: text.cc.map(named) };
}

/** Who sees all of it, whatever others see. */
export const listHolderNames = async (ctx: Ctx, id: EmailId): Promise<string[]> =>
  (await listPeople(ctx.db, await listHolders(ctx, id))).filter(isActiveMember).map(({ name }) => name);

/** @throws CrmError notFound */
export const getEmailCard = async (ctx: Ctx, id: EmailId): Promise<EmailCard> =>
  (await readEmailCard(ctx, id)) ?? notFound('email');

async function visible(ctx: Ctx, ids: DealId[]): Promise<Deal[]> {
  const deals: Deal[] = [];
  for (const id of ids) {
    const deal = await findDeal(ctx, id);
    if (deal) deals.push(deal);
  }
  return deals;
}
