/** Activities with all the names that are shown with them, in a constant number of queries for any number of them. */
import { listPeople } from '../../access/people.ts';
import { mayEditEntry } from '../../access/policy.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId } from '../../lib/ids.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import { fullName } from '../contacts/model.ts';
import { listContactsByIds } from '../contacts/service.ts';
import { dealNumber } from '../deals/model.ts';
import { listDealNames } from '../deals/service.ts';
import { leadName } from '../leads/model.ts';
import { listLeadsByIds } from '../leads/service.ts';
import type { Entry } from './lines.ts';
import type { Activity } from './model.ts';
import { type Letter, partsOf } from './part.ts';
import { listKinds } from './service.ts';

export async function toEntries(ctx: Ctx, activities: Activity[]): Promise<Entry[]> {
  if (activities.length === 0) return [];
  const present = <T>(pick: (activity: Activity) => (T | null)[]): T[] => [
    ...new Set(activities.flatMap(pick).filter((one): one is T & {} => one !== null)),
  ];
  const [kinds, people, contacts, companies, deals, leads, marks, letters] = await Promise.all([
    listKinds(ctx),
    listPeople(
      ctx.db,
      present((one) => [one.authorId, ...one.peopleIds]),
    ),
    listContactsByIds(
      ctx,
      present((one) => one.contactIds),
    ),
    listCompaniesByIds(
      ctx,
      present((one) => [one.dealId === null ? one.companyId : null]),
    ),
    listDealNames(
      ctx,
      present((one) => [one.dealId]),
    ),
    listLeadsByIds(
      ctx,
      present((one) => [one.dealId === null && one.companyId === null ? one.leadId : null]),
    ),
    Promise.all(
      partsOf(ctx).map(
        (part) =>
          part.marks?.(
            ctx,
            activities.map((one) => one.id),
          ) ?? new Map(),
      ),
    ),
    lettersOf(ctx, activities),
  ]);
  const byId = <T extends { id: number }>(list: T[]) => new Map(list.map((one) => [one.id as number, one]));
  const [personOf, contactOf, companyOf] = [byId(people), byId(contacts), byId(companies)];
  const leadOf = byId(leads);
  return activities.map((activity) => {
    const lead = leadOf.get(activity.leadId ?? 0);
    const dealName = activity.dealId === null ? undefined : deals.get(activity.dealId);
    return {
      activity,
      kind: kinds.find((kind) => kind.key === activity.kind) ?? {
        key: activity.kind,
        emoji: '•',
        directed: false,
        names: { en: activity.kind, cs: activity.kind, sk: activity.kind },
      },
      author: personOf.get(activity.authorId ?? 0)?.name ?? null,
      people: activity.peopleIds.flatMap((id) => personOf.get(id)?.name ?? []),
      contacts: activity.contactIds.flatMap((id) => {
        const contact = contactOf.get(id);
        return contact ? fullName(contact) : [];
      }),
      about:
        dealName !== undefined && activity.dealId !== null
          ? `${dealNumber(activity.dealId)} · ${dealName}`
          : (companyOf.get(activity.companyId ?? 0)?.name ?? (lead ? leadName(lead) : null)),
      letter: letters.get(activity.id) ?? null,
      marks: marks.flatMap((map) => map.get(activity.id) ?? []),
      mayEdit: mayEditEntry(ctx, activity.authorId),
    };
  });
}

/** The customer is called as we know them. */
async function lettersOf(ctx: Ctx, activities: Activity[]): Promise<Map<ActivityId, Letter>> {
  const found = await Promise.all(
    partsOf(ctx).map(
      async (part) => (await part.letters?.(ctx, activities)) ?? new Map<ActivityId, Letter>(),
    ),
  );
  const letters = found.flatMap((map) => [...map]);
  const contacts = await listContactsByIds(ctx, [
    ...new Set(letters.flatMap(([, { theirs }]) => theirs?.contactId ?? [])),
  ]);
  return new Map(
    letters.map(([id, letter]) => {
      const known = contacts.find((one) => one.id === letter.theirs?.contactId);
      return [id, known && letter.theirs ? { ...letter, [letter.theirs.side]: fullName(known) } : letter];
    }),
  );
}
