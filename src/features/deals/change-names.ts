import { listPeople } from '../../access/people.ts';
import type { FieldChange } from '../../events/changes.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, PersonId } from '../../lib/ids.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import { listContactsByIds } from '../contacts/service.ts';
import type { DealContact } from './model.ts';

/** Names of whom and what changes speak of, by our ids. */
export interface Names {
  people: Map<number, string>;
  companies: Map<number, string>;
  contacts: Map<number, string>;
}

/** In three queries, however many changes there are. */
export async function readNames(ctx: Ctx, changes: FieldChange[]): Promise<Names> {
  const values = (field: string) =>
    changes.filter((change) => change.field === field).flatMap(({ from, to }) => [from, to]);
  const [people, companies, contacts] = await Promise.all([
    listPeople(ctx.db, [
      ...changes.flatMap((change) => (change.by === null ? [] : [change.by])),
      ...(values('ownerId') as PersonId[]),
      ...(values('people').flat() as PersonId[]),
    ]),
    listCompaniesByIds(ctx, values('companyId').filter((id) => id !== null) as CompanyId[]),
    listContactsByIds(
      ctx,
      (values('contacts').flat() as (DealContact | null)[]).flatMap((one) =>
        one ? [one.contactId as ContactId] : [],
      ),
    ),
  ]);
  const byId = (records: { id: number; name: string }[]) =>
    new Map(records.map(({ id, name }) => [id, name]));
  return { people: byId(people), companies: byId(companies), contacts: byId(contacts) };
}
