import { asPerson, getPerson, isActiveMember } from '../../access/people.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { PersonId } from '../../lib/ids.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { listDealsOf } from '../deals/service.ts';
import { leftBehind } from './part.ts';
import { handOverCard, languageQuestion, standsInCard, tookOverCard } from './views.ts';

export const askLanguage = effect<{ personId: PersonId }>(
  'people.askLanguage',
  async (ctx, { personId }): Promise<Delivery> => {
    const person = await getPerson(ctx.db, personId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'no active member' };
    if (person.language) return { do: 'drop', reason: 'they chose one meanwhile' };
    return { do: 'post', to: { person: personId }, ...languageQuestion(readerOf(asPerson(ctx, person))) };
  },
);

/** To each admin when a colleague was deactivated in Slack. */
export const handOver = effect<{ personId: PersonId; adminId: PersonId }>(
  'people.handOver',
  async (ctx, { personId, adminId }): Promise<Delivery> => {
    const [left, admin] = [await getPerson(ctx.db, personId), await getPerson(ctx.db, adminId)];
    if (!left.deactivatedAt) return { do: 'drop', reason: 'the person is back' };
    if (left.successorId) return { do: 'drop', reason: 'somebody chose a successor meanwhile' };
    if (!isActiveMember(admin)) return { do: 'drop', reason: 'no active member' };
    const seen = asPerson(ctx, admin);
    const { total } = await listDealsOf(seen, personId, { limit: 1, offset: 0 });
    const reader = readerOf(seen);
    const waiting = await leftBehind(seen, personId, reader);
    return { do: 'post', to: { person: adminId }, ...handOverCard(left, total, waiting, reader) };
  },
);

/** To the successor, one message however many deals there are. */
export const tookOver = effect<{ personId: PersonId; successorId: PersonId }>(
  'people.tookOver',
  async (ctx, { personId, successorId }): Promise<Delivery> => {
    const [left, successor] = [await getPerson(ctx.db, personId), await getPerson(ctx.db, successorId)];
    if (!isActiveMember(successor)) return { do: 'drop', reason: 'no active member' };
    const seen = asPerson(ctx, successor);
    const reader = readerOf(seen);
    const waiting = await leftBehind(seen, personId, reader);
    return { do: 'post', to: { person: successorId }, ...tookOverCard(left, waiting, reader) };
  },
);

/** To the sales lead who is no admin, when something waits until a successor is chosen. */
export const standsIn = effect<{ personId: PersonId; leadId: PersonId }>(
  'people.standsIn',
  async (ctx, { personId, leadId }): Promise<Delivery> => {
    const [left, lead] = [await getPerson(ctx.db, personId), await getPerson(ctx.db, leadId)];
    if (!left.deactivatedAt || left.successorId) return { do: 'drop', reason: 'nobody has to stand in' };
    if (!isActiveMember(lead)) return { do: 'drop', reason: 'no active member' };
    const seen = asPerson(ctx, lead);
    const reader = readerOf(seen);
    const waiting = await leftBehind(seen, personId, reader);
    if (waiting.length === 0) return { do: 'drop', reason: 'nothing waits' };
    return { do: 'post', to: { person: leadId }, ...standsInCard(left, waiting, reader) };
  },
);
