/** Who may do what. Seeing is part of each query (dealsVisibleTo); this is the rest, and the table of all of it. */
import type { Ctx } from '../lib/context.ts';
import { refuse } from '../lib/errors.ts';
import type { PersonId } from '../lib/ids.ts';
import { findPerson, listAdmins, listSalesLeads } from './people.ts';

export const isAdmin = (ctx: Ctx): boolean => ctx.actor.kind === 'system' || ctx.actor.isAdmin;

/** @throws CrmError admin.only */
export function assertAdmin(ctx: Ctx): void {
  if (!isAdmin(ctx)) refuse('admin.only', {});
}

/** The author and admins edit or delete what was logged. */
export const mayEditEntry = (ctx: Ctx, authorId: PersonId | null): boolean =>
  isAdmin(ctx) || (ctx.actor.kind === 'person' && ctx.actor.id === authorId);

/** What somebody is to a deal. Guests, bots and people of other workspaces never get this far (isActiveMember). */
export type DealRole = 'admin' | 'owner' | 'named' | 'member';
export type DealUse = 'see' | 'log' | 'share' | 'edit' | 'restrict' | 'handOver' | 'delete';

const everyone: DealRole[] = ['admin', 'owner', 'named', 'member'];
const editors: DealRole[] = ['admin', 'owner', 'named'];

/** A restricted deal is never shared to a channel: a channel receives only what every full member may see. */
const dealRules: Record<DealUse, { open: DealRole[]; restricted: DealRole[] }> = {
  see: { open: everyone, restricted: editors },
  log: { open: everyone, restricted: editors },
  share: { open: everyone, restricted: [] },
  edit: { open: editors, restricted: editors },
  restrict: { open: editors, restricted: editors },
  handOver: { open: editors, restricted: editors },
  delete: { open: ['admin', 'owner'], restricted: ['admin', 'owner'] },
};

interface GuardedDeal {
  ownerId: PersonId;
  restricted: boolean;
  /** the people named on it */
  people: PersonId[];
}

export function roleOnDeal(ctx: Ctx, deal: GuardedDeal): DealRole {
  if (isAdmin(ctx)) return 'admin';
  const id = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  if (id === deal.ownerId) return 'owner';
  return id !== null && deal.people.includes(id) ? 'named' : 'member';
}

export const mayWithDeal = (ctx: Ctx, use: DealUse, deal: GuardedDeal): boolean =>
  dealRules[use][deal.restricted ? 'restricted' : 'open'].includes(roleOnDeal(ctx, deal));

/** The owner, the people named on it, and admins edit a deal; everyone who sees it may log to it. */
export const mayEditDeal = (ctx: Ctx, deal: GuardedDeal): boolean => mayWithDeal(ctx, 'edit', deal);

/**
 * A birth number in clear: whose customer it is, sales leads, admins. Of a customer that nobody owns, the last two.
 * @throws CrmError company.dicOwnerOnly
 */
export async function assertBirthNumbers(ctx: Ctx, company: { ownerId: PersonId | null }): Promise<void> {
  if (!(await seesBirthNumbers(ctx, company))) refuse('company.dicOwnerOnly', {});
}

export async function seesBirthNumbers(ctx: Ctx, company: { ownerId: PersonId | null }): Promise<boolean> {
  if (isAdmin(ctx) || ctx.actor.kind !== 'person' || ctx.actor.id === company.ownerId) return true;
  return Boolean((await findPerson(ctx.db, ctx.actor.id))?.isSalesLead);
}

/** What somebody is to a lead. */
export type LeadRole = 'admin' | 'owner' | 'member';
export type LeadUse = 'see' | 'log' | 'edit' | 'handOver' | 'convert' | 'disqualify';

/** Nobody's customer yet: who reaches them first works on them. What was done stays in the history and can be undone. */
const leadRules: Record<LeadUse, LeadRole[]> = {
  see: ['admin', 'owner', 'member'],
  log: ['admin', 'owner', 'member'],
  edit: ['admin', 'owner', 'member'],
  handOver: ['admin', 'owner', 'member'],
  convert: ['admin', 'owner', 'member'],
  disqualify: ['admin', 'owner', 'member'],
};

export function mayWithLead(ctx: Ctx, use: LeadUse, lead: { ownerId: PersonId }): boolean {
  const isOwner = ctx.actor.kind === 'person' && ctx.actor.id === lead.ownerId;
  return leadRules[use].includes(isAdmin(ctx) ? 'admin' : isOwner ? 'owner' : 'member');
}

/** Sales leads and admins say who takes leads in turn. @throws CrmError lead.salesLeadOnly */
export async function assertLeadsSettings(ctx: Ctx): Promise<void> {
  if (isAdmin(ctx)) return;
  const person = ctx.actor.kind === 'person' ? await findPerson(ctx.db, ctx.actor.id) : null;
  if (!person?.isSalesLead) refuse('lead.salesLeadOnly', {});
}

async function isLeadOrAdmin(ctx: Ctx): Promise<boolean> {
  if (isAdmin(ctx)) return true;
  const person = ctx.actor.kind === 'person' ? await findPerson(ctx.db, ctx.actor.id) : null;
  return person?.isSalesLead ?? false;
}

/** A list changes hundreds of records that all of us share. */
export const mayImport = isLeadOrAdmin;

/** Lists what waits for a colleague, as far as they see it, and works it off. */
export const maySortForOthers = isLeadOrAdmin;

/** @throws CrmError mail.salesLeadOnly */
export async function assertSortsForOthers(ctx: Ctx): Promise<void> {
  if (!(await maySortForOthers(ctx))) refuse('mail.salesLeadOnly', {});
}

/** Takes away in a file what they may see, and nothing else. @param allowed as the admins chose */
export async function mayExport(ctx: Ctx, allowed: 'everybody' | 'leads' | 'admins'): Promise<boolean> {
  if (isAdmin(ctx)) return true;
  if (ctx.actor.kind !== 'person' || allowed === 'admins') return false;
  return allowed === 'everybody' || ((await findPerson(ctx.db, ctx.actor.id))?.isSalesLead ?? false);
}

/** @throws CrmError export.notAllowed */
export async function assertMayExport(ctx: Ctx, allowed: 'everybody' | 'leads' | 'admins'): Promise<void> {
  if (!(await mayExport(ctx, allowed))) refuse('export.notAllowed', { who: allowed });
}

/** Sales leads and admins bring lists in. @throws CrmError import.salesLeadOnly */
export async function assertMayImport(ctx: Ctx): Promise<void> {
  if (await mayImport(ctx)) return;
  const who = [...(await listSalesLeads(ctx.db)), ...(await listAdmins(ctx.db))].map(({ name }) => name);
  refuse('import.salesLeadOnly', { who: [...new Set(who)] });
}
