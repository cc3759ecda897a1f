import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

it('every import keeps to the roles of its file, and the tool saw the whole product', async () => {
  const config = createRequire(import.meta.url)('../dependency-cruiser.cjs');
  const { output } = await cruise(['src', 'migrations'], {
    ...config.options,
    baseDir: root,
    tsConfig: { fileName: path.join(root, 'tsconfig.json') },
    ruleSet: { forbidden: config.forbidden },
    validate: true,
    outputType: 'json',
  } as never);
  const { summary, modules } = JSON.parse(output as string);
  expect(
    summary.violations.map(
      (one: { from: string; to: string; rule: { name: string } }) =>
        `${one.rule.name}: ${one.from} -> ${one.to}`,
    ),
  ).toEqual([]);
  // A tool that cannot read TypeScript reports no violations in no modules.
  expect(modules.filter((one: { source: string }) => one.source.startsWith('src/')).length).toBeGreaterThan(
    100,
  );
});
