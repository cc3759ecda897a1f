/** Everything a deal card shows, read in a constant number of queries. */
import { listPeople, type Person } from '../../access/people.ts';
import { type DealUse, mayWithDeal } from '../../access/policy.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import { dateIn, dayOf, daysBetween } from '../../lib/time.ts';
import { workdaysBetween } from '../../lib/workdays.ts';
import type { Company } from '../companies/model.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import type { Contact } from '../contacts/model.ts';
import { listContactsByIds } from '../contacts/service.ts';
import type { ContactRole, Deal, Stage } from './model.ts';
import { type DealCardPart, partsOf } from './part.ts';
import { findDeal, listStages } from './store.ts';

export interface DealCard {
  deal: Deal;
  company: Company | null;
  owner: Person;
  nextStepOwner: Person | null;
  /** the people named on it */
  named: Person[];
  contacts: { contact: Contact; role: ContactRole | null }[];
  stages: Stage[];
  /** to the bid deadline, by the reader's calendar; null without one */
  workdaysLeft: number | null;
  /** what the reader may do with it */
  may: Record<DealUse, boolean>;
  parts: DealCardPart[];
}

/** Who sees a deal. */
export interface Audience {
  restricted: boolean;
  owner: Person;
  named: Person[];
  admins: Person[];
}

/** null when the actor may not see it */
export async function readDealCard(ctx: Ctx, id: DealId): Promise<DealCard | null> {
  const deal = await findDeal(ctx, id);
  if (!deal) return null;
  const nextOwnerId = deal.nextStep?.ownerId ?? deal.ownerId;
  const contactIds = deal.contacts.map((one) => one.contactId);
  const [people, companies, contacts, stages, parts] = await Promise.all([
    listPeople(ctx.db, [deal.ownerId, nextOwnerId, ...deal.people]),
    listCompaniesByIds(ctx, deal.companyId ? [deal.companyId] : []),
    listContactsByIds(ctx, contactIds),
    listStages(ctx),
    Promise.all(partsOf(ctx).map((part) => part.card?.(ctx, deal) ?? {})),
  ]);
  const person = (wanted: number) => people.find((one) => one.id === wanted);
  return {
    deal,
    company: companies[0] ?? null,
    owner: person(deal.ownerId) as Person,
    nextStepOwner: person(nextOwnerId) ?? null,
    named: people.filter((one) => deal.people.includes(one.id)),
    contacts: deal.contacts.flatMap(({ contactId, role }) => {
      const contact = contacts.find((one) => one.id === contactId);
      return contact ? [{ contact, role }] : [];
    }),
    stages,
    workdaysLeft: workdaysLeft(ctx, deal),
    may: mayOf(ctx, deal),
    parts,
  };
}

function workdaysLeft(ctx: Ctx, { bidDeadline, outcome, submitted }: Deal): number | null {
  if (!bidDeadline || outcome !== 'open' || submitted) return null;
  const { zone, country } = ctx.actor.kind === 'person' ? ctx.actor : ctx.settings;
  const today = dateIn(ctx.time.now(), zone);
  const day = dayOf(bidDeadline.local);
  // Days are counted one by one, and nobody counts the working days to a distant year.
  return day > today && daysBetween(today, day) < 400 ? workdaysBetween(today, day, country) : null;
}

const uses: DealUse[] = ['see', 'log', 'share', 'edit', 'restrict', 'handOver', 'delete'];

const mayOf = (ctx: Ctx, deal: Deal) =>
  Object.fromEntries(uses.map((use) => [use, mayWithDeal(ctx, use, deal)])) as Record<DealUse, boolean>;
