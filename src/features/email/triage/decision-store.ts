/** What people decided about mails, with what it takes to undo it. */
import { insertId } from '../../../db/dialect.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { ActivityId, CompanyId, ContactId, DealId, LeadId, PersonId } from '../../../lib/ids.ts';
import type { Instant } from '../../../lib/time.ts';
import type { Considered, DecisionId, EmailId, Reason } from '../model.ts';
import type { Learned } from './choice-store.ts';
import type { Named } from './naming.ts';

/** A mail as it was before. */
export interface Before {
  id: EmailId;
  reason: Reason | null;
  dealId: DealId | null;
  companyId: CompanyId | null;
  contactId: ContactId | null;
  decisionId: DecisionId | null;
  considered: Considered[];
  /** when the owner of where it was heard of it, of what was moved */
  toldAt?: Instant | null;
  /** its entry was deleted from the journal, and the move brought it back */
  wasTakenOut?: boolean;
}

export interface DecisionDetails {
  filed: {
    mails: (Before & { activityId: ActivityId })[];
    /** made from the sender on this occasion */
    contactId: ContactId | null;
    /** of many */
    contactIds?: ContactId[];
    /** the lead made from it on this occasion */
    leadId?: LeadId | null;
    /** the deal to which the sender was added as its contact */
    namedOnDeal: Named | null;
    learned?: Learned[];
    dealId?: DealId | null;
  };
  ignored: {
    mails: Before[];
    /** addresses and domains that are not heard since, and were before */
    patterns: string[];
  };
  moved: { mails: Before[]; to: DealId; learned?: Learned[]; namedOnDeal?: Named | null };
}

export type DecisionKind = keyof DecisionDetails;
export type Decided = {
  [K in DecisionKind]: { id: DecisionId; kind: K; details: DecisionDetails[K] };
}[DecisionKind];

declare module 'knex/types/tables.js' {
  interface Tables {
    mail_decisions: {
      id: number;
      kind: string;
      details: string;
      person_id: number | null;
      decided_at: string;
      undone_at: string | null;
    };
  }
}

/** Its id is needed by the rows it changes; what it takes to undo it is known after them. */
export async function openDecision(ctx: Ctx, kind: DecisionKind): Promise<DecisionId> {
  const row = { kind, details: '{}', person_id: actorId(ctx), decided_at: ctx.time.now() };
  return (await insertId(ctx.db('mail_decisions').insert(row))) as DecisionId;
}

export async function noteDecision<K extends DecisionKind>(
  ctx: Ctx,
  id: DecisionId,
  _kind: K,
  details: DecisionDetails[K],
): Promise<void> {
  await ctx
    .db('mail_decisions')
    .where({ id })
    .update({ details: JSON.stringify(details) });
}

/** null when there is none, or it was undone */
export async function findDecision(ctx: Ctx, id: DecisionId): Promise<Decided | null> {
  const row = await ctx.db('mail_decisions').where({ id }).whereNull('undone_at').first();
  return row ? ({ id, kind: row.kind as DecisionKind, details: JSON.parse(row.details) } as Decided) : null;
}

/** null: nobody decided, or it was undone or forgotten */
export async function decidedAt(ctx: Ctx, id: DecisionId | null): Promise<Instant | null> {
  return (await findDecider(ctx, id))?.at ?? null;
}

/** Who decided, and when. */
export async function findDecider(
  ctx: Ctx,
  id: DecisionId | null,
): Promise<{ at: Instant; personId: PersonId | null } | null> {
  if (id === null) return null;
  const row = await ctx
    .db('mail_decisions')
    .where({ id })
    .whereNull('undone_at')
    .first('decided_at', 'person_id');
  return row ? { at: row.decided_at as Instant, personId: row.person_id as PersonId | null } : null;
}

/** @returns false when somebody undid it before */
export async function markUndone(ctx: Ctx, id: DecisionId): Promise<boolean> {
  const changed = await ctx
    .db('mail_decisions')
    .where({ id })
    .whereNull('undone_at')
    .update({ undone_at: ctx.time.now() });
  return changed > 0;
}

/** What was decided before is final: the names and addresses in it are not kept for ever. @returns how many */
export const forgetDecisions = (ctx: Ctx, before: Instant): Promise<number> =>
  ctx.db('mail_decisions').where('decided_at', '<', before).delete();
