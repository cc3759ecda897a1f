/** The header of a raw message, for a look at it without reading the message. */
import { addressesOf } from './header-block.ts';

/** So much of a header decides. */
const headerBytes = 256_000;

/** A copy of it, at most as long as what decides. */
export function headerOf(raw: Buffer): Buffer {
  const head = raw.subarray(0, headerBytes);
  const ends = ['\r\n\r\n', '\n\n'].map((end) => head.indexOf(end)).filter((at) => at >= 0);
  return Buffer.from(head.subarray(0, Math.min(head.length, ...ends)));
}

/** @returns names in lower case, each field's values from the top down; the one address of the only From field, or null */
export function parseHeaders(raw: Buffer): { headers: Record<string, string[]>; from: string | null } {
  const head = raw.toString('latin1', 0, headerBytes).split(/\r?\n\r?\n/)[0] ?? '';
  const headers: Record<string, string[]> = Object.create(null);
  for (const field of head.split(/\r?\n(?![ \t])/)) {
    const colon = field.indexOf(':');
    if (colon < 1) continue;
    const name = field.slice(0, colon).trim().toLowerCase();
    const value = field.slice(colon + 1).replace(/\s+/g, ' ');
    headers[name] ??= [];
    headers[name].push(value.trim());
  }
  const addresses = headers.from?.length === 1 ? addressesOf(headers.from[0] ?? '') : [];
  return { headers, from: addresses.length === 1 ? (addresses[0]?.address ?? null) : null };
}
