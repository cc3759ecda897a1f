import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { clientOf, errorOf } from './support.ts';

const src = path.join(import.meta.dirname, '../../src');
const call = /(?:\bclient|\bslack|\bweb)\.((?:[a-z]\w*\.)+[a-z]\w*)\(|apiCall\(\s*'([\w.]+)'/g;

/** Web API methods that the product's source names. */
const used = [
  ...new Set(
    readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('sandbox'))
      .flatMap((file) => [...readFileSync(path.join(src, file), 'utf8').matchAll(call)])
      .map((match) => match[1] ?? match[2] ?? '')
      .filter((name) =>
        /^(api|apps|auth|bots|chat|conversations|files|reactions|team|users|views)\./.test(name),
      ),
  ),
];

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

it('finds the calls of the product', () => {
  expect(used).toContain('chat.postMessage');
  expect(used.length).toBeGreaterThan(10);
});

it.each(used)('the sandbox has %s, which the product calls', async (method) => {
  expect(await errorOf(clientOf(sandbox).apiCall(method, {}))).not.toBe('unknown_method');
});
