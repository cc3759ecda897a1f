import type { CompanyId, ContactId, DealId, LeadId, PersonId } from '../../lib/ids.ts';
import type { Tag } from './addresses.ts';
import { type Clue, type Considered, type Reason, reason } from './model.ts';

export interface DealGuess {
  id: DealId;
  name: string;
}

export interface LeadGuess {
  id: LeadId;
  name: string;
}

/** What the records know about the people of one mail. Whoever is looked for was normalised before. */
export interface Known {
  tag: Tag | null;
  /** the tag's deal, null when there is none of that number */
  taggedDeal: DealGuess | null;
  /** deals of mails this one answers or refers to, the closest first; `ours`: it answers an id that we gave out */
  threadDeals: (DealGuess & { ours?: boolean })[];
  /** the conversation was put to a contact, and to no deal */
  threadWithoutDeal: boolean;
  /** the deal of `[D-42]` in the subject, null when there is none of that number */
  subjectDeal: DealGuess | null;
  /** deals whose offer number or customer's reference stands in the subject, as written there by us */
  numberedDeals: (DealGuess & { kind: 'offer' | 'customer'; number: string; isOpen: boolean })[];
  /** a colleague wrote it or passed it on */
  fromColleague: boolean;
  /** deals above to which the sender belongs: their contact, or of their company by contact or domain */
  familiar: ReadonlySet<DealId>;
  /** the conversation was put to a lead, and to no deal */
  threadLead?: LeadGuess | null;
  /** the counterpart's, by the address */
  lead?: LeadGuess | null;
  /** the counterpart: the sender of incoming mail, the first outside recipient of outgoing */
  counterpart: { address: string; domain: string; isFreeMail: boolean } | null;
  contact: { id: ContactId; name: string; companyId: CompanyId | null } | null;
  contactDeals: DealGuess[];
  /** the contact's, else by the counterpart's domain, which is never a free-mail one */
  company: { id: CompanyId; name: string } | null;
  companyDeals: DealGuess[];
  /** the open deal that somebody chose last for this sender, else for their domain */
  usualDeal: DealId | null;
  /** it was chosen for this sender */
  usualIsOwn?: boolean;
  /** the same where somebody put this very sender to it, who wrote it for sure, and everybody may see it */
  chosenDeal?: DealGuess | null;
  /** where somebody put mail of this sender that has no deal: a company, else the contact alone */
  place?: { company: { id: CompanyId; name: string } | null; who: string; by: PersonId | null } | null;
  /** the same, where somebody wanted to be asked since */
  guessedPlace?: Known['place'];
  /** how many people outside the firm it went to or came from */
  outside: number;
  /** of a colleague's circular: those of its people who are contacts */
  recipients?: ContactId[];
}

export interface Decision {
  outcome: 'logged' | 'triage';
  /** null: to be sorted, or to a contact or a lead alone */
  deal: DealId | null;
  lead?: LeadId | null;
  /** where it was put to that: not always the contact's own */
  company?: CompanyId | null;
  /** who hears of it, when the company has no owner */
  chosenBy?: PersonId | null;
  reason: Reason;
  /** the deals that came into question, best guess first, the chosen one left out */
  considered: Considered[];
  /** everybody it is put to, where that is nobody in particular */
  contacts?: ContactId[];
}

/**
 * Address tag > our id or a known thread > `[D-42]` > a number in the subject > the contact's only open deal > the
 * company's only open deal > the lead of that address > where somebody put that sender > a person decides. What anybody can
 * write, a tag or a number, opens a deal only to colleagues and to the deal's own people.
 */
export function decide(known: Known): Decision {
  const decision = byTag(known) ?? byThread(known) ?? byNumber(known) ?? asBulk(known) ?? byPeople(known);
  // The deals of the first of many are no better than those of the others.
  const others = decision.contacts ? [] : inQuestion(known).filter(({ deal }) => deal !== decision.deal);
  return { outcome: 'triage', deal: null, ...decision, considered: others };
}

