import { findPerson, getPerson, isActiveMember } from '../../access/people.ts';
import { type LeadUse, mayWithLead } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { ChangedMeanwhile, changesSince, type FieldChange } from '../../events/changes.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound, refuse } from '../../lib/errors.ts';
import type { LeadId, PersonId } from '../../lib/ids.ts';
import { assertNothingHidden } from '../fields/guard-service.ts';
import { assertNamed, checkLead } from './checks.ts';
import { isOpen, type Lead, type LeadFields, leadTitle, type NewLead } from './model.ts';
import { takeTurn, untouchedDays } from './rota.ts';
import {
  findLead,
  findLeadByEmail,
  insertLead,
  type LeadColumns,
  lockLead,
  markLead,
  updateLead,
} from './store.ts';
import { touchColumns } from './touch.ts';

export { listLeadsAfter } from './export-store.ts';
export { countForDigest, listLeads, listLeadsByIds, searchLeads } from './list-store.ts';
export { findLead, findLeadByEmail, findLeadOfDeal } from './store.ts';

/** @throws CrmError notFound */
export const getLead = async (ctx: Ctx, id: LeadId): Promise<Lead> =>
  (await findLead(ctx, id)) ?? notFound('lead');

/** Until the transaction ends it becomes nothing else: what is put to it now goes to what it became. @throws CrmError notFound */
export async function holdLead(tx: Ctx, id: LeadId): Promise<Lead> {
  await lockLead(tx, id);
  return getLead(tx, id);
}

/** The lead, when the actor may do this with it. @throws CrmError notFound, lead.notAllowed */
export async function getLeadFor(ctx: Ctx, use: LeadUse, id: LeadId): Promise<Lead> {
  if (ctx.db.isTransaction) await lockLead(ctx, id);
  const lead = await getLead(ctx, id);
  if (!mayWithLead(ctx, use, lead)) {
    const owner = await findPerson(ctx.db, lead.ownerId);
    refuse('lead.notAllowed', { who: owner?.name ?? '?' });
  }
  return lead;
}

/**
 * Creates a lead. Its owner is the actor, somebody else, or the one whose turn it is.
 * @param more.origin what caused it, kept in the event for whoever listens: `{ emailId: 7 }`
 * @throws CrmError lead.rotaEmpty, notFound (person); FieldErrors name, email (also when an open lead has it:
 * lead.known), ico, note, nextStep, owner
 */
export function createLead(
  ctx: Ctx,
  input: NewLead,
  { origin = null }: { origin?: Record<string, unknown> | null } = {},
): Promise<Lead> {
  return transaction(ctx, async (tx) => {
    const { ownerId: wanted, ...given } = input;
    const fields = checkLead(tx, given);
    assertNamed(fields);
    await assertUnknown(tx, fields.email ?? null, null);
    const ownerId = await ownerFor(tx, wanted ?? actorId(tx) ?? notFound('person'));
    const touched = await touchColumns(
      tx,
      { ownerId, nextStep: fields.nextStep ?? null, touches: -1 },
      await untouchedDays(tx),
    );
    const id = await insertLead(tx, {
      ...columnsOf(fields),
      ...(touched as LeadColumns & { touched_at: string }),
      owner_id: ownerId,
      state: 'new',
    });
    const { name = null, companyName = null, source = null, campaign = null } = fields;
    const details = { name, companyName, source, campaign, ownerId, ...(origin ? { origin } : {}) };
    await recordEvent(tx, 'lead.created', { kind: 'lead', id }, details);
    return getLead(tx, id);
  });
}

/** Changes what is given and leaves the rest. @throws CrmError notFound, lead.notAllowed, lead.closed; FieldErrors */
export function changeLead(ctx: Ctx, id: LeadId, change: Partial<LeadFields>): Promise<Lead> {
  return transaction(ctx, async (tx) => applyChange(tx, await getOpenLead(tx, 'edit', id), change));
}

export type SeenLeadChange =
  | { kind: 'saved'; lead: Lead }
  /** nothing was saved: `lead` is as it is now, `changes` what others did since to what the form shows */
  | { kind: 'changedMeanwhile'; lead: Lead; changes: FieldChange[] };

/** The same, over a lead that the person saw in a form at this version. @throws as changeLead */
export async function changeSeenLead(
  ctx: Ctx,
  id: LeadId,
  version: number,
  change: Partial<LeadFields>,
): Promise<SeenLeadChange> {
  const ofTheForm = async (any: Ctx) =>
    (await changesSince(any, { kind: 'lead', id }, version)).filter(({ field }) => field in change);
  try {
    const lead = await transaction(ctx, async (tx) => {
      const before = await getOpenLead(tx, 'edit', id);
      if (before.version !== version && (await ofTheForm(tx)).length > 0)
        throw new ChangedMeanwhile({ kind: 'lead', id });
      return applyChange(tx, before, change);
    });
    return { kind: 'saved', lead };
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
    return { kind: 'changedMeanwhile', lead: await getLead(ctx, id), changes: await ofTheForm(ctx) };
  }
}

