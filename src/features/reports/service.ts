import { listPeople } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { DigestId, PersonId } from '../../lib/ids.ts';
import { addHours, addMillis, type Instant, type PlainDate } from '../../lib/time.ts';
import { enqueue } from '../../outbox/store.ts';
import type { DigestInList } from './content.ts';
import { type Digest, type DigestFields, firstLookBackDays, isSkipped } from './model.ts';
import {
  deleteDigest,
  findDigest,
  findDigestOf,
  insertDigest,
  listDigests,
  noteTold,
  updateDigest,
} from './store.ts';

/** @throws CrmError notFound */
export const getDigest = async (ctx: Ctx, id: DigestId): Promise<Digest> =>
  (await findDigest(ctx, id)) ?? notFound('digest');

/** A channel has one digest. The caller found out that the channel is fit and the actor may set it. @throws CrmError digest.channelTaken */
export function setDigest(ctx: Ctx, fields: DigestFields, id: DigestId | null): Promise<Digest> {
  return transaction(ctx, async (tx) => {
    const before = id === null ? null : await getDigest(tx, id);
    const there = await findDigestOf(tx, fields.channel);
    if (there && there.id !== id) refuse('digest.channelTaken', {}, 'channel');
    if (before) await updateDigest(tx, before.id, fields, isReplanned(before, fields));
    const digest = await getDigest(tx, before?.id ?? (await insertDigest(tx, fields)));
    const { channel, days, clock, zone, language, contents } = digest;
    const details = { channel, days, clock, zone, language, contents };
    await recordEvent(tx, 'digest.set', { kind: 'digest', id: digest.id }, details);
    return digest;
  });
}

const isReplanned = (before: DigestFields, after: DigestFields): boolean =>
  before.clock !== after.clock || before.zone !== after.zone || `${before.days}` !== `${after.days}`;

/** @throws CrmError notFound */
export function removeDigest(ctx: Ctx, id: DigestId): Promise<Digest> {
  return transaction(ctx, async (tx) => {
    const digest = await getDigest(tx, id);
    await deleteDigest(tx, id);
    await recordEvent(tx, 'digest.removed', { kind: 'digest', id }, { channel: digest.channel });
    return digest;
  });
}

export async function readDigests(ctx: Ctx, only?: DigestId): Promise<DigestInList[]> {
  const digests = (await listDigests(ctx)).filter((digest) => only === undefined || digest.id === only);
  const people = await listPeople(
    ctx.db,
    digests.flatMap((digest) => digest.createdBy ?? []),
  );
  return digests.map((digest) => ({
    digest,
    setBy: people.find((person) => person.id === digest.createdBy) ?? null,
  }));
}

/** What a transaction that is still open wrote with an earlier time is told next time. */
const settleMs = 5000;

/** The digest of a planned day, queued with the watermark that the next one begins at. A skipped day is nothing. */
export async function queueDigest(tx: Ctx, id: DigestId, day: PlainDate): Promise<void> {
  const digest = await findDigest(tx, id);
  if (!digest || isSkipped(digest, day)) return;
  const to = addMillis(tx.time.now(), -settleMs);
  await queueBoth(tx, digest, { from: sinceOf(digest, to), to }, `digest:${id}:${day}`);
  await noteTold(tx, id, to);
}

/** Shows what the channel would get now to one person alone. @throws CrmError notFound */
export function previewDigest(ctx: Ctx, id: DigestId, personId: PersonId, key: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const digest = await getDigest(tx, id);
    const to = addMillis(tx.time.now(), 1);
    await queueBoth(tx, digest, { from: sinceOf(digest, to), to }, `preview:${id}:${key}`, personId);
  });
}

const sinceOf = (digest: Digest, now: Instant): Instant =>
  digest.toldUntil ?? addHours(now, -24 * firstLookBackDays);

export interface DigestPayload {
  digestId: DigestId;
  period: { from: Instant; to: Instant };
  /** only to them, in their DM */
  preview: PersonId | null;
}

/** The message and its picture: one after the other in one lane. */
async function queueBoth(
  tx: Ctx,
  digest: Digest,
  period: DigestPayload['period'],
  key: string,
  preview: PersonId | null = null,
): Promise<void> {
  const payload: DigestPayload = { digestId: digest.id, period, preview };
  const lane = preview ? `person:${preview}` : `channel:${digest.channel}`;
  const priority = preview ? 'answer' : 'digest';
  await enqueue(tx, { kind: 'reports.digest', payload, dedupeKey: key, lane, priority });
  if (digest.contents.includes('chart'))
    await enqueue(tx, { kind: 'reports.chart', payload, dedupeKey: `${key}:chart`, lane, priority });
}

export { findDigest, findDigestOf, listDigests };
