/** Takes the person out of every text there is. Pages are read outside of transactions; only what changes is written. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Erasure } from './erasure.ts';
import type { Kind } from './model.ts';
import type { Target } from './part.ts';
import { isNamedIn, isSuspect, othersAmong, type Place, placesOf, rowsOf, scrubbed } from './places.ts';
import { keyOf, pageAfter, type Row, whereKey } from './walking.ts';

const pageSize = 50;
/** How far it is is written down at least so often; pages that change nothing need no commit each. */
const pagesBetween = 40;

export async function eraseWords(
  ctx: Ctx,
  erasure: Erasure,
  target: Target,
  save: (tx: Ctx) => Promise<void>,
): Promise<void> {
  const places = placesOf(ctx.ports.personalData);
  let unsaved = 0;
  for (let index = erasure.progress.index ?? 0; index < places.length; index += 1) {
    const place = places[index] as Place;
    const { key } = place.data;
    for (let isLast = false; !isLast; ) {
      const { after } = erasure.progress;
      const page = await pageAfter(rowsOf(ctx, place), place.table, key, after, pageSize);
      const named = page.filter((row) => isNamedIn(place, row, target.matcher));
      const others = await othersAmong(ctx, place, named, target.sought, target.matcher);
      isLast = page.length < pageSize;
      const progress = isLast
        ? { ...erasure.progress, index: index + 1, after: null }
        : { ...erasure.progress, index, after: keyOf(page.at(-1) as Row, key) };
      for (const row of page)
        if (others.has(row) || isSuspect(place, row, target.matcher))
          note(erasure, place, row, others.has(row));
      unsaved += 1;
      if (named.length > 0 || unsaved >= pagesBetween || (isLast && index === places.length - 1)) {
        await transaction(ctx, async (tx) => {
          for (const row of named) {
            const matcher = others.has(row) ? target.reach : target.matcher;
            await eraseIn(tx, place, row, erasure, { ...target, matcher });
          }
          erasure.progress = progress;
          await save(tx);
        });
        unsaved = 0;
      } else erasure.progress = progress;
    }
  }
}

/** The row as it is now: somebody may have changed it since it was read. */
async function eraseIn(tx: Ctx, place: Place, seen: Row, erasure: Erasure, target: Target): Promise<void> {
  const { table, data } = place;
  const row = (await rowsOf(tx, place).where(whereKey(seen, data.key)).first()) as Row | undefined;
  if (!row) return;
  const changes = scrubbed(place, row, target.matcher, target.erased);
  if (Object.keys(changes).length === 0) return;
  const here = tx.db(table).where(whereKey(row, data.key));
  if (data.found === 'rowGoes') await here.delete();
  else await here.update(changes);
  await data.changed?.(tx, { ...row, ...changes });
  const kind = kindOf(place);
  erasure.counts[kind] = (erasure.counts[kind] ?? 0) + 1;
}

const kindOfTable: Record<string, Kind> = {
  activities: 'activities',
  contacts: 'contacts',
  companies: 'companies',
  deals: 'deals',
  inbound_emails: 'mails',
  email_texts: 'mails',
  email_drawers: 'mails',
  email_files: 'attachments',
  files: 'attachments',
  mail_notices: 'notices',
  never_log: 'neverLog',
  events: 'events',
};
const kindOfSlice: Record<string, Kind> = {
  leads: 'leads',
  fields: 'fields',
  imports: 'imports',
  registers: 'registers',
};

export const kindOf = ({ slice, table }: Place): Kind => kindOfTable[table] ?? kindOfSlice[slice] ?? 'other';

/** More than so many nobody looks through. */
const lookLimit = 200;

function note({ look }: Erasure, { table }: Place, row: Row, isOthers: boolean): void {
  const isOpened = table === 'activities' || table === 'deals';
  if (isOpened || (isOthers && (table === 'companies' || table === 'contacts'))) {
    const ids = new Set(look[table] ?? []);
    if (ids.size < lookLimit) look[table] = [...ids.add(Number(row.id))];
  } else if (table !== 'events' && table !== 'search_terms') look.elsewhere = (look.elsewhere ?? 0) + 1;
}
