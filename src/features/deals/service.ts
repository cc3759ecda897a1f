import { findPerson, isActiveMember, listPeople } from '../../access/people.ts';
import { type DealUse, mayWithDeal } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { ChangedMeanwhile, changesSince, type FieldChange } from '../../events/changes.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound, refuse } from '../../lib/errors.ts';
import type { CompanyId, DealId, PersonId } from '../../lib/ids.ts';
import type { NewCompany } from '../companies/model.ts';
import { getCompany, keepCompany } from '../companies/service.ts';
import { createContact } from '../contacts/service.ts';
import { assertNothingHidden } from '../fields/guard-service.ts';
import { saveDeal } from './changes.ts';
import { checkFields } from './checks.ts';
import { queueCardPost, queueHandOver, queueNewDeal } from './effects.ts';
import type { ContactRole, Deal, DealContact, DealFields, NewDeal } from './model.ts';
import { dealsVisibleTo, findDeal, lockDeal } from './store.ts';
import { insertDeal } from './write-store.ts';

export { countDealsOfContact, listDealsOfContact, listOpenDealsOfContact } from './contact-store.ts';
export { type DealsWanted, listDealsAfter } from './export-store.ts';
export {
  companiesInPlay,
  countDealsOfCompany,
  countFoundDeals,
  listDealsOf,
  listOpenDeals,
  listOpenDealsOfCompany,
  searchDeals,
} from './list-store.ts';
export { listDealNames } from './names-store.ts';
export { findByNumbers, type NumberedDeal } from './numbers-store.ts';
export {
  type Audience,
  type Listed,
  listBidsDue,
  listBidsMissed,
  listDealsByIds,
  listMyBidsDue,
  listMyOtherDeals,
  listPeopleOnDeal,
  listStepsDue,
  listWithoutStep,
  type StageSum,
  sumPipeline,
} from './report-store.ts';
export { dealsVisibleTo, findDeal, listStages, lockDeal } from './store.ts';

/** @throws CrmError notFound, also when the actor may not see it */
export const getDeal = async (ctx: Ctx, id: DealId): Promise<Deal> =>
  (await findDeal(ctx, id)) ?? notFound('deal');

/** @throws CrmError notFound, also when the actor may not see it */
export async function companyOfDeal(ctx: Ctx, id: DealId): Promise<CompanyId | null> {
  const deal = await dealsVisibleTo(ctx).where('deals.id', id).clearSelect().first('deals.company_id');
  return deal ? (deal.company_id as CompanyId | null) : notFound('deal');
}

/** The deal, when the actor may do this with it. @throws CrmError notFound, notAllowed */
export async function getDealFor(ctx: Ctx, use: DealUse, id: DealId): Promise<Deal> {
  if (ctx.db.isTransaction) await lockDeal(ctx, id);
  const deal = await getDeal(ctx, id);
  if (!mayWithDeal(ctx, use, deal)) {
    const owner = await findPerson(ctx.db, deal.ownerId);
    refuse('notAllowed', { who: owner?.name ?? '?' });
  }
  return deal;
}

export const getDealToEdit = (ctx: Ctx, id: DealId): Promise<Deal> => getDealFor(ctx, 'edit', id);

export type DealInput<F> = F & {
  /** picked from a register: created together with the deal, unless its IČO is known already */
  newCompany?: NewCompany | null;
  /** people at the company who are not in the register of contacts yet */
  newContacts?: { name: string; role: ContactRole | null }[];
};

/**
 * Creates a deal, and the company it is for when that is new: both or neither.
 * @param more.origin what caused it, kept in the event for whoever listens: `{ emailId: 7 }`
 * @param more.tell sends its card, and the question that follows, to the one who created it
 * @param more.quiet says nothing to its owner either: deals that come by the hundred
 * @param more.isHistory its bid deadline may have passed: a list brings what is over too
 * @throws FieldErrors name, bidDate, bidTime ...
 */
export function createDeal(
  ctx: Ctx,
  input: DealInput<NewDeal>,
  {
    origin = null,
    tell = false,
    quiet = false,
    isHistory = false,
  }: { origin?: Record<string, unknown> | null; tell?: boolean; quiet?: boolean; isHistory?: boolean } = {},
): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const { newCompany, newContacts, ...given } = input;
    const checked = checkFields(tx, given, null, isHistory);
    const company = newCompany ? await keepCompany(tx, newCompany) : null;
    const companyId = company?.id ?? (await ourCompany(tx, given.companyId ?? null));
    const fields: DealFields = {
      value: null,
      stage: 'new',
      ownerId: actorId(tx) as PersonId,
      restricted: false,
      people: [],
      source: null,
      bidDeadline: null,
      dates: {},
      offerNumber: null,
      customerReference: null,
      portalUrl: null,
      nextStep: null,
      channel: null,
      ...checked,
      companyId,
      contacts: await withNewContacts(tx, given.contacts ?? [], newContacts, companyId),
    };
    await assertMembers(tx, [fields.ownerId, ...fields.people]);
    const id = await insertDeal(tx, fields);
    const deal =
      (await findDeal({ ...tx, actor: { kind: 'system', name: 'deals' } }, id)) ?? notFound('deal');
    const { name, value, stage, ownerId, bidDeadline, restricted } = deal;
    const eventId = await recordEvent(
      tx,
      'deal.created',
      { kind: 'deal', id },
      { name, value, stage, companyId, ownerId, bidDeadline, restricted, ...(origin ? { origin } : {}) },
    );
    if (deal.channel) await queueCardPost(tx, deal.id, deal.channel, String(eventId));
    if (tell) await queueNewDeal(tx, deal);
    if (!quiet) await queueHandOver(tx, deal, null);
    return deal;
  });
}

