/** The end of an erasure: when all is changed in Slack, what it was about is forgotten and the certificate goes out. */
import { listAdmins } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { enqueue, pending } from '../../outbox/store.ts';
import type { Erasure, ErasureId } from './erasure.ts';

const effectKey = ({ uid }: Pick<Erasure, 'uid'>, what: string): string => `erasure:${uid}:${what}`;

/** A query: what was queued for Slack by this erasure. */
const queuedBy = (ctx: Ctx, erasure: Erasure) =>
  ctx
    .db('outbox')
    .whereIn('kind', ['privacy.redact', 'privacy.home'])
    .whereRaw('substr(dedupe_key, 1, ?) = ?', [effectKey(erasure, '').length, effectKey(erasure, '')]);

export async function isOnItsWay(ctx: Ctx, erasure: Erasure): Promise<boolean> {
  return (await queuedBy(ctx, erasure).whereRaw(pending()).first('id')) !== undefined;
}

export async function finish(ctx: Ctx, erasure: Erasure, save: (tx: Ctx) => Promise<void>): Promise<void> {
  const [dead] = await queuedBy(ctx, erasure).whereNotNull('dead_at').count({ count: '*' });
  const lost = Number(dead?.count ?? 0) + (erasure.look.messages ?? 0);
  if (lost > 0) erasure.look.messages = lost;
  await transaction(ctx, async (tx) => {
    erasure.stage = 'done';
    erasure.sought = null;
    erasure.progress = {};
    erasure.finishedAt = tx.time.now();
    await save(tx);
    const to = erasure.askedBy === null ? (await listAdmins(tx.db)).map(({ id }) => id) : [erasure.askedBy];
    for (const personId of to)
      await queueCertificate(tx, erasure.id, personId, effectKey(erasure, `certificate:${personId}`));
    const { counts, look, id } = erasure;
    await recordEvent(tx, 'person.erased', { kind: 'workspace', id: 0 }, { erasure: id, counts, look });
  });
}

/** The document, and a message with what is to be looked at. @param cause once for each */
export async function queueCertificate(
  tx: Ctx,
  id: ErasureId,
  personId: number,
  cause: string,
): Promise<void> {
  for (const kind of ['privacy.certificate', 'privacy.done']) {
    await enqueue(tx, {
      kind,
      payload: { erasureId: id, personId },
      dedupeKey: `${kind}:${cause}`,
      lane: `person:${personId}`,
      priority: 'answer',
    });
  }
}
