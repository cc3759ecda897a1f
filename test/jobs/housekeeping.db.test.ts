import { describe, expect, it } from 'vitest';
import { keepHouse } from '../../src/jobs/housekeeping.ts';
import { enqueue } from '../../src/outbox/store.ts';
import { office } from './stage.ts';

describe('housekeeping', () => {
  it('forgets what was sent months ago, and keeps what is still to be sent or looked at', async () => {
    const { saved, system, time, database } = await office('2027-03-08T08:00:00.000Z');
    const row = { kind: 'test', payload: {}, lane: 'x', priority: 'answer' as const };
    await saved(async (tx) => {
      for (const dedupeKey of ['sent', 'sent lately', 'waiting', 'undelivered'])
        await enqueue(tx, { ...row, dedupeKey });
    });
    const mark = (dedupe_key: string, fields: object) =>
      database.writer('outbox').where({ dedupe_key }).update(fields);
    await mark('sent', { sent_at: '2027-03-08T08:00:00.000Z' });
    await mark('sent lately', { sent_at: '2027-06-01T08:00:00.000Z' });
    await mark('undelivered', { dead_at: '2027-03-08T08:00:00.000Z' });
    time.advance(100 * 24 * 3_600_000);
    await keepHouse(system);
    expect(await system.db('outbox').orderBy('id').pluck('dedupe_key')).toEqual([
      'sent lately',
      'waiting',
      'undelivered',
    ]);
  });

  it('keeps the daily runs of two months and the hourly ones of two days', async () => {
    const { system, database } = await office('2027-03-08T08:00:00.000Z');
    const run = (bucket: string, started_at: string) => ({ name: 'x', subject: '', bucket, started_at });
    await database
      .writer('job_runs')
      .insert([
        run('2026-12-01', '2026-12-01T08:00:00.000Z'),
        run('2027-03-01', '2027-03-01T08:00:00.000Z'),
        run('2027-03-01T08Z', '2027-03-01T08:00:00.000Z'),
        run('2027-03-08T07Z', '2027-03-08T07:00:00.000Z'),
      ]);
    await keepHouse(system);
    expect(await system.db('job_runs').orderBy('bucket').pluck('bucket')).toEqual([
      '2027-03-01',
      '2027-03-08T07Z',
    ]);
  });

  it('forgets requests after three days, more than one batch of them', async () => {
    const { system, database } = await office('2027-03-08T08:00:00.000Z');
    const old = Array.from({ length: 450 }, (_, n) => ({ key: `old ${n}`, at: '2027-03-01T08:00:00.000Z' }));
    await database.writer.batchInsert('handled_requests', old, 100);
    await database.writer('handled_requests').insert({ key: 'new', at: '2027-03-08T07:00:00.000Z' });
    await keepHouse(system);
    expect(await system.db('handled_requests').pluck('key')).toEqual(['new']);
  });
});
