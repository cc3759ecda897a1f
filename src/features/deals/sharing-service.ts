/** Who sees a deal, who has it, where it is shown, and how it is deleted and brought back. */
import { listAdmins, listPeople, type Person } from '../../access/people.ts';
import { mayWithDeal } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound, refuse } from '../../lib/errors.ts';
import { type DealId, type PersonId, randomId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import { assertNothingHidden } from '../fields/guard-service.ts';
import type { Audience } from './card.ts';
import { saveDeal } from './changes.ts';
import { isShownIn, queueCardEdits, queueCardPost, queueHandOver } from './effects.ts';
import type { Deal } from './model.ts';
import { changeDeal, getDeal, getDealFor, peopleAfterHandOver } from './service.ts';
import { findDeletedDeal } from './store.ts';
import { markDeleted } from './write-store.ts';

/**
 * Only the owner, the named people and admins see it from now on. Its channel is given up and its cards disappear
 * from channels.
 * @throws CrmError notFound, notAllowed; FieldErrors people
 */
export async function restrictDeal(ctx: Ctx, id: DealId, people: PersonId[]): Promise<Deal> {
  await getDealFor(ctx, 'restrict', id);
  return changeDeal(ctx, id, { restricted: true, people, channel: null });
}

/** Every full member sees it; the named people still edit it. @throws CrmError notFound, notAllowed */
export async function openDealToAll(ctx: Ctx, id: DealId, people: PersonId[]): Promise<Deal> {
  await getDealFor(ctx, 'restrict', id);
  return changeDeal(ctx, id, { restricted: false, people });
}

/**
 * Gives the deal to a colleague, who is told. Of a restricted one the former owner stays a named person.
 * @throws CrmError notFound, notAllowed, fields.ownerOnly; FieldErrors owner
 */
export function handOverDeal(ctx: Ctx, id: DealId, to: PersonId, note: string | null): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const deal = await getDealFor(tx, 'handOver', id);
    if (to === deal.ownerId) throw new FieldErrors([new CrmError('deal.alreadyTheirs', {}, 'owner')]);
    await assertNothingHidden(tx, 'deal', id, 'owner');
    const after = await saveDeal(tx, deal, { ownerId: to, people: peopleAfterHandOver(deal, to) });
    await queueHandOver(tx, after, note);
    return after;
  });
}

/** Posts the card to a channel that the handler has found fit. @throws CrmError notFound, channel.restrictedDeal, channel.cardThere */
export function shareDealTo(ctx: Ctx, id: DealId, channel: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const deal = await getDeal(tx, id);
    if (!mayWithDeal(tx, 'share', deal)) refuse('channel.restrictedDeal', {}, 'channel');
    if (await isShownIn(tx, id, channel)) refuse('channel.cardThere', {}, 'channel');
    await recordEvent(tx, 'deal.shared', { kind: 'deal', id }, { channel });
    await queueCardPost(tx, id, channel, randomId());
  });
}

/** It can be brought back. @throws CrmError notFound, notAllowed */
export function deleteDeal(ctx: Ctx, id: DealId): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const deal = await getDealFor(tx, 'delete', id);
    return mark(tx, deal, 'deal.deleted', tx.time.now());
  });
}

/** @throws CrmError notFound, notAllowed */
export function restoreDeal(ctx: Ctx, id: DealId): Promise<Deal> {
  return transaction(ctx, async (tx) => {
    const deal = (await findDeletedDeal(tx, id)) ?? notFound('deal');
    if (!mayWithDeal(tx, 'delete', deal)) notFound('deal');
    return mark(tx, deal, 'deal.restored', null);
  });
}

async function mark(tx: Ctx, before: Deal, kind: string, deletedAt: Instant | null): Promise<Deal> {
  const version = before.version + 1;
  await markDeleted(tx, before.id, version, deletedAt);
  const after = { ...before, version };
  await recordEvent(
    tx,
    kind,
    { kind: 'deal', id: before.id },
    { name: before.name, version: { from: before.version, to: version } },
  );
  await queueCardEdits(tx, after);
  return after;
}

/** Who sees the deal. @throws CrmError notFound */
export async function readAudience(ctx: Ctx, id: DealId): Promise<{ deal: Deal; audience: Audience }> {
  const deal = await getDeal(ctx, id);
  const people = await listPeople(ctx.db, [deal.ownerId, ...deal.people]);
  const named = people.filter((person) => deal.people.includes(person.id) && person.id !== deal.ownerId);
  const owner = people.find((person) => person.id === deal.ownerId) as Person;
  return { deal, audience: { restricted: deal.restricted, owner, named, admins: await listAdmins(ctx.db) } };
}
