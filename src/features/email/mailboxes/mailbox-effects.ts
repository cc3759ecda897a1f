/** What is said of mailboxes: to admins that one refuses us or takes us back, to a person about their own. */
import { findPerson, listAdmins } from '../../../access/people.ts';
import { readerOf } from '../../../i18n/reader.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { Delivery } from '../../../outbox/effects.ts';
import { listMessages } from '../../../outbox/messages.ts';
import { editFor, effectFor } from '../../../outbox/recipients.ts';
import { enqueue } from '../../../outbox/store.ts';
import { esc, section } from '../../../slack/blocks.ts';
import { readEmailCard } from '../card.ts';
import type { EmailId } from '../model.ts';
import { quietEnd } from '../notices/sent-in.ts';
import { emailCard, reasonText } from '../views.ts';
import { findMailboxState } from './cursors.ts';
import { readSwitchCard } from './switch-card.ts';
import { switchCard } from './switch-views.ts';

const viewOf = (mailbox: string): string => `email.switch:${mailbox}`;

/** Once for each time it begins. */
export async function queueMailboxCard(tx: Ctx, mailbox: string, what: 'refused' | 'resumed'): Promise<void> {
  for (const admin of await listAdmins(tx.db)) {
    await enqueue(tx, {
      kind: `email.${what}`,
      payload: { mailbox, personId: admin.id },
      dedupeKey: `email.${what}:${mailbox}:${tx.time.now()}:${admin.id}`,
      lane: `person:${admin.id}`,
      priority: 'answer',
    });
  }
}

const mailboxCard = (what: 'refused' | 'resumed') =>
  effectFor<{ mailbox: string }>(
    `email.${what}`,
    async (seen, { mailbox, personId }, { ctx }): Promise<Delivery> => {
      const words = readerOf(seen).t.mailboxes;
      const { errorCode } = await findMailboxState(ctx, mailbox);
      const isNamed = errorCode === 'consent' || errorCode === 'key' || errorCode === 'account';
      const text = what === 'refused' && isNamed ? words.refusedBy[errorCode](mailbox) : words[what](mailbox);
      return { do: 'post', to: { person: personId }, text, blocks: [section(text)] };
    },
  );

export const mailboxRefused = mailboxCard('refused');
export const mailboxResumed = mailboxCard('resumed');

/** Asks the person in whose name a mailbox is, not in their quiet hours. */
export async function queueSwitchCard(tx: Ctx, mailbox: string, personId: PersonId): Promise<void> {
  const person = await findPerson(tx.db, personId);
  const now = tx.time.now();
  await enqueue(tx, {
    kind: 'email.switch',
    payload: { mailbox, personId },
    dedupeKey: `email.switch:${mailbox}:${personId}:${now}`,
    lane: `person:${personId}`,
    priority: 'answer',
    runAt: person ? quietEnd(tx, person, now) : now,
  });
}

export const switchQuestion = effectFor<{ mailbox: string }>(
  'email.switch',
  async (seen, { mailbox, personId }): Promise<Delivery> => {
    const card = await readSwitchCard(seen, mailbox);
    if (!card) return { do: 'drop', reason: 'the mailbox is not theirs any more' };
    return {
      do: 'post',
      to: { person: personId },
      ...switchCard(card, readerOf(seen)),
      remember: { subject: { kind: 'person', id: personId }, view: viewOf(mailbox) },
    };
  },
);

/** Their cards about it show how it is now. */
export async function queueSwitchEdits(tx: Ctx, mailbox: string, personId: PersonId): Promise<void> {
  for (const { channel, ts } of await listMessages(tx, { kind: 'person', id: personId }, viewOf(mailbox))) {
    await enqueue(tx, {
      kind: 'email.switchEdit',
      payload: { mailbox, channel, ts },
      dedupeKey: `email.switch:${mailbox}:${tx.time.now()}:${channel}:${ts}`,
      lane: `edit:${channel}:${ts}`,
      priority: 'edit',
    });
  }
}

export const switchEdit = editFor<{ mailbox: string }>(
  'email.switchEdit',
  async (seen, { mailbox, channel, ts }): Promise<Delivery> => {
    const card = await readSwitchCard(seen, mailbox);
    if (!card) return { do: 'delete', channel, ts };
    return { do: 'edit', channel, ts, ...switchCard(card, readerOf(seen)) };
  },
);

/** Whoever asked for a mail that was not logged is shown what became of it. */
export async function queueAskedCard(tx: Ctx, emailId: EmailId, personId: PersonId): Promise<void> {
  await enqueue(tx, {
    kind: 'email.asked',
    payload: { emailId, personId },
    dedupeKey: `email.asked:${emailId}:${personId}:${tx.time.now()}`,
    lane: `person:${personId}`,
    priority: 'answer',
  });
}

export const askedCard = effectFor<{ emailId: EmailId }>(
  'email.asked',
  async (seen, { emailId, personId }): Promise<Delivery> => {
    const reader = readerOf(seen);
    const card = await readEmailCard(seen, emailId);
    if (!card) return { do: 'drop', reason: 'the recipient may not see it' };
    if (card.email.status === 'quarantined' && card.email.reason) {
      const text = reader.t.mailboxes.anyway.quarantined(reasonText(card.email.reason, reader));
      return { do: 'post', to: { person: personId }, text, blocks: [section(text)] };
    }
    return {
      do: 'post',
      to: { person: personId },
      ...emailCard(card, reader),
      remember: { subject: { kind: 'email', id: emailId }, view: 'email.card' },
    };
  },
);

/** More than is taken: whom it concerns hears that attachments stayed in the mailbox. */
export async function queueTooLarge(tx: Ctx, emailId: EmailId, personId: PersonId): Promise<void> {
  await enqueue(tx, {
    kind: 'email.tooLarge',
    payload: { emailId, personId },
    dedupeKey: `email.tooLarge:${emailId}:${personId}`,
    lane: `person:${personId}`,
    priority: 'answer',
  });
}

export const tooLarge = effectFor<{ emailId: EmailId }>(
  'email.tooLarge',
  async (seen, { emailId, personId }): Promise<Delivery> => {
    const card = await readEmailCard(seen, emailId);
    if (!card) return { do: 'drop', reason: 'the recipient may not see it' };
    if (!card.email.truncated) return { do: 'drop', reason: 'another copy of it came whole' };
    const { t } = readerOf(seen);
    const text = t.mailboxes.tooLarge.told(
      card.email.subject || t.email.noSubject,
      megabytesOf(card.email.size),
    );
    return { do: 'post', to: { person: personId }, text, blocks: [section(esc(text))] };
  },
);

export const megabytesOf = (bytes: number): number => Math.ceil(bytes / 1_000_000);

/** Everything about mailboxes that the dispatcher performs. */
export const mailboxEffects = [
  mailboxRefused,
  mailboxResumed,
  switchQuestion,
  switchEdit,
  askedCard,
  tooLarge,
];
