/** What several mails will be asked about, looked up for all of them at once; each then finds it answered. */
import { personOf } from '../../access/people.ts';
import { lockNames } from '../../db/dialect.ts';
import { putTogether } from '../../db/later.ts';
import { keepAnswers } from '../../db/recall.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import { queueCardsAhead } from '../deals/effects.ts';
import { domainAndParents, domainOf, isFreeMail } from './addresses.ts';
import { takeIdentities } from './identity-store.ts';
import { type Colleagues, keysOf, subjectNumbers } from './lookup.ts';
import { manyPeople } from './match.ts';
import type { EmailId } from './model.ts';
import { lookForNames } from './named-deals.ts';
import { patternsOf } from './privacy/never-log.ts';
import { entriesOf, patternKeys } from './privacy/never-log-store.ts';
import { isPortal } from './reading/portals.ts';
import type { CustomerMail } from './reading/understand.ts';
import {
  areOfLeads,
  bouncedAt,
  companiesAt,
  companyNames,
  contactsAt,
  contactsOnDeal,
  dealFacts,
  keptUnder,
  numbersKnown,
  openDealsOfCompany,
  openDealsOfContact,
  passedOnWith,
} from './records-store.ts';
import { mailsNamed } from './thread-store.ts';
import { readChoices } from './triage/choice-store.ts';
import { askedAbout } from './triage/waiting-store.ts';

/**
 * To be called first in the transaction that decides these mails, in the order in which they are decided. What one of them
 * changes for those after it, it says itself (foretell). What is kept of them is put in together: putNow() ends it.
 */
export async function lookAhead(
  tx: Ctx,
  mails: { id: EmailId; mail: CustomerMail }[],
  colleagues?: Colleagues,
): Promise<void> {
  keepAnswers(tx);
  putTogether(
    tx,
    mails.map(({ id }) => id),
  );
  for (const person of colleagues?.values() ?? []) personOf.foretell(tx, person.id, person);
  if (mails.length === 0) return;
  const people = unique(mails.flatMap(({ mail }) => mail.counterpart?.address ?? []));
  // A mail and its forward, which another process may decide at this moment, would not see each other.
  await lockNames(
    tx.db,
    people.map((address) => `mails with ${address}`),
  );
  await takeIdentities(
    tx,
    mails.map(({ id, mail }) => ({ id, identity: mail.identity })),
  );
  const named = await mailsNamed.many(
    tx,
    mails.flatMap(({ mail }) => mail.threadIds),
  );
  await dealFacts.many(
    tx,
    [...named.values()].flat().flatMap(({ dealId }) => dealId ?? []),
  );
  await keptUnder.many(tx, unique(mails.flatMap(({ mail }) => mail.messageId ?? [])));
  await lookAtPeople(tx, people, mails);
  await lookAtNumbers(tx, mails);
}

async function lookAtPeople(tx: Ctx, people: string[], mails: { mail: CustomerMail }[]): Promise<void> {
  const outside = mails.map(({ mail }) => mail.outside.map(({ address }) => address));
  const few = outside.filter((addresses) => addresses.length <= manyPeople).flat();
  const known = await contactsAt.many(tx, [...people, ...few]);
  const contacts = [...known.values()].flatMap(([first]) => first ?? []);
  const domains = unique(people.map(domainOf).filter((domain) => !isFreeMail(domain)));
  const at = await companiesAt.many(
    tx,
    domains.flatMap(domainAndParents).filter((domain) => !isFreeMail(domain)),
  );
  const theirs = contacts.flatMap(({ companyId }) => companyId ?? []);
  await companyNames.many(tx, theirs);
  const isStranger = (address: string) =>
    known.get(address)?.length === 0 &&
    domainAndParents(domainOf(address)).every((one) => !at.get(one)?.length);
  const strangers = mails.filter(
    ({ mail: { tag, counterpart } }) => !tag && counterpart && isStranger(counterpart.address),
  );
  await lookForNames(
    tx,
    strangers.map(({ mail }) => mail.subject),
  );
  const companies = [...theirs, ...[...at.values()].flat().map(({ id }) => id)];
  const open = [
    ...(await openDealsOfCompany.many(tx, companies)).values(),
    ...(
      await openDealsOfContact.many(
        tx,
        contacts.map(({ id }) => id),
      )
    ).values(),
  ];
  await queueCardsAhead(
    tx,
    open.filter((deals) => deals.length === 1).flatMap((deals) => deals.map(({ id }) => id)),
  );
  await areOfLeads.many(tx, people);
  await readChoices(tx, people);
  await bouncedAt.many(tx, people);
  // A portal's notices never share a card, and thousands may wait.
  await askedAbout.many(
    tx,
    people.filter((address) => !isPortal(address)),
  );
  await passedOnWith.many(tx, people);
  const all = unique(outside.flat()).slice(0, mostPeople);
  await entriesOf.many(tx, patternKeys(patternsOf(all)));
}

/** A circular has so many that they are asked about on their own. */
const mostPeople = 500;

async function lookAtNumbers(tx: Ctx, mails: { mail: CustomerMail }[]): Promise<void> {
  const numbers = mails.flatMap(({ mail: { tag, subject } }) => [
    ...(tag?.kind === 'deal' ? [tag.number as DealId] : []),
    ...subjectNumbers(subject),
  ]);
  await dealFacts.many(tx, numbers);
  await contactsOnDeal.many(tx, numbers);
  await queueCardsAhead(tx, numbers);
  const keys: string[] = [];
  for (const { mail } of mails) keys.push(...(await keysOf(tx, mail.subject)).slice(0, mostKeys));
  await numbersKnown.many(tx, keys);
}

/** No subject that people write has as many words. */
const mostKeys = 200;

const unique = (all: string[]): string[] => [...new Set(all)];
