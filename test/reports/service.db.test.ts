import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { digestJob } from '../../src/features/reports/jobs.ts';
import type { DigestFields } from '../../src/features/reports/model.ts';
import {
  type DigestPayload,
  getDigest,
  previewDigest,
  queueDigest,
  removeDigest,
  setDigest,
} from '../../src/features/reports/service.ts';
import { startJobs } from '../../src/jobs/runner.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DigestId, PersonId } from '../../src/lib/ids.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

const mornings: DigestFields = {
  channel: 'C0OBCHOD01',
  days: [1, 2, 3, 4, 5],
  clock: '08:00',
  zone: 'Europe/Prague',
  language: 'cs',
  contents: ['deadlines', 'moved', 'chart'],
  daysOff: 'CZ',
  silentWhenEmpty: false,
};

const queued = async (ctx: Ctx) => {
  const rows = await ctx.db('outbox').where('kind', 'like', 'reports.%').orderBy('id');
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as DigestPayload }));
};
const ring = (ctx: Ctx, id: DigestId, day: string) =>
  transaction(ctx, (tx) => queueDigest(tx, id, day as PlainDate));

describe('a channel', () => {
  it('has one digest: a second one is refused at the field', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    await setDigest(eva, mornings, null);
    await expect(setDigest(eva, mornings, null)).rejects.toMatchObject({
      code: 'digest.channelTaken',
      field: 'channel',
    });
  });

  it('keeps its plan until the days or the time change: only then old moments do not count', async () => {
    const { as, time } = await world();
    const eva = await as('Eva');
    const { id, scheduledSince } = await setDigest(eva, mornings, null);
    time.advance(3_600_000);
    const sameTime = await setDigest(eva, { ...mornings, language: 'sk' }, id);
    expect(sameTime).toMatchObject({ language: 'sk', scheduledSince });
    const otherTime = await setDigest(eva, { ...mornings, clock: '07:00' }, id);
    expect(otherTime.scheduledSince).toBe(time.now());
  });

  it('has none any more once it is removed', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const { id } = await setDigest(eva, mornings, null);
    await removeDigest(eva, id);
    await expect(getDigest(eva, id)).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('the digest of a day', () => {
  it('is queued once, message first and picture after it in one lane, however often it rings', async () => {
    const { as, system } = await world();
    const { id } = await setDigest(await as('Eva'), mornings, null);
    await ring(system, id, '2027-03-08');
    await ring(system, id, '2027-03-08');
    expect((await queued(system)).map((row) => [row.kind, row.lane])).toEqual([
      ['reports.digest', 'channel:C0OBCHOD01'],
      ['reports.chart', 'channel:C0OBCHOD01'],
    ]);
  });

  it('is queued once by two processes that ring at the same moment, and again by neither', async () => {
    const { as, system, time } = await world();
    await setDigest(await as('Eva'), mornings, null);
    time.set('2027-03-09T07:00:00.000Z' as Instant);
    const bells = [1, 2].map(() => startJobs({ ctx: system, jobs: [digestJob] }));
    await Promise.all(bells.map((bell) => bell.runDue()));
    await Promise.all(bells.map((bell) => bell.runDue()));
    await Promise.all(bells.map((bell) => bell.stop()));
    expect((await queued(system)).map((row) => row.kind)).toEqual(['reports.digest', 'reports.chart']);
  });

  it('of a time that was already over when it was set is not made up for', async () => {
    const { as, system } = await world();
    await setDigest(await as('Eva'), { ...mornings, clock: '08:59' }, null);
    const bell = startJobs({ ctx: system, jobs: [digestJob] });
    await bell.runDue();
    await bell.stop();
    expect(await queued(system)).toEqual([]);
  });

  it('begins where the last one ended, also when days were missed in between', async () => {
    const { as, system, time } = await world();
    const { id } = await setDigest(await as('Eva'), { ...mornings, contents: ['moved'] }, null);
    await ring(system, id, '2027-03-08');
    time.advance(3 * 24 * 3_600_000);
    await ring(system, id, '2027-03-11');
    const [first, second] = (await queued(system)).map((row) => row.payload.period);
    expect(second?.from).toBe(first?.to);
    expect(second?.to).toBe('2027-03-11T07:59:55.000Z');
  });

  it('looks a week back the first time', async () => {
    const { as, system } = await world();
    const { id } = await setDigest(await as('Eva'), mornings, null);
    await ring(system, id, '2027-03-08');
    expect((await queued(system))[0]?.payload.period.from).toBe('2027-03-01T07:59:55.000Z');
  });

  it('does not exist on Easter Monday', async () => {
    const { as, system } = await world();
    const { id } = await setDigest(await as('Eva'), mornings, null);
    await ring(system, id, '2027-03-29');
    expect(await queued(system)).toEqual([]);
  });

  it('a preview goes to one person and leaves the next digest as it was', async () => {
    const { as, system } = await world();
    const eva = await as('Eva');
    const { id, toldUntil } = await setDigest(eva, mornings, null);
    const evaId = (eva.actor as { id: PersonId }).id;
    await previewDigest(eva, id, evaId, 'click');
    expect((await queued(system)).map((row) => row.payload.preview)).toEqual([evaId, evaId]);
    expect((await getDigest(system, id)).toldUntil).toBe(toldUntil);
  });
});
