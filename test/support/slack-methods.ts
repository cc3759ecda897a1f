import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const src = path.join(import.meta.dirname, '../../src');
const call = /(?:\bclient|\bslack|\bweb|\bapp)\.((?:[a-z]\w*\.)+[a-z]\w*)\(|apiCall\(\s*'([\w.]+)'/g;
const families = /^(api|apps|auth|bots|chat|conversations|files|reactions|team|users|views)\./;

/** Web API methods that the product's source names. */
export const methodsOfTheProduct = (): string[] => [
  ...new Set(
    readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('sandbox'))
      .flatMap((file) => [...readFileSync(path.join(src, file), 'utf8').matchAll(call)])
      .map((match) => match[1] ?? match[2] ?? '')
      .filter((name) => families.test(name)),
  ),
];
