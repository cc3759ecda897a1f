/** Who may do what. Seeing is part of each query (dealsVisibleTo); this is the rest. */
import type { Ctx } from '../lib/context.ts';
import { refuse } from '../lib/errors.ts';
import type { PersonId } from '../lib/ids.ts';

export const isAdmin = (ctx: Ctx): boolean => ctx.actor.kind === 'system' || ctx.actor.isAdmin;

/** @throws CrmError admin.only */
export function assertAdmin(ctx: Ctx): void {
  if (!isAdmin(ctx)) refuse('admin.only', {});
}

/** The owner, the people named on it, and admins edit a deal; everyone who sees it may log to it. */
export const mayEditDeal = (ctx: Ctx, deal: { ownerId: PersonId }, named: PersonId[]): boolean =>
  isAdmin(ctx) ||
  (ctx.actor.kind === 'person' && (ctx.actor.id === deal.ownerId || named.includes(ctx.actor.id)));

/** The author and admins edit or delete what was logged. */
export const mayEditEntry = (ctx: Ctx, authorId: PersonId | null): boolean =>
  isAdmin(ctx) || (ctx.actor.kind === 'person' && ctx.actor.id === authorId);
