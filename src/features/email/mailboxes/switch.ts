/** A mailbox in a person's name is read only while that person wants it. Nobody else can want it for them. */
import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { notFound } from '../../../lib/errors.ts';
import type { PersonId } from '../../../lib/ids.ts';
import { at, fromMillis, type Instant, instantOf, millis, type PlainDate } from '../../../lib/time.ts';
import type { MailboxConfig } from './config.ts';
import { queueSwitchCard, queueSwitchEdits } from './mailbox-effects.ts';
import { personOf } from './mailbox-people.ts';
import { readSwitchCard, type SwitchCard } from './switch-card.ts';
import { findSwitch, saveSwitch } from './switch-store.ts';

/** Whether it may be read now: a shared mailbox always, a person's while it is switched on and the person is here. */
export async function mayRead(ctx: Ctx, mailbox: MailboxConfig): Promise<boolean> {
  if (!mailbox.person) return true;
  const set = await findSwitch(ctx, mailbox.name, mailbox.person);
  return set?.isOn === true && (await personOf(ctx, mailbox)) !== null;
}

/** From when on mail is read: the day of the configuration, or the moment when its person switched it on. */
export async function readsFrom(ctx: Ctx, mailbox: MailboxConfig): Promise<Instant | null> {
  if (!mailbox.person) return sinceOf(ctx, mailbox);
  return (await findSwitch(ctx, mailbox.name, mailbox.person))?.readsFrom ?? ctx.time.now();
}

const sinceOf = (ctx: Ctx, { since }: MailboxConfig): Instant | null =>
  since ? instantOf(at(since as PlainDate, '00:00'), ctx.settings.zone) : null;

/** Tells the person, once, what would be logged and who would see it, and asks. */
export async function askPerson(ctx: Ctx, mailbox: MailboxConfig): Promise<void> {
  const { name } = mailbox;
  const owner = await personOf(ctx, mailbox);
  if (!mailbox.person || !owner || (await findSwitch(ctx, name, mailbox.person))?.askedAt) return;
  const person = mailbox.person;
  await transaction(ctx, async (tx) => {
    if ((await findSwitch(tx, name, person))?.askedAt) return;
    const askedAt = tx.time.now();
    await saveSwitch(tx, { mailbox: name, person, isOn: false, readsFrom: null, askedAt, changedAt: null });
    await queueSwitchCard(tx, name, owner.id);
  });
}

/** @throws CrmError notFound, also for everybody but the person in whose name it is */
export const getSwitchCard = async (ctx: Ctx, name: string): Promise<SwitchCard> =>
  (await readSwitchCard(ctx, name)) ?? notFound('mailbox');

/** Mail that came while it was off stays unread for good. @throws CrmError notFound, as getSwitchCard */
export async function switchMailbox(ctx: Ctx, name: string, isOn: boolean): Promise<SwitchCard> {
  const { mailbox } = await getSwitchCard(ctx, name);
  const person = mailbox.person as string;
  const me = actorId(ctx) as PersonId;
  await transaction(ctx, async (tx) => {
    const before = await findSwitch(tx, name, person);
    if (before?.isOn === isOn && before.changedAt) return;
    const now = tx.time.now();
    const wasOn = before?.readsFrom ?? null;
    const readsFrom = isOn ? (wasOn === null && sinceOf(tx, mailbox)) || wholeSecond(now) : wasOn;
    await saveSwitch(tx, {
      mailbox: name,
      person,
      isOn,
      readsFrom,
      askedAt: before?.askedAt ?? now,
      changedAt: now,
    });
    const kind = isOn ? 'mailbox.switchedOn' : 'mailbox.switchedOff';
    await recordEvent(tx, kind, { kind: 'person', id: me }, { mailbox: name });
    await queueSwitchEdits(tx, name, me);
  });
  return getSwitchCard(ctx, name);
}

/** Servers date mail by seconds. */
const wholeSecond = (now: Instant): Instant => fromMillis(Math.floor(millis(now) / 1000) * 1000);
