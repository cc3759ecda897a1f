import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { freshDatabase } from '../support/database.ts';

const words = 'MZDOVÝ LIST 55000';

it('puts no words of people into the log when the database refuses them', async () => {
  const { writer } = await freshDatabase();
  const lines: string[] = [];
  const log = createLog(
    'info',
    new Writable({ write: (line, _, done) => done(void lines.push(String(line))) }),
  );
  const refused = [
    () => writer('settings').insert({ name: words, value: null } as never),
    () => writer.transaction((trx) => trx('settings').insert({ name: words, nothing: words } as never)),
    () => writer.raw('insert into settings (name, value) values (?, ?)', [words, null] as never),
    () => writer.raw('insert into outbox (id) values (?)', [words]),
    () => writer.raw('insert into nowhere (name) values (?)', [words]),
  ];
  for (const query of refused) {
    const error = await query().then(
      () => null,
      (problem: unknown) => problem,
    );
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toContain('insert into');
    log.error({ err: error }, 'a query failed');
  }
  expect(lines).toHaveLength(refused.length);
  expect(lines.join('')).not.toMatch(/MZDOV/);
});
