import { asPerson, findPerson, isActiveMember } from '../../access/people.ts';
import { onEvent } from '../../events/watchers.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { isKept, readHome, refreshHomes } from './service.ts';
import { homeView } from './views.ts';

/** A person's Home as it is now, when something of theirs changed and they opened it within a day. */
export const homePush = effect<{ personId: PersonId }>(
  'home.push',
  async (ctx, { personId }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'no active member' };
    if (!isKept(person, ctx.time.now())) return { do: 'drop', reason: 'not opened for a day' };
    const seen = asPerson(ctx, person);
    return { do: 'publish', person: personId, view: homeView(await readHome(seen, person), readerOf(seen)) };
  },
);

export const homeListener = onEvent('*', refreshHomes);
