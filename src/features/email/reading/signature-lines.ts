/** What stands below a closing phrase or a rule: who wrote it, or something that they still had to say. */
import { fold } from '../../../lib/text.ts';

const quantity =
  /\b\d+(?:[.,]\d+)?\s?(?:ks|kusu?|kusy|kusov|pcs|stk|stuck|kg|bm|m2|m3|m²|m³|palet\w?|baleni|balik\w*)\b/;
const listed = /^(?:[-*•–]|\d{1,2}[.)])\s+[\p{L}\d]/u;

/**
 * Orders, lists and questions, which nobody has in a signature. The first lines are a name in any case.
 * @param lines those after the closing phrase
 */
export function saysMore(lines: string[]): boolean {
  const named = lines.findIndex((line) => line.trim() !== '');
  const gap = lines.findIndex((line, at) => at > named && line.trim() === '');
  if (named < 0 || gap < 0) return false;
  return isWritten(lines.slice(gap));
}

function isWritten(lines: string[]): boolean {
  const written = lines.map((line) => line.trim()).filter(Boolean);
  if (written.filter((line) => listed.test(line)).length > 1) return true;
  return written.some(
    (line) =>
      line.length <= 200 &&
      (quantity.test(fold(line)) || (line.endsWith('?') && line.split(/\s+/).length > 2)),
  );
}

const contactData =
  /@|\bwww\.|https?:|\+\d{2,3}[ \d]{6,}|\b\d{3} ?\d{3} ?\d{3}\b|\b(?:a\.\s?s\.|s\.\s?r\.\s?o\.|gmbh|ltd|spol\.)|\b(?:tel|mob|gsm|ico|ic)\b|^(?:this|tento|tato) (?:e-?mail|message|zprava|sprava)/i;
const name = /^\W{0,3}(?:\p{L}{1,6}\.\s*)*\p{Lu}[\p{L}'’-]+,?\s+\p{Lu}[\p{L}'’-]+/u;
const firstName = /^\p{Lu}\p{L}+$/u;

/** Below two dashes, which are a rule between parts of a letter as well. @param lines those after it */
export function isSignature(lines: string[]): boolean {
  const written = lines.map((line) => line.trim()).filter(Boolean);
  const [first] = written;
  if (first === undefined) return true;
  if (isWritten(lines)) return false;
  return (
    name.test(first) ||
    written.some((line) => contactData.test(fold(line.slice(0, 200)))) ||
    (written.length === 1 && firstName.test(first))
  );
}
