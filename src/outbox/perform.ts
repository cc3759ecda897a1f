/** One effect, from its claim to its end. Whatever happens between two steps, nothing is lost and nothing sent twice. */
import { findPerson, isActiveMember } from '../access/people.ts';
import { channelProblem } from '../slack/channels.ts';
import { deleteMessage, editMessage, publishHome } from '../slack/delivery.ts';
import type { Found } from '../slack/lookup.ts';
import { type Outcome, SlackFailure } from '../slack/outcome.ts';
import { type Attempt, keepHolding, setOut } from './attempt.ts';
import { collapseMissed } from './collapse.ts';
import type { Delivery } from './effects.ts';
import { bury, drop, finishQuietly, isDeadly, settle } from './endings.ts';
import { forgetMessage } from './messages.ts';
import type { Halt } from './pause.ts';
import { post, settleUncertain, upload } from './posting.ts';
import { editSlots } from './slots.ts';
import { toEffect } from './store.ts';

export async function perform(attempt: Attempt, halt: Halt): Promise<void> {
  const stopHolding = keepHolding(attempt);
  try {
    await deliver(attempt, halt);
  } catch (error) {
    await settle(attempt, error);
  } finally {
    stopHolding();
  }
}

async function deliver(attempt: Attempt, halt: Halt): Promise<void> {
  const { ctx, handler, row } = attempt;
  if (isDeadly(row)) return bury(attempt, 'interrupted');
  if (await settleUncertain(attempt)) return;
  if (await collapseMissed(attempt, halt.resumedAt)) return;
  const effect = toEffect(row);
  const delivery = await handler.deliver(ctx, effect.payload as never, effect);
  switch (delivery.do) {
    case 'post':
      return post(attempt, delivery);
    case 'upload':
      return upload(attempt, delivery);
    case 'edit':
      return edit(attempt, delivery);
    case 'delete':
      return change(attempt, delivery, async () => {
        await deleteMessage(attempt.client, whereOf(delivery));
        await forgetMessage(attempt.ctx, delivery.channel, delivery.ts);
      });
    case 'publish':
      return publish(attempt, delivery);
    case 'drop':
      return drop(attempt, delivery.reason);
  }
}

async function edit(attempt: Attempt, delivery: Extract<Delivery, { do: 'edit' }>): Promise<void> {
  const { ctx, client } = attempt;
  const problem = await channelProblem(ctx, client, delivery.channel);
  // What the card says now is not for those who came since.
  if (problem === 'outsiders') return drop(attempt, 'outsiders');
  await change(attempt, delivery, () => editMessage(client, whereOf(delivery), delivery));
}

/** An archived channel, or one that we were taken out of: its cards stay as they are, and nobody has to do anything. */
const leftAlone = new Set(['is_archived', 'channel_not_found', 'not_in_channel']);

/** Doing it twice does no harm, so an unknown outcome is simply tried again. */
async function change(attempt: Attempt, where: Found, call: () => Promise<void>): Promise<void> {
  attempt.to = whereOf(where);
  await setOut(attempt, editSlots(where.channel, attempt.rates), null);
  try {
    await call();
  } catch (error) {
    const outcome: Outcome | null = error instanceof SlackFailure ? error.outcome : null;
    if (outcome?.kind === 'gone') {
      await forgetMessage(attempt.ctx, where.channel, where.ts);
    }
    if (outcome?.kind === 'dead' && leftAlone.has(outcome.code)) return drop(attempt, outcome.code);
    throw error;
  }
  await finishQuietly(attempt);
}

async function publish(attempt: Attempt, delivery: Extract<Delivery, { do: 'publish' }>): Promise<void> {
  const person = await findPerson(attempt.ctx.db, delivery.person);
  if (!isActiveMember(person)) return drop(attempt, 'the recipient is no active member');
  await setOut(attempt, editSlots(null, attempt.rates), null);
  await publishHome(attempt.client, person.slackId, delivery.view);
  await finishQuietly(attempt);
}

const whereOf = ({ channel, ts }: Found): Found => ({ channel, ts });
