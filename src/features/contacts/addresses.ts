import { CrmError } from '../../lib/errors.ts';

/** @returns null when it is no address */
export function readEmail(text: string): string | null {
  const address = text
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
  return /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$/.test(address) ? address : null;
}

/**
 * An address a line, the main one first; several on one line too where it is clear.
 * @throws CrmError email.comma, email.invalid; at the field `emails`
 */
export function readEmailLines(text: string | null): string[] {
  const lines = (text ?? '').split('\n').map((line) => line.trim());
  return [...new Set(lines.filter(Boolean).flatMap(readLine))];
}

function readLine(line: string): string[] {
  const whole = readEmail(line);
  if (whole) return [whole];
  const parts = line.split(/[,;\s]+/).filter(Boolean);
  const read = parts.map(readEmail);
  if (read.every((one) => one !== null)) return read;
  if (/[,;]/.test(line)) throw new CrmError('email.comma', { text: line }, 'emails');
  throw new CrmError('email.invalid', { text: line }, 'emails');
}
