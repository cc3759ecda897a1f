/** Who of theirs we talk to, about what and when; and who of ours does. */
import { listPeople } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, PersonId } from '../../lib/ids.ts';
import { type Blocks, bold, divider, section } from '../../slack/blocks.ts';
import { openContact } from '../contacts/buttons.ts';
import { fullName } from '../contacts/model.ts';
import { listContactsByIds } from '../contacts/service.ts';
import { toEntries } from './entries.ts';
import { type Entry, latestLine, short } from './lines.ts';
import type { Activity } from './model.ts';
import { listLatest } from './service.ts';

/** So far back it is looked; older talks are in the history. */
const lookedAt = 100;
const shown = { people: 5, ours: 5, latest: 3 };

interface Talks {
  latest: Entry[];
  theirs: { id: ContactId; name: string; entry: Entry }[];
  ours: { name: string; count: number; entry: Entry }[];
}

/** As far as the actor sees the deals it was about. */
export async function readTalks(ctx: Ctx, id: CompanyId): Promise<Talks> {
  const activities = await listLatest(ctx, { of: 'company', id }, lookedAt);
  const theirs = lastBy(activities, (one) => one.contactIds).slice(0, shown.people);
  const ours = lastBy(activities, (one) => [...(one.authorId ? [one.authorId] : []), ...one.peopleIds]).slice(
    0,
    shown.ours,
  );
  const needed = new Set([
    ...activities.slice(0, shown.latest),
    ...[...theirs, ...ours].map(({ last }) => last),
  ]);
  const [entries, contacts, people] = await Promise.all([
    toEntries(ctx, [...needed]),
    listContactsByIds(
      ctx,
      theirs.map(({ id }) => id as ContactId),
    ),
    listPeople(
      ctx.db,
      ours.map(({ id }) => id as PersonId),
    ),
  ]);
  const entryOf = new Map(entries.map((entry) => [entry.activity.id, entry]));
  return {
    latest: activities.slice(0, shown.latest).flatMap((one) => entryOf.get(one.id) ?? []),
    theirs: theirs.flatMap(({ id, last }) => {
      const contact = contacts.find((one) => one.id === id);
      const entry = entryOf.get(last.id);
      return contact && entry ? [{ id: contact.id, name: fullName(contact), entry }] : [];
    }),
    ours: ours.flatMap(({ id, count, last }) => {
      const person = people.find((one) => one.id === id);
      const entry = entryOf.get(last.id);
      return person && entry ? [{ name: person.name, count, entry }] : [];
    }),
  };
}

/** Whom each activity was with, the latest first: with how many of them there were. */
function lastBy(activities: Activity[], pick: (activity: Activity) => number[]) {
  const found = new Map<number, { id: number; last: Activity; count: number }>();
  for (const activity of activities) {
    for (const id of new Set(pick(activity))) {
      const known = found.get(id);
      if (known) known.count += 1;
      else found.set(id, { id, last: activity, count: 1 });
    }
  }
  return [...found.values()];
}

export function talkBlocks({ latest, theirs, ours }: Talks, reader: Reader): Blocks {
  const { t } = reader;
  if (latest.length === 0) return [];
  const words = t.companyCard;
  return [
    divider(),
    ...(theirs.length > 0 ? [section(bold(words.withWhom))] : []),
    ...theirs.map(({ id, name, entry }) =>
      section(
        `👤 ${bold(short(name, 120))}\n${aboutLine(entry)}${latestLine(entry, reader)}`,
        openContact.make(t.common.open, id, { suffix: id }),
      ),
    ),
    ...(ours.length > 0
      ? [
          section(
            [
              bold(words.ours),
              ...ours.map(({ name, count, entry }) =>
                words.talks(short(name, 80), count, reader.when(entry.activity.at)),
              ),
            ].join('\n'),
          ),
        ]
      : []),
    section(
      [bold(words.latest), ...latest.map((entry) => `${aboutLine(entry)}${latestLine(entry, reader)}`)].join(
        '\n',
      ),
    ),
  ];
}

const aboutLine = ({ activity, about }: Entry): string =>
  activity.dealId !== null && about ? `${short(about, 60)} · ` : '';
