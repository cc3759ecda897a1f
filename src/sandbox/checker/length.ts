/** Slack counts Unicode code points: "👍" is one, and so is each part of a joined emoji. */
export function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

/** Code points of every `text` anywhere inside, but for what lies under `except`. */
export function textLength(value: unknown, except?: string): number {
  if (Array.isArray(value)) return sum(value.map((each) => textLength(each)));
  if (typeof value !== 'object' || value === null) return 0;
  const parts = Object.entries(value).filter(([name]) => name !== except);
  return sum(
    parts.map(([name, part]) =>
      name === 'text' && typeof part === 'string' ? codePoints(part) : textLength(part),
    ),
  );
}

export function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
