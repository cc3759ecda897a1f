import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.join(import.meta.dirname, '..');

/**
 * `*.db.test.ts` and the stories run on SQLite and on PostgreSQL, `*.sqlite.test.ts` and `*.postgres.test.ts` on one of
 * them, `browser/` in Chromium, everything else once.
 */
const onDatabases = ['test/**/*.db.test.ts', 'test/stories/**/*.test.ts'];

const onDatabase = (name: 'sqlite' | 'postgres') => ({
  test: {
    name,
    root,
    include: [...onDatabases, `test/**/*.${name}.test.ts`],
    globalSetup: path.join(root, `test/support/${name}.ts`),
    env: { TEST_DATABASE: name },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'once',
          root,
          include: ['test/**/*.test.ts'],
          exclude: [
            ...onDatabases,
            'test/**/*.{sqlite,postgres}.test.ts',
            'test/browser/**',
            '**/node_modules/**',
          ],
          testTimeout: 30_000,
        },
      },
      onDatabase('sqlite'),
      onDatabase('postgres'),
      {
        test: {
          name: 'browser',
          root,
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
