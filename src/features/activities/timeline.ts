/** Reads a page of a timeline, or one entry, as a person sees it. */
import { findPersonBySlackId } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { notFound } from '../../lib/errors.ts';
import { getCompany } from '../companies/service.ts';
import { fullName } from '../contacts/model.ts';
import { getContact } from '../contacts/service.ts';
import { dealNumber } from '../deals/model.ts';
import { getDeal } from '../deals/service.ts';
import { leadName } from '../leads/model.ts';
import { getLead } from '../leads/service.ts';
import type { EntryMeta, TimelineMeta } from './buttons.ts';
import { toEntries } from './entries.ts';
import { entryModal } from './entry-views.ts';
import type { Entry } from './lines.ts';
import { type Activity, pageSize, type TimelineOf } from './model.ts';
import { partsOf } from './part.ts';
import { getActivity, listKinds, listTimeline } from './service.ts';
import { timelineModal } from './timeline-views.ts';

export const timelineFrom = (of: TimelineOf): TimelineMeta => ({ of, offset: 0, only: null, person: null });

/** @throws CrmError notFound, also when the actor may not see the deal */
export async function showTimeline(ctx: Ctx, meta: TimelineMeta, reader: Reader) {
  const name = await nameOf(ctx, meta.of);
  const person = meta.person ? await findPersonBySlackId(ctx.db, meta.person) : null;
  const filter = {
    kind: meta.only && meta.only !== 'pinned' ? meta.only : null,
    pinned: meta.only === 'pinned',
    // Somebody we do not know was at nothing.
    personId: meta.person ? (person?.id ?? (-1 as never)) : null,
  };
  const page = { limit: pageSize, offset: meta.offset };
  const { activities, total } = await listTimeline(ctx, meta.of, filter, page);
  // The last one of the last page was deleted meanwhile.
  if (activities.length === 0 && meta.offset > 0)
    return showTimeline(ctx, { ...meta, offset: Math.max(0, meta.offset - pageSize) }, reader);
  const entries = await toEntries(ctx, activities);
  const pinned = await readPinned(ctx, meta, activities);
  return timelineModal({ meta, name, pinned, entries, total, kinds: await listKinds(ctx) }, reader);
}

const mostPinned = 3;

/** Decisions, orders and changes that the first page does not show by itself. */
async function readPinned(ctx: Ctx, meta: TimelineMeta, shown: Activity[]): Promise<Entry[]> {
  if (meta.offset > 0 || meta.only !== null || meta.person !== null || shown.length < pageSize) return [];
  const page = { limit: mostPinned, offset: 0 };
  const { activities } = await listTimeline(ctx, meta.of, { pinned: true }, page);
  const fresh = activities.filter((one) => !shown.some((other) => other.id === one.id));
  return toEntries(ctx, fresh);
}

async function nameOf(ctx: Ctx, { of, id }: TimelineOf): Promise<string> {
  if (of === 'company') return (await getCompany(ctx, id)).name;
  if (of === 'contact') return fullName(await getContact(ctx, id));
  if (of === 'lead') return leadName(await getLead(ctx, id));
  const deal = await getDeal(ctx, id);
  return `${dealNumber(deal.id)} · ${deal.name}`;
}

/** @throws CrmError notFound */
export async function showEntry(ctx: Ctx, meta: EntryMeta, reader: Reader) {
  const activity = await getActivity(ctx, meta.id);
  const buttons = await Promise.all(
    partsOf(ctx).map(async (part) => (await part.buttons?.(ctx, activity))?.(reader) ?? []),
  );
  const lines = await Promise.all(
    partsOf(ctx).map(async (part) => (await part.lines?.(ctx, activity))?.(reader) ?? []),
  );
  return entryModal(await entryOf(ctx, activity), meta, buttons.flat(), reader, lines.flat());
}

export async function entryOf(ctx: Ctx, activity: Activity): Promise<Entry> {
  const [entry] = await toEntries(ctx, [activity]);
  return entry ?? notFound('activity');
}
