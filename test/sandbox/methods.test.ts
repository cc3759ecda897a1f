import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { methodsOfTheProduct } from '../support/slack-methods.ts';
import { clientOf, errorOf } from './support.ts';

const used = methodsOfTheProduct();

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
