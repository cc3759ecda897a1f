/** What an activity is about, as a form's field and a button carry it: `d42`, `c7`. */
import type { CompanyId, DealId } from '../../lib/ids.ts';

export type Target = `d${number}` | `c${number}`;

export const dealTarget = (id: DealId): Target => `d${id}`;
export const companyTarget = (id: CompanyId): Target => `c${id}`;

/** null when the text is no target */
export function readTarget(
  text: string | null,
): { dealId: DealId; companyId: null } | { dealId: null; companyId: CompanyId } | null {
  const [, kind, digits] = /^([dc])(\d{1,9})$/.exec(text ?? '') ?? [];
  if (!digits) return null;
  const id = Number(digits);
  return kind === 'd'
    ? { dealId: id as DealId, companyId: null }
    : { dealId: null, companyId: id as CompanyId };
}

export const targetOf = (about: { dealId: DealId | null; companyId: CompanyId | null }): Target | null =>
  about.dealId !== null
    ? dealTarget(about.dealId)
    : about.companyId !== null
      ? companyTarget(about.companyId)
      : null;
