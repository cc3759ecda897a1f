import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../src');

/** Every module of ours that is loaded with this one; what is imported as types alone is not. */
function loadedWith(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, names = '', from = ''] of source.matchAll(
    /^(?:import|export)\s([^;]*?)from\s'(\.[^']+)'/gm,
  )) {
    const isTypes = /^type\s/.test(names) || /^\{(\s*type\s[^,}]+,?)+\s*\}\s*$/.test(names);
    if (!isTypes) loadedWith(path.resolve(path.dirname(file), from), found);
  }
  return found;
}

it('the thread that reads mail loads no database, no store and nothing of Slack', () => {
  const loaded = [...loadedWith(path.join(root, 'features/email/reading/read-worker.ts'))].map((file) =>
    path.relative(root, file),
  );
  expect(loaded).toContain('features/email/reading/quotes.ts');
  expect(loaded.filter((file) => /^(db|slack|outbox|events|i18n)\/|store\.ts$/.test(file))).toEqual([]);
});
