/** What the quarantine sends: word of what is new in it, and the source of a mail to the admin who asks for it. */
import { Readable } from 'node:stream';
import { listAdmins } from '../../access/people.ts';
import { isAdmin } from '../../access/policy.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { EventId, PersonId } from '../../lib/ids.ts';
import type { Lack } from '../../lib/surroundings.ts';
import { addDays, at, dateIn, instantOf } from '../../lib/time.ts';
import type { Delivery } from '../../outbox/effects.ts';
import { effectFor } from '../../outbox/recipients.ts';
import { enqueue } from '../../outbox/store.ts';
import { section } from '../../slack/blocks.ts';
import { queueCopyRemoval } from '../documents/effects.ts';
import type { EmailId } from './model.ts';
import { quarantinedAsSeen } from './quarantine-sight.ts';
import { listUntoldQuarantined, noteQuarantineTold } from './quarantine-store.ts';
import { againCard, quarantineCard, quarantineLimit } from './quarantine-view.ts';
import { findEmail } from './store.ts';

/**
 * Tells the admins, each of each mail once. At once when it is the day's first, else the next morning together with the
 * others: spam with broken headers must not ring all day.
 */
export async function queueQuarantineNotice(tx: Ctx): Promise<void> {
  const today = dateIn(tx.time.now(), tx.settings.zone);
  const tomorrow = addDays(today, 1);
  const morning = instantOf(at(tomorrow, '08:00'), tx.settings.zone);
  for (const { id } of await listAdmins(tx.db)) {
    for (const [day, runAt] of [[today, tx.time.now()] as const, [tomorrow, morning] as const]) {
      await enqueue(tx, {
        kind: 'email.quarantined',
        payload: { personId: id },
        dedupeKey: `email.quarantined:${day}:${id}`,
        lane: `person:${id}`,
        priority: 'answer',
        runAt,
      });
    }
  }
}

export const quarantineNotice = effectFor(
  'email.quarantined',
  async (seen, { personId }, { ctx }): Promise<Delivery> => {
    if (!isAdmin(seen)) return { do: 'drop', reason: 'the recipient is no admin' };
    const news = await listUntoldQuarantined(ctx, personId, quarantineLimit);
    if (news.total === 0) return { do: 'drop', reason: 'nothing is new in the quarantine' };
    return {
      do: 'post',
      to: { person: personId },
      ...quarantineCard(await quarantinedAsSeen(seen, news), readerOf(seen)),
      sent: (tx) => noteQuarantineTold(tx, personId, news.ids),
    };
  },
);

/** To the admin who had it tried again. */
export async function queueRetriedInVain(
  tx: Ctx,
  emailId: EmailId,
  personId: PersonId,
  event: EventId,
): Promise<void> {
  await enqueue(tx, {
    kind: 'email.retriedInVain',
    payload: { emailId, personId },
    dedupeKey: `email.retriedInVain:${event}`,
    lane: `person:${personId}`,
    priority: 'answer',
  });
}

export const retriedInVain = effectFor<{ emailId: EmailId }>(
  'email.retriedInVain',
  async (seen, { emailId, personId }, { ctx }): Promise<Delivery> => {
    const email = await findEmail(ctx, emailId);
    if (!isAdmin(seen) || email?.status !== 'quarantined')
      return { do: 'drop', reason: 'no longer in quarantine, or not theirs to see' };
    const { mails } = await quarantinedAsSeen(seen, { mails: [email], total: 1, next: null });
    const [mail = email] = mails;
    return {
      do: 'post',
      to: { person: personId },
      ...againCard(mail, readerOf(seen)),
      sent: (tx) => noteQuarantineTold(tx, personId, [emailId]),
    };
  },
);

/** Tells the admins what mail waits for: once a day as long as it is missing. */
export async function queueLackNotice(tx: Ctx, lack: Lack): Promise<void> {
  const today = dateIn(tx.time.now(), tx.settings.zone);
  for (const { id } of await listAdmins(tx.db)) {
    await enqueue(tx, {
      kind: 'email.lack',
      payload: { personId: id, lack },
      dedupeKey: `email.lack:${lack}:${today}:${id}`,
      lane: `person:${id}`,
      priority: 'answer',
    });
  }
}

export const lackNotice = effectFor<{ lack: Lack }>(
  'email.lack',
  async (seen, { personId, lack }): Promise<Delivery> => {
    if (!isAdmin(seen)) return { do: 'drop', reason: 'the recipient is no admin' };
    const text = readerOf(seen).t.quarantine.waitsFor[lack];
    return { do: 'post', to: { person: personId }, text, blocks: [section(text)] };
  },
);

export async function queueSource(
  tx: Ctx,
  emailId: EmailId,
  personId: PersonId,
  event: EventId,
): Promise<void> {
  await enqueue(tx, {
    kind: 'email.source',
    payload: { emailId, personId },
    dedupeKey: `${event}:${personId}`,
    lane: `person:${personId}`,
    priority: 'answer',
  });
}

/** As it came, to be looked at elsewhere; it goes again after a day, as every copy does. */
export const mailSource = effectFor<{ emailId: EmailId }>(
  'email.source',
  async (seen, { emailId, personId }, { ctx }): Promise<Delivery> => {
    const email = await findEmail(ctx, emailId);
    const blob = email?.blob;
    if (!isAdmin(seen) || email?.status !== 'quarantined' || !blob) {
      return { do: 'drop', reason: 'no longer in quarantine, or not theirs to see' };
    }
    const raw = await ctx.ports.mailBlobs.get(blob);
    return {
      do: 'upload',
      to: { person: personId },
      name: sourceName(emailId),
      alt: sourceName(emailId),
      size: raw.length,
      content: async () => Readable.from(raw, { objectMode: false }),
      comment: readerOf(seen).t.quarantine.sourceComment,
      sent: (tx, copy) => queueCopyRemoval(tx, copy, personId),
    };
  },
);

export const sourceName = (id: EmailId): string => `mail-${id}.eml`;

export const quarantineEffects = [quarantineNotice, retriedInVain, lackNotice, mailSource];
