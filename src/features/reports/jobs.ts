import type { Job } from '../../jobs/model.ts';
import type { DigestId } from '../../lib/ids.ts';
import type { PlainDate } from '../../lib/time.ts';
import { listDigests, queueDigest } from './service.ts';

/** Each channel's digest at its own time; several missed mornings are one digest that says what happened since. */
export const digestJob: Job = {
  name: 'digest',
  appointments: async (ctx) =>
    (await listDigests(ctx)).map((digest) => ({
      subject: String(digest.id),
      every: { daily: digest.clock, zone: digest.zone, days: digest.days },
      since: digest.scheduledSince,
    })),
  run: (_ctx, run) =>
    run.finish((tx) => queueDigest(tx, Number(run.subject) as DigestId, run.bucket as PlainDate)),
};
