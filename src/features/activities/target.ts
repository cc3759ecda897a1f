/** What an activity is about, as a form's field and a button carry it: `d42`, `c7`, `l5`. */
import type { CompanyId, DealId, LeadId } from '../../lib/ids.ts';

export type Target = `d${number}` | `c${number}` | `l${number}`;

export const dealTarget = (id: DealId): Target => `d${id}`;
export const companyTarget = (id: CompanyId): Target => `c${id}`;
export const leadTarget = (id: LeadId): Target => `l${id}`;

export type About =
  | { dealId: DealId; companyId: null; leadId: null }
  | { dealId: null; companyId: CompanyId; leadId: null }
  | { dealId: null; companyId: null; leadId: LeadId };

/** null when the text is no target */
export function readTarget(text: string | null): About | null {
  const [, kind, digits] = /^([dcl])(\d{1,9})$/.exec(text ?? '') ?? [];
  if (!digits) return null;
  const id = Number(digits);
  if (kind === 'd') return { dealId: id as DealId, companyId: null, leadId: null };
  if (kind === 'c') return { dealId: null, companyId: id as CompanyId, leadId: null };
  return { dealId: null, companyId: null, leadId: id as LeadId };
}

/** What became a deal is the deal's. */
export function targetOf(about: {
  dealId: DealId | null;
  companyId: CompanyId | null;
  leadId?: LeadId | null;
}): Target | null {
  if (about.dealId !== null) return dealTarget(about.dealId);
  if (about.companyId !== null) return companyTarget(about.companyId);
  return about.leadId ? leadTarget(about.leadId) : null;
}
