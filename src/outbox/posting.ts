/** Posts and files: what cannot be sent twice. */
import { findPerson, isActiveMember } from '../access/people.ts';
import type { Instant } from '../lib/time.ts';
import { channelProblem } from '../slack/channels.ts';
import { postMessage } from '../slack/delivery.ts';
import { dmOf, findPosted } from '../slack/lookup.ts';
import { refusal } from '../slack/outcome.ts';
import { completeUpload, findShared, sendBytes } from '../slack/upload.ts';
import { type Attempt, type Sending, setOut } from './attempt.ts';
import type { Delivery, Destination } from './effects.ts';
import { drop, finish, finishFound } from './endings.ts';
import { postSlots } from './slots.ts';

export type Post = Extract<Delivery, { do: 'post' }>;
export type Upload = Extract<Delivery, { do: 'upload' }>;

/** An earlier attempt may have arrived: looks for it. @returns true when it did, and the effect is finished */
export async function settleUncertain(attempt: Attempt): Promise<boolean> {
  const { row, client } = attempt;
  if (!row.uncertain_at || !row.destination) return false;
  const sent = JSON.parse(row.destination) as Sending;
  attempt.to = sent;
  const found = await findPosted(client, sent, row.uid, row.uncertain_at as Instant);
  if (!found) return false;
  await finishFound(attempt, sent, found);
  return true;
}

export async function post(attempt: Attempt, delivery: Post): Promise<void> {
  const to = await addressOf(attempt, delivery.to);
  if (!to) return drop(attempt, 'the recipient is no active member');
  const sending = { ...to, ...(delivery.remember ? { remember: delivery.remember } : {}) };
  attempt.to = sending;
  await assertWelcome(attempt, delivery.to);
  await setOut(attempt, postSlots(to.channel, attempt.rates), sending);
  const message = await postMessage(attempt.client, to, attempt.row.uid, delivery);
  await finish(attempt, delivery, sending, message);
}

export async function upload(attempt: Attempt, delivery: Upload): Promise<void> {
  const { client, rates } = attempt;
  const to = await addressOf(attempt, delivery.to);
  if (!to) return drop(attempt, 'the recipient is no active member');
  attempt.to = to;
  await assertWelcome(attempt, delivery.to);
  const channel = await dmOf(client, to.channel);
  const sending = { ...to, channel, file: await sendBytes(client, delivery) };
  await setOut(attempt, postSlots(to.channel, rates), sending);
  await completeUpload(client, sending, delivery.name, delivery.comment);
  // Slack has it: a failure to see where must not send it again.
  const shown = await findShared(client, sending).catch(() => null);
  await finish(attempt, delivery, sending, shown ?? { channel, ts: '' });
}

/** A person's own id stands for their DM. null when they may not receive anything (any more) */
async function addressOf({ ctx }: Attempt, to: Destination): Promise<Sending | null> {
  if (!('person' in to)) return to;
  const person = await findPerson(ctx.db, to.person);
  return isActiveMember(person) ? { channel: person.slackId } : null;
}

const problemCodes = {
  archived: 'is_archived',
  gone: 'channel_not_found',
  notMember: 'not_in_channel',
  outsiders: 'outsiders',
} as const;

/** @throws SlackFailure when the channel may not, or cannot, be told */
async function assertWelcome({ ctx, client }: Attempt, to: Destination): Promise<void> {
  if ('person' in to) return;
  const problem = await channelProblem(ctx, client, to.channel);
  if (problem !== 'ok') throw refusal(problemCodes[problem]);
}