/**
 * Changes what is given and leaves the rest, whatever others changed before.
 * @throws CrmError notFound, notAllowed, deal.closed; FieldErrors
 */
export function changeDeal(ctx: Ctx, id: DealId, change: DealInput<Partial<DealFields>>): Promise<Deal> {
  return transaction(ctx, async (tx) => applyChange(tx, await getDealToEdit(tx, id), change));
}

export type SeenChange =
  | { kind: 'saved'; deal: Deal }
  /** nothing was saved: `deal` is as it is now, `changes` what others did since */
  | { kind: 'changedMeanwhile'; deal: Deal; changes: FieldChange[] };

/**
 * The same, over a deal that the person saw in a form: refused when it has changed since.
 * @throws CrmError notFound, notAllowed, deal.closed; FieldErrors
 */
export async function changeSeenDeal(
  ctx: Ctx,
  id: DealId,
  version: number,
  change: DealInput<Partial<DealFields>>,
): Promise<SeenChange> {
  try {
    const deal = await transaction(ctx, async (tx) => {
      const before = await getDealToEdit(tx, id);
      if (before.version !== version) throw new ChangedMeanwhile({ kind: 'deal', id });
      const { ownerId = before.ownerId } = change;
      if (ownerId === before.ownerId) return applyChange(tx, before, change);
      const people = peopleAfterHandOver({ ...before, ...change }, ownerId, before.ownerId);
      const after = await applyChange(tx, before, { ...change, people });
      await queueHandOver(tx, after, null);
      return after;
    });
    return { kind: 'saved', deal };
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    return {
      kind: 'changedMeanwhile',
      deal: await getDeal(ctx, id),
      changes: await changesSince(ctx, { kind: 'deal', id }, version),
    };
  }
}

/** Whoever gives a restricted deal away stays among its named people, and keeps seeing it. */
export const peopleAfterHandOver = (
  deal: Pick<Deal, 'restricted' | 'people' | 'ownerId'>,
  to: PersonId,
  from: PersonId = deal.ownerId,
): PersonId[] =>
  deal.restricted ? [...new Set([...deal.people, from])].filter((one) => one !== to) : deal.people;

async function applyChange(tx: Ctx, before: Deal, change: DealInput<Partial<DealFields>>): Promise<Deal> {
  const { newCompany, newContacts, ...given } = change;
  const fields = checkFields(tx, given, before);
  if (fields.stage && fields.stage !== before.stage && before.outcome !== 'open')
    refuse('deal.closed', { number: before.id });
  if (fields.stage === 'won' || fields.stage === 'lost') throw new Error('a deal is closed by its own verbs');
  await assertMembers(tx, [
    ...(fields.ownerId && fields.ownerId !== before.ownerId ? [fields.ownerId] : []),
    ...(fields.people ?? []).filter((id) => !before.people.includes(id)),
  ]);
  if (newCompany) fields.companyId = (await keepCompany(tx, newCompany)).id;
  else if (fields.companyId) fields.companyId = await ourCompany(tx, fields.companyId);
  const companyId = fields.companyId === undefined ? before.companyId : fields.companyId;
  if (newContacts?.length)
    fields.contacts = await withNewContacts(tx, fields.contacts ?? before.contacts, newContacts, companyId);
  if (fields.ownerId && fields.ownerId !== before.ownerId)
    await assertNothingHidden(tx, 'deal', before.id, 'owner');
  const after = await saveDeal(tx, before, fields);
  if (after.channel && after.channel !== before.channel)
    await queueCardPost(tx, after.id, after.channel, `v${after.version}`);
  return after;
}

/** Of one that was merged into another since the form was opened, the other. @throws CrmError notFound */
const ourCompany = async (tx: Ctx, id: CompanyId | null): Promise<CompanyId | null> =>
  id && (await getCompany(tx, id)).id;

async function withNewContacts(
  tx: Ctx,
  contacts: DealContact[],
  people: { name: string; role: ContactRole | null }[] = [],
  companyId: CompanyId | null = null,
): Promise<DealContact[]> {
  const created: DealContact[] = [];
  for (const { name, role } of people)
    created.push({ contactId: (await createContact(tx, { name, companyId })).id, role });
  return [...contacts, ...created];
}

async function assertMembers(ctx: Ctx, ids: PersonId[]): Promise<void> {
  for (const person of await listPeople(ctx.db, ids)) {
    const { name } = person;
    if (!isActiveMember(person))
      throw new FieldErrors([new CrmError('person.notMember', { name }, 'people')]);
  }
}
