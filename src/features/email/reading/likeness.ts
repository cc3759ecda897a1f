/** By what a message is known again that cannot be read. */
import { hash } from 'node:crypto';
import { headerOf, parseHeaders } from './raw-headers.ts';

const named = ['message-id', 'date', 'from', 'sender', 'to', 'subject'];

/**
 * The same for two copies that differ only in what servers wrote on top.
 * @returns null where nothing in it says which message it is: what a scanner sends every day is always the same
 */
export function likenessOf(raw: Buffer): string | null {
  const { headers } = parseHeaders(raw);
  if (!headers['message-id'] && !headers.date) return null;
  const said = named.map((name) => headers[name] ?? []);
  return hash('sha256', JSON.stringify([said, hash('sha256', bodyOf(raw))]));
}

/** Servers end it with one line more or less. */
function bodyOf(raw: Buffer): Buffer {
  const from = headerOf(raw).length;
  let to = raw.length;
  while (to > from && (raw[to - 1] === 0x0a || raw[to - 1] === 0x0d)) to -= 1;
  return raw.subarray(from, to);
}
