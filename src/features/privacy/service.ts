/** What an admin does about a person's data. */
import { namesOf } from '../../access/people.ts';
import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { notFound } from '../../lib/errors.ts';
import { randomId } from '../../lib/ids.ts';
import { enqueue } from '../../outbox/store.ts';
import { queueCertificate } from './ending.ts';
import type { Erasure, ErasureId } from './erasure.ts';
import { findErasure, listErasures } from './erasure-store.ts';
import type { Format } from './exporting.ts';
import type { Sought } from './part.ts';

/** Both files, made in the background, for the actor's DM alone. That it was made stays in the events. @throws CrmError admin.only */
export async function exportFor(ctx: Ctx, sought: Sought): Promise<void> {
  assertAdmin(ctx);
  const personId = actorId(ctx);
  if (personId === null) return;
  await transaction(ctx, async (tx) => {
    const cause = randomId();
    for (const format of ['html', 'json'] satisfies Format[])
      await enqueue(tx, {
        kind: 'privacy.export',
        payload: { sought, format, personId },
        dedupeKey: `export:${cause}:${format}`,
        lane: `person:${personId}`,
        priority: 'answer',
      });
    await recordEvent(tx, 'person.exported', { kind: 'workspace', id: 0 }, { contacts: sought.contacts });
  });
}

/** Newest first. @throws CrmError admin.only */
export async function listPast(ctx: Ctx): Promise<{ erasure: Erasure; askedBy: string | null }[]> {
  assertAdmin(ctx);
  const erasures = await listErasures(ctx, 5);
  const names = await namesOf(
    ctx.db,
    erasures.flatMap(({ askedBy }) => askedBy ?? []),
  );
  return erasures.map((erasure) => ({
    erasure,
    askedBy: erasure.askedBy === null ? null : (names.get(erasure.askedBy) ?? null),
  }));
}

/** Once more, to the actor. @throws CrmError admin.only, notFound */
export async function certificateFor(ctx: Ctx, id: ErasureId): Promise<void> {
  assertAdmin(ctx);
  if (!(await findErasure(ctx, id))) notFound('person');
  const personId = actorId(ctx);
  if (personId !== null) await transaction(ctx, (tx) => queueCertificate(tx, id, personId, randomId()));
}
