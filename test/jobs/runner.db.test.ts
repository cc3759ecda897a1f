import { describe, expect, it } from 'vitest';
import { type Job, NotNow } from '../../src/jobs/model.ts';
import { listJobStatus } from '../../src/jobs/runs.ts';
import type { Instant } from '../../src/lib/time.ts';
import { office } from './stage.ts';

const monday9 = '2027-03-08T08:00:00.000Z';
const hour = 3_600_000;
const day = 24 * hour;

describe('a job', () => {
  it('runs once for its day, whoever asks and however often', async () => {
    const { runs, elsewhere, post, posted } = await office(monday9);
    const digest: Job = {
      name: 'digest',
      every: { daily: '09:00' },
      run: (_ctx, run) => run.finish((tx) => post(tx, run.bucket)),
    };
    const here = runs(digest);
    const there = elsewhere(digest);
    await Promise.all([here.runDue(), there.runDue(), here.runDue(), there.runDue()]);
    await runs(digest).runDue();
    expect(await posted()).toEqual(['2027-03-08']);
  });

  it('makes up once for the nights that the machine slept through', async () => {
    const { runs, time, post, posted } = await office(monday9);
    const jobs = runs({
      name: 'digest',
      every: { daily: '09:00' },
      run: (_ctx, run) => run.finish((tx) => post(tx, run.bucket)),
    });
    await jobs.runDue();
    time.advance(4 * day - hour);
    await jobs.runDue();
    await jobs.runDue();
    expect(await posted()).toEqual(['2027-03-08', '2027-03-11']);
  });

  it('does not run again when the clock is set back and comes the same way', async () => {
    const { runs, time, post, posted } = await office(monday9);
    const jobs = runs({
      name: 'digest',
      every: { daily: '09:00' },
      run: (_ctx, run) => run.finish((tx) => post(tx, run.bucket)),
    });
    await jobs.runDue();
    time.set('2027-03-08T07:30:00.000Z' as Instant);
    await jobs.runDue();
    time.set('2027-03-08T08:30:00.000Z' as Instant);
    await jobs.runDue();
    expect((await posted()).filter((text) => text === '2027-03-08')).toHaveLength(1);
  });

  it('is tried again when it failed, and leaves nothing of the failed run behind', async () => {
    const { runs, post, posted, system } = await office(monday9);
    let tries = 0;
    const jobs = runs({
      name: 'digest',
      every: { daily: '09:00' },
      run: (_ctx, run) =>
        run.finish(async (tx) => {
          tries += 1;
          await post(tx, `try ${tries}`);
          if (tries === 1) throw new TypeError('the chart has no rows');
        }),
    });
    await jobs.runDue();
    expect(await posted()).toEqual([]);
    expect(await listJobStatus(system)).toMatchObject([
      {
        name: 'digest',
        lastDoneAt: null,
        failing: { bucket: '2027-03-08', error: 'TypeError', attempts: 1 },
      },
    ]);
    await jobs.runDue();
    expect(await posted()).toEqual(['try 2']);
    expect(await listJobStatus(system)).toEqual([{ name: 'digest', lastDoneAt: monday9, failing: null }]);
  });

  it('that would be in the way now begins again later, and has not failed', async () => {
    const { runs, post, posted, system } = await office(monday9);
    let isBusy = true;
    const jobs = runs({
      name: 'sweep',
      every: { daily: '09:00' },
      run: async (_ctx, run) => {
        if (isBusy) throw new NotNow('much is to be done', 0);
        await run.finish((tx) => post(tx, 'swept'));
      },
    });
    await jobs.runDue();
    expect(await listJobStatus(system)).toEqual([{ name: 'sweep', lastDoneAt: null, failing: null }]);
    isBusy = false;
    await jobs.runDue();
    expect(await posted()).toEqual(['swept']);
  });

  it('is run by another process when the first one died in the middle', async () => {
    const { runs, elsewhere, post, posted, database } = await office(monday9);
    const died = runs({ name: 'digest', every: { daily: '09:00' }, run: () => new Promise(() => {}) });
    void died.runDue();
    await expect
      .poll(() => database.reader('job_runs').whereNotNull('claim').pluck('name'))
      .toEqual(['digest']);
    const alive = elsewhere({
      name: 'digest',
      every: { daily: '09:00' },
      run: (_ctx, run) => run.finish((tx) => post(tx, 'told')),
    });
    await alive.runDue();
    expect(await posted()).toEqual([]);
    await database.writer('job_runs').update({ claimed_until: '2020-01-01T00:00:00.000Z' });
    await alive.runDue();
    expect(await posted()).toEqual(['told']);
  });

  it('commits nothing when its lease lapsed and somebody else did the work', async () => {
    const { runs, elsewhere, post, posted, database } = await office(monday9);
    const job = (name: string, wait: Promise<void>): Job => ({
      name: 'digest',
      every: { daily: '09:00' },
      run: async (_ctx, run) => {
        await wait;
        await run.finish((tx) => post(tx, name));
      },
    });
    let wakeUp = () => {};
    const asleep = runs(job('slow', new Promise((resolve) => (wakeUp = resolve)))).runDue();
    await expect
      .poll(() => database.reader('job_runs').whereNotNull('claim').pluck('name'))
      .toEqual(['digest']);
    await database.writer('job_runs').update({ claimed_until: '2020-01-01T00:00:00.000Z' });
    await elsewhere(job('quick', Promise.resolve())).runDue();
    wakeUp();
    await asleep;
    expect(await posted()).toEqual(['quick']);
  });

  it('keeps each subject’s own time, and nothing from before it was set', async () => {
    const { runs, time, post, posted } = await office(monday9);
    const jobs = runs({
      name: 'digest',
      appointments: async () => [
        { subject: 'obchod', every: { daily: '08:00' }, since: '2027-03-08T06:00:00.000Z' as Instant },
        { subject: 'vedení', every: { daily: '08:30' }, since: '2027-03-08T07:45:00.000Z' as Instant },
      ],
      run: (_ctx, run) => run.finish((tx) => post(tx, `${run.subject} ${run.bucket}`)),
    });
    await jobs.runDue();
    time.advance(day);
    await jobs.runDue();
    expect(await posted()).toEqual(['obchod 2027-03-08', 'obchod 2027-03-09', 'vedení 2027-03-09']);
  });

  it('does not start its next minute while the last one still runs elsewhere', async () => {
    const { runs, elsewhere, time, database, post, posted } = await office(monday9);
    const stuck = runs({ name: 'poll', every: 'minute', run: () => new Promise(() => {}) });
    void stuck.runDue();
    await expect
      .poll(() => database.reader('job_runs').whereNotNull('claim').pluck('name'))
      .toEqual(['poll']);
    time.advance(60_000);
    await elsewhere({ name: 'poll', every: 'minute', run: (ctx) => post(ctx, 'polled') }).runDue();
    expect(await posted()).toEqual([]);
  });
});
