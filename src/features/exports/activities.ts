import { namesOf } from '../../access/people.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { kindName } from '../activities/lines.ts';
import type { Activity, ActivityKind } from '../activities/model.ts';
import { listActivitiesAfter, listKinds } from '../activities/service.ts';
import type { Company } from '../companies/model.ts';
import { fullName } from '../contacts/model.ts';
import { listContactsByIds } from '../contacts/service.ts';
import { dealNumber } from '../deals/model.ts';
import { leadNumber } from '../leads/model.ts';
import { moment, type Source, text } from './columns.ts';
import { companiesOf } from './deals.ts';
import type { Wanted } from './model.ts';

interface ActivityLine {
  id: number;
  activity: Activity;
  kind: ActivityKind | null;
  company: Company | null;
  contacts: string[];
  colleagues: string[];
  author: string;
}

/** Of deals that the actor may see, and of mail what everybody may read who sees it: the drawers stay closed. */
export const activitySource = (ctx: Ctx, { whose }: Wanted): Source<ActivityLine> => ({
  columns: [
    { key: 'activity.on', width: 18, cell: ({ activity }, reader) => moment(activity.at, reader) },
    {
      key: 'activity.kind',
      width: 18,
      cell: ({ activity, kind }, reader) => (kind ? kindName(kind, reader) : activity.kind),
    },
    { key: 'company.name', width: 32, cell: ({ company }) => text(company?.name) },
    { key: 'company.ico', width: 11, cell: ({ company }) => text(company?.ico) },
    {
      key: 'deal.number',
      width: 10,
      cell: ({ activity }) => (activity.dealId ? dealNumber(activity.dealId) : ''),
    },
    {
      key: 'told.leadNumber',
      width: 10,
      cell: ({ activity }) => (activity.leadId ? leadNumber(activity.leadId) : ''),
    },
    { key: 'told.with', width: 28, cell: ({ contacts }) => contacts.join(', ') },
    { key: 'told.colleagues', width: 24, cell: ({ colleagues }) => colleagues.join(', ') },
    {
      key: 'told.direction',
      width: 12,
      cell: ({ activity }, { t }) => (activity.direction ? t.activities.directions[activity.direction] : ''),
    },
    { key: 'activity.text', width: 70, cell: ({ activity }) => activity.text },
    {
      key: 'told.flags',
      width: 18,
      cell: ({ activity }, { t }) => activity.flags.map((flag) => t.activities.flags[flag]).join(', '),
    },
    { key: 'told.length', width: 10, cell: ({ activity }) => activity.minutesLong ?? '' },
    { key: 'told.author', width: 20, cell: ({ author }) => author },
    {
      key: 'told.cancelled',
      width: 10,
      cell: ({ activity }, { t }) => (activity.cancelledAt ? t.exports.yes : ''),
    },
  ],
  async page(after, limit) {
    const activities = await listActivitiesAfter(ctx, whose === 'mine' ? actorId(ctx) : null, after, limit);
    const kinds = new Map((await listKinds(ctx)).map((kind) => [kind.key, kind]));
    const companies = await companiesOf(ctx, activities);
    const contacts = await listContactsByIds(ctx, [...new Set(activities.flatMap((one) => one.contactIds))]);
    const named = new Map(contacts.map((contact) => [contact.id, fullName(contact)]));
    const people = await namesOf(ctx.db, [
      ...new Set(
        activities.flatMap((one): PersonId[] => [...one.peopleIds, ...(one.authorId ? [one.authorId] : [])]),
      ),
    ]);
    return activities.map((activity) => ({
      id: activity.id,
      activity,
      kind: kinds.get(activity.kind) ?? null,
      company: companies.get(activity.companyId ?? 0) ?? null,
      contacts: activity.contactIds.flatMap((id) => named.get(id) ?? []),
      colleagues: activity.peopleIds.flatMap((id) => people.get(id) ?? []),
      author: people.get(activity.authorId ?? 0) ?? '',
    }));
  },
});