/** A mail to more people than this is a bulk mail: one entry at most, and it makes nobody a contact. */
export const manyPeople = 20;

/**
 * Whoever wrote it has one deal with us. A colleague's is with those of its people whom we know, and in no deal: the first of
 * many recipients is nobody in particular. Else a person decides.
 */
function asBulk(known: Known): Found | null {
  const { outside, recipients: contacts = [] } = known;
  if (outside <= manyPeople) return null;
  if (contacts.length > 0) {
    const why = reason('sentToMany', { count: outside, known: contacts.length });
    return { outcome: 'logged', reason: why, contacts };
  }
  const bySender = known.fromColleague ? null : byPeople(known);
  return bySender?.deal ? bySender : { reason: reason('bulkMail', { count: known.outside }) };
}

type Found = Pick<Decision, 'reason'> & Partial<Decision>;

const logged = (deal: DealGuess, why: Reason): Found => ({
  outcome: 'logged',
  deal: deal.id,
  reason: why,
});

const toLead = ({ id, name }: LeadGuess, why: 'leadsThread' | 'leadsAddress'): Found => ({
  outcome: 'logged',
  lead: id,
  reason: reason(why, { lead: id, who: name }),
});

function toPlace({ place, counterpart }: Known): Found | null {
  if (!place || !counterpart) return null;
  const { company, who, by } = place;
  const why = reason('chosenBefore', { address: counterpart.address, who });
  return { outcome: 'logged', reason: why, company: company?.id ?? null, chosenBy: by };
}

/** A person is asked, as somebody wanted it; where it was before is the best guess. */
function toGuessedPlace({ guessedPlace: place, counterpart }: Known): Found | null {
  if (!place || !counterpart) return null;
  const company = place.company?.id ?? null;
  const { address } = counterpart;
  return { reason: reason('askedNextTime', { address, who: place.who, company }), company };
}

/** Of a contact the records say which deals are theirs. */
const toChosenDeal = ({ chosenDeal: deal, contact, counterpart }: Known): Found | null =>
  deal && counterpart && !contact
    ? logged(deal, reason('chosenDeal', { deal: deal.id, address: counterpart.address }))
    : null;

const isWelcome = ({ fromColleague, familiar }: Known, deal: DealGuess): boolean =>
  fromColleague || familiar.has(deal.id);

const addressOf = ({ counterpart }: Known): string => counterpart?.address ?? '?';

function byTag(known: Known): Found | null {
  const { tag, taggedDeal: deal } = known;
  if (tag === null) return null;
  if (tag.kind === 'new') return { reason: reason('newDealTag', {}) };
  if (tag.kind === 'unknown') return { reason: reason('unknownTag', { tag: tag.tag }) };
  if (!deal) return { reason: reason('unknownTag', { tag: `d${tag.number}` }) };
  if (isWelcome(known, deal)) return logged(deal, reason('addressTag', { deal: deal.id }));
  // The stranger answers a mail of that deal: then the conversation lets them in, not the tag.
  if (known.threadDeals.some(({ id }) => id === deal.id))
    return logged(deal, reason('thread', { deal: deal.id }));
  return { reason: reason('strangersTag', { deal: deal.id, address: addressOf(known) }) };
}

function byThread(known: Known): Found | null {
  const {
    threadDeals: [deal],
    threadWithoutDeal,
    threadLead,
    contact,
  } = known;
  if (deal) return logged(deal, reason(deal.ours ? 'ourId' : 'thread', { deal: deal.id }));
  if (threadLead) return toLead(threadLead, 'leadsThread');
  if (!threadWithoutDeal) return null;
  return contact
    ? { outcome: 'logged', reason: reason('threadWithoutDeal', { who: contact.name }) }
    : toPlace(known);
}

