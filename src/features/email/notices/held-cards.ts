/** Questions about mail that came in quiet hours: in the morning, several in one message. */
import { asPerson, findPerson, isActiveMember, type Person } from '../../../access/people.ts';
import { transaction } from '../../../db/transaction.ts';
import { readerOf } from '../../../i18n/reader.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import { type Delivery, effect } from '../../../outbox/effects.ts';
import { rememberMessage } from '../../../outbox/messages.ts';
import { enqueue } from '../../../outbox/store.ts';
import { readEmailCard } from '../card.ts';
import type { Email } from '../model.ts';
import { listTriageOf } from '../triage/triage.ts';
import { emailCard } from '../views.ts';
import { heldMails } from './held-views.ts';
import { isRecent, quietEnd } from './sent-in.ts';

export const emailView = 'email.card';

/** @returns false: they may be asked now */
export async function holdUntilMorning(ctx: Ctx, person: Person): Promise<boolean> {
  const now = ctx.time.now();
  const runAt = quietEnd(ctx, person, now);
  if (runAt <= now) return false;
  await transaction(ctx, (tx) =>
    enqueue(tx, {
      kind: 'email.heldCards',
      payload: { personId: person.id },
      dedupeKey: `email.held:${person.id}:${runAt}`,
      lane: `person:${person.id}`,
      priority: 'answer',
      runAt,
    }),
  );
  return true;
}

/** More than the list shows wait behind its button. */
const looked = 100;

export const heldCards = effect<{ personId: PersonId }>(
  'email.heldCards',
  async (ctx, { personId }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'the recipient is no active member' };
    if (await holdUntilMorning(ctx, person)) return { do: 'drop', reason: 'it comes in the morning' };
    const seen = asPerson(ctx, person);
    const mails = await listHeld(seen, personId);
    const [first] = mails;
    if (!first) return { do: 'drop', reason: 'nothing waits any more' };
    const card = mails.length === 1 ? await readEmailCard(seen, first.id) : null;
    if (card)
      return {
        do: 'post',
        to: { person: personId },
        ...emailCard(card, readerOf(seen)),
        remember: { subject: { kind: 'email', id: first.id }, view: emailView },
      };
    return {
      do: 'post',
      to: { person: personId },
      ...heldMails(mails, readerOf(seen)),
      sent: async (tx, message) => {
        for (const { id } of mails)
          await rememberMessage(tx, {
            subject: { kind: 'email', id },
            view: `email.held:${id}`,
            channel: message.channel,
            ts: message.ts,
            personSlackId: person.slackId,
          });
      },
    };
  },
);

/** Those that nobody was shown yet. */
async function listHeld(seen: Ctx, personId: PersonId): Promise<Email[]> {
  const waiting = (await listTriageOf(seen, personId, looked)).filter((email) => isRecent(seen, email));
  const ids = waiting.map(({ id }) => id);
  const shown: number[] = await seen
    .db('slack_messages')
    .where({ subject_kind: 'email' })
    .whereIn('subject_id', ids)
    .distinct()
    .pluck('subject_id');
  return waiting.filter(({ id }) => !shown.includes(id));
}
