/** Names of the people and companies that values of a company's fields stand for. */
import { namesOf } from '../../access/people.ts';
import type { FieldChange } from '../../events/changes.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import type { Names } from './field-words.ts';
import { listCompaniesByIds } from './store.ts';

export async function namesIn(
  ctx: Ctx,
  changes: Pick<FieldChange, 'field' | 'from' | 'to' | 'by'>[],
): Promise<Names> {
  const ids = (field: string) =>
    changes.flatMap((change) =>
      change.field === field ? [change.from, change.to].filter((id) => typeof id === 'number') : [],
    );
  const people = [...ids('ownerId'), ...changes.flatMap(({ by }) => by ?? [])] as PersonId[];
  const named = await namesOf(ctx.db, people);
  const companies = await listCompaniesByIds(ctx, ids('parentId') as CompanyId[]);
  return { people: named, companies: new Map(companies.map(({ id, name }) => [id, name])) };
}