function byNumber(known: Known): Found | null {
  const { subjectDeal, numberedDeals } = known;
  if (subjectDeal) {
    return isWelcome(known, subjectDeal)
      ? logged(subjectDeal, reason('subjectTag', { deal: subjectDeal.id }))
      : { reason: reason('strangersTag', { deal: subjectDeal.id, address: addressOf(known) }) };
  }
  const [first] = numberedDeals;
  if (!first) return null;
  const { number } = first;
  const welcome = numberedDeals.filter((deal) => isWelcome(known, deal));
  if (welcome.length === 0)
    return { reason: reason('strangersNumber', { deal: first.id, number, address: addressOf(known) }) };
  const open = welcome.filter(({ isOpen }) => isOpen);
  const [deal, ...more] = open.length > 0 ? open : welcome;
  if (deal && more.length === 0)
    return logged(
      deal,
      reason(deal.kind === 'offer' ? 'offerNumber' : 'customersReference', {
        deal: deal.id,
        number: deal.number,
      }),
    );
  return { reason: reason('severalByNumber', { number, deals: welcome.map(({ id }) => id) }) };
}

function byPeople(known: Known): Found {
  const { counterpart, contact, company } = known;
  const [contactDeal, ...moreOfContact] = known.contactDeals;
  if (contact && contactDeal) {
    const deals = [contactDeal, ...moreOfContact].map(({ id }) => id);
    return moreOfContact.length === 0
      ? logged(contactDeal, reason('contactsOnlyDeal', { deal: contactDeal.id, contact: contact.name }))
      : { reason: reason('severalDeals', { who: contact.name, deals }) };
  }
  const [companyDeal, ...moreOfCompany] = known.companyDeals;
  if (company && companyDeal) {
    const deals = [companyDeal, ...moreOfCompany].map(({ id }) => id);
    if (moreOfCompany.length > 0) return { reason: reason('severalDeals', { who: company.name, deals }) };
    return logged(
      companyDeal,
      contact?.companyId === company.id || known.place?.company?.id === company.id
        ? reason('companysOnlyDeal', { deal: companyDeal.id, company: company.name })
        : reason('domainsOnlyDeal', { deal: companyDeal.id, domain: counterpart?.domain ?? '' }),
    );
  }
  if (known.lead) return toLead(known.lead, 'leadsAddress');
  const chosen = toPlace(known) ?? toChosenDeal(known) ?? toGuessedPlace(known);
  if (chosen) return chosen;
  if (contact || company)
    return { reason: reason('noOpenDeal', { who: contact?.name ?? company?.name ?? '' }) };
  if (!counterpart) return { reason: reason('noCustomerInForward', {}) };
  const { address, isFreeMail } = counterpart;
  return { reason: reason(isFreeMail ? 'freeMailSender' : 'unknownSender', { address }) };
}

/** Every deal that something speaks for, each with the strongest of it. */
function inQuestion(known: Known): Considered[] {
  const { taggedDeal, threadDeals, subjectDeal, numberedDeals, contactDeals, companyDeals } = known;
  const { usualDeal, usualIsOwn } = known;
  const clues: [Clue, DealGuess[]][] = [
    ['tag', taggedDeal ? [taggedDeal] : []],
    ['thread', threadDeals],
    ['subject', subjectDeal ? [subjectDeal] : []],
    ['number', numberedDeals],
    ['contact', usualFirst(contactDeals, usualDeal)],
    ['company', usualFirst(companyDeals, usualDeal)],
  ];
  const found = new Map<DealId, Clue>();
  for (const [why, deals] of clues) for (const { id } of deals) if (!found.has(id)) found.set(id, why);
  if (usualDeal !== null && !found.has(usualDeal))
    found.set(usualDeal, usualIsOwn ? 'chosen' : 'chosenThere');
  return [...found].map(([deal, why]) => ({ deal, why }));
}

const usualFirst = (deals: DealGuess[], usual: DealId | null): DealGuess[] =>
  deals.toSorted((a, b) => Number(b.id === usual) - Number(a.id === usual));
