/** What a contact's card shows of activities: who of ours talks to them, about what, and when last. */
import { namesOf } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import { lineOf } from '../../slack/blocks.ts';
import type { ContactPart } from '../contacts/part.ts';
import { dealNumber } from '../deals/model.ts';
import { listDealNames, listOpenDealsOfContact } from '../deals/service.ts';
import { logAbout, openTimeline } from './buttons.ts';
import { cardLines, readCardEntries } from './card-lines.ts';
import { short } from './lines.ts';
import type { Activity } from './model.ts';
import { listLatest } from './service.ts';
import { companyTarget, dealTarget } from './target.ts';

/** One of ours with them. */
interface Talk {
  name: string;
  lastAt: Instant;
  /** `D-42 · Lávka`, the most recent first */
  deals: string[];
}

/** Further back nobody remembers. */
const remembered = 200;
const shownColleagues = 4;
const shownDeals = 2;

export const activitiesOnContact: ContactPart = {
  async card(ctx, contact) {
    const [activities, open] = await Promise.all([
      listLatest(ctx, { of: 'contact', id: contact.id }, remembered),
      listOpenDealsOfContact(ctx, contact.id, 2),
    ]);
    const talks = await talksOf(ctx, activities);
    const entries = await readCardEntries(ctx, { of: 'contact', id: contact.id }, 1, activities);
    // Where there is one open deal, that is what they are called about.
    const [deal, another] = open;
    const target =
      deal && !another
        ? dealTarget(deal.deal.id)
        : contact.companyId
          ? companyTarget(contact.companyId)
          : null;
    return {
      lines: (reader) => [
        ...(talks.length > 0
          ? [
              reader.t.contactCard.talks(
                talks
                  .slice(0, shownColleagues)
                  .map((talk) => talkText(talk, reader))
                  .join(', '),
              ),
            ]
          : []),
        ...cardLines(entries, reader),
      ],
      buttons: ({ t }) => ({
        log: logAbout.make(t.activities.log, { target, contactId: contact.id }),
        history: openTimeline.make(t.activities.history, { of: 'contact', id: contact.id }),
      }),
    };
  },
};

const talkText = ({ name, lastAt, deals }: Talk, reader: Reader): string =>
  `${short(name, 60)} (${lineOf('; ', reader.when(lastAt), deals.slice(0, shownDeals).join(', '))})`;

/** @param activities those that the reader sees, the newest first */
async function talksOf(ctx: Ctx, activities: Activity[]): Promise<Talk[]> {
  const found = new Map<PersonId, { lastAt: Instant; deals: Set<DealId> }>();
  for (const { authorId, peopleIds, at, dealId, cancelledAt } of activities) {
    if (cancelledAt) continue;
    for (const id of new Set([...(authorId ? [authorId] : []), ...peopleIds])) {
      const talk = found.get(id) ?? { lastAt: at, deals: new Set<DealId>() };
      if (dealId) talk.deals.add(dealId);
      found.set(id, talk);
    }
  }
  const [names, deals] = await Promise.all([
    namesOf(ctx.db, [...found.keys()]),
    listDealNames(ctx, [...new Set(activities.flatMap(({ dealId }) => dealId ?? []))]),
  ]);
  return [...found].flatMap(([id, talk]) => {
    const name = names.get(id);
    if (!name) return [];
    const about = [...talk.deals].flatMap((deal) => {
      const title = deals.get(deal);
      return title ? [`${dealNumber(deal)} · ${short(title, 40)}`] : [];
    });
    return [{ name, lastAt: talk.lastAt, deals: about }];
  });
}