/** @param to `next`: the one whose turn it is. @throws CrmError notFound, lead.notAllowed, lead.closed, lead.rotaEmpty */
export function handLeadOver(ctx: Ctx, id: LeadId, to: PersonId | 'next'): Promise<Lead> {
  return transaction(ctx, async (tx) => {
    const before = await getOpenLead(tx, 'handOver', id);
    const ownerId = await ownerFor(tx, to);
    if (ownerId === before.ownerId) return before;
    await assertNothingHidden(tx, 'lead', id);
    return saveLead(tx, before, { owner_id: ownerId }, 'lead.handedOver');
  });
}

/** A lead without an address learns the one that its mail came from, unless an open lead has it. Inside the transaction of that mail. */
export async function noteLeadEmail(tx: Ctx, lead: Lead, email: string): Promise<void> {
  if (lead.email || !isOpen(lead) || (await findLeadByEmail(tx, email))) return;
  const { domain } = checkLead(tx, { email });
  const columns = { email, ...(lead.domain ? {} : { domain }) };
  await saveLead(tx, lead, columns);
}

export async function getOpenLead(tx: Ctx, use: LeadUse, id: LeadId): Promise<Lead> {
  const lead = await getLeadFor(tx, use, id);
  return isOpen(lead) ? lead : refuse('lead.closed', { number: lead.id });
}

async function applyChange(tx: Ctx, before: Lead, change: Partial<LeadFields>): Promise<Lead> {
  const fields = checkLead(tx, change);
  assertNamed({ ...before, ...fields });
  if (fields.email && fields.email !== before.email) await assertUnknown(tx, fields.email, before.id);
  const isSame = (Object.keys(fields) as (keyof LeadFields)[]).every((key) => same(fields[key], before[key]));
  if (isSame) return before;
  return saveLead(tx, before, { ...columnsOf(fields), state: 'working' });
}

/** Writes a change of a lead as a touch, with its event. */
export async function saveLead(
  tx: Ctx,
  before: Lead,
  columns: LeadColumns,
  kind = 'lead.changed',
  extra: Record<string, unknown> = {},
): Promise<Lead> {
  await updateLead(tx, before.id, columns);
  const changed = await getLead(tx, before.id);
  const touched = isOpen(changed)
    ? await touchColumns(tx, changed, await untouchedDays(tx))
    : { nudge_at: null, nudge_rung: 0, touches: changed.touches + 1 };
  await markLead(tx, before.id, touched);
  const after = await getLead(tx, before.id);
  const keys = (Object.keys(after) as (keyof Lead)[]).filter(
    (key) => !silent.has(key) && !same(before[key], after[key]),
  );
  const changes = Object.fromEntries(keys.map((key) => [key, { from: before[key], to: after[key] }]));
  await recordEvent(tx, kind, { kind: 'lead', id: before.id }, { ...changes, ...extra });
  return after;
}

/** What a touch moves is no change that anybody made. */
const silent: ReadonlySet<keyof Lead> = new Set(['touchedAt', 'touches', 'nudgeAt', 'nudgeRung']);

async function ownerFor(tx: Ctx, wanted: PersonId | 'next'): Promise<PersonId> {
  if (wanted === 'next') return takeTurn(tx);
  const person = await getPerson(tx.db, wanted);
  const { name } = person;
  if (!isActiveMember(person)) throw new FieldErrors([new CrmError('person.notMember', { name }, 'owner')]);
  return wanted;
}

/** Nobody works on the same person twice. */
async function assertUnknown(tx: Ctx, email: string | null, id: LeadId | null): Promise<void> {
  const known = email ? await findLeadByEmail(tx, email) : null;
  if (!known || known.id === id || !isOpen(known)) return;
  const owner = await findPerson(tx.db, known.ownerId);
  const details = { name: leadTitle(known), owner: owner?.name ?? '?' };
  throw new FieldErrors([new CrmError('lead.known', details, 'email')]);
}

export function columnsOf(fields: Partial<LeadFields>): LeadColumns {
  const { companyName, companyId, class: grade, classReason, nextStep, ...rest } = fields;
  const columns: LeadColumns = {
    ...rest,
    company_name: companyName,
    company_id: companyId,
    class: grade,
    class_reason: classReason,
    ...(nextStep === undefined
      ? {}
      : { next_step: nextStep?.text ?? null, next_step_on: nextStep?.on ?? null }),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
