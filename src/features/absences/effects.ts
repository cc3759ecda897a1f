import { asPerson, getPerson, isActiveMember } from '../../access/people.ts';
import { isAway } from '../../access/standing-in.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { PlainDate } from '../../lib/time.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { standInCard } from './views.ts';

/** To whoever stands in, unless it was taken back meanwhile. */
export const standInTold = effect<{ personId: PersonId; standInId: PersonId }>(
  'absences.standIn',
  async (ctx, { personId, standInId }): Promise<Delivery> => {
    const [away, standIn] = [await getPerson(ctx.db, personId), await getPerson(ctx.db, standInId)];
    if (!isAway(away, ctx.time.now()) || away.standInId !== standInId)
      return { do: 'drop', reason: 'somebody else stands in, or nobody has to' };
    if (!isActiveMember(standIn)) return { do: 'drop', reason: 'no active member' };
    const reader = readerOf(asPerson(ctx, standIn));
    return {
      do: 'post',
      to: { person: standInId },
      ...standInCard(away, away.awayUntil as PlainDate, reader),
    };
  },
);
