/** What the form needs when it is drawn once more. */
import type { FieldChange } from '../../events/changes.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import type { ContactStart } from './form.ts';
import type { NewContact } from './model.ts';
import { parsePhone } from './phones.ts';

/** The window is drawn again with what was typed, titles of a card included. */
export function startOfTyped(ctx: Ctx, typed: NewContact): ContactStart {
  const { name, position = null, titleBefore = null, titleAfter = null, emails = [], phones = [] } = typed;
  const { country } = ctx.settings;
  return {
    name,
    position,
    titleBefore,
    titleAfter,
    emails: emails.map((address) => ({ address, bounce: null })),
    phones: phones.map(({ typed: text, kind }) => parsePhone(text, country, kind)),
  };
}

/** A company by its name instead of our number. */
export async function withCompanyNames(ctx: Ctx, changes: FieldChange[]): Promise<FieldChange[]> {
  const ids = changes.flatMap(({ field, from, to }) =>
    field === 'companyId' ? [from, to].filter((id): id is CompanyId => typeof id === 'number') : [],
  );
  const companies = await listCompaniesByIds(ctx, ids);
  const name = (id: unknown) => companies.find((one) => one.id === id)?.name ?? null;
  return changes.map((change) =>
    change.field === 'companyId' ? { ...change, from: name(change.from), to: name(change.to) } : change,
  );
}
