import type { CompanyId, ContactId, DealId } from '../../lib/ids.ts';
import type { Tag } from './addresses.ts';
import { type Reason, reason } from './model.ts';

export interface DealGuess {
  id: DealId;
  name: string;
}

/** What the records know about the people of one mail. Whoever is looked for was normalised before. */
export interface Known {
  tag: Tag | null;
  /** the tag's deal, null when there is none of that number */
  taggedDeal: DealGuess | null;
  /** deals of mails this one answers or refers to, the closest first */
  threadDeals: DealGuess[];
  /** the counterpart: the sender of incoming mail, the first outside recipient of outgoing */
  counterpart: { address: string; domain: string; isFreeMail: boolean } | null;
  contact: { id: ContactId; name: string; companyId: CompanyId | null } | null;
  contactDeals: DealGuess[];
  /** the contact's, else by the counterpart's domain, which is never a free-mail one */
  company: { id: CompanyId; name: string } | null;
  companyDeals: DealGuess[];
}

export interface Decision {
  outcome: 'logged' | 'triage';
  deal: DealId | null;
  reason: Reason;
  /** the deals that came into question, best guess first, the chosen one left out */
  considered: DealId[];
}

/** Address tag > thread > the contact's only open deal > the domain's only open deal > a person decides. */
export function decide(known: Known): Decision {
  const { tag, taggedDeal, counterpart, contact, company } = known;
  const inQuestion = unique([...known.threadDeals, ...known.contactDeals, ...known.companyDeals]);
  const logged = (deal: DealGuess, why: Reason): Decision => ({
    outcome: 'logged',
    deal: deal.id,
    reason: why,
    considered: inQuestion.filter((id) => id !== deal.id),
  });
  const triage = (why: Reason): Decision => ({
    outcome: 'triage',
    deal: null,
    reason: why,
    considered: inQuestion,
  });

  if (tag?.kind === 'deal' && taggedDeal)
    return logged(taggedDeal, reason('addressTag', { deal: taggedDeal.id }));
  if (tag?.kind === 'deal') return triage(reason('unknownTag', { tag: `d${tag.number}` }));
  if (tag?.kind === 'unknown') return triage(reason('unknownTag', { tag: tag.tag }));
  if (tag?.kind === 'new') return triage(reason('newDealTag', {}));

  const [thread] = known.threadDeals;
  if (thread) return logged(thread, reason('thread', { deal: thread.id }));

  const [contactDeal, ...moreOfContact] = known.contactDeals;
  if (contact && contactDeal && moreOfContact.length === 0) {
    return logged(contactDeal, reason('contactsOnlyDeal', { deal: contactDeal.id, contact: contact.name }));
  }
  if (contact && moreOfContact.length > 0) {
    return triage(
      reason('severalDeals', { who: contact.name, deals: known.contactDeals.map(({ id }) => id) }),
    );
  }
  const [companyDeal, ...moreOfCompany] = known.companyDeals;
  if (company && companyDeal && moreOfCompany.length === 0) {
    const byContact = contact?.companyId === company.id;
    return logged(
      companyDeal,
      byContact
        ? reason('companysOnlyDeal', { deal: companyDeal.id, company: company.name })
        : reason('domainsOnlyDeal', { deal: companyDeal.id, domain: counterpart?.domain ?? '' }),
    );
  }
  if (company && moreOfCompany.length > 0) {
    return triage(
      reason('severalDeals', { who: company.name, deals: known.companyDeals.map(({ id }) => id) }),
    );
  }
  if (contact || company) return triage(reason('noOpenDeal', { who: contact?.name ?? company?.name ?? '' }));
  if (!counterpart) return triage(reason('noCustomerInForward', {}));
  return triage(
    reason(counterpart.isFreeMail ? 'freeMailSender' : 'unknownSender', { address: counterpart.address }),
  );
}

const unique = (deals: DealGuess[]): DealId[] => [...new Set(deals.map(({ id }) => id))];
