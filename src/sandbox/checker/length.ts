/** Slack counts Unicode code points: "👍" is one, and so is each part of a joined emoji. */
export function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

/** Code points of every `text` anywhere inside, but for what lies under one of the names in `except`. */
export function textLength(value: unknown, except: readonly string[] = []): number {
  if (Array.isArray(value)) return sum(value.map((each) => textLength(each, except)));
  if (typeof value !== 'object' || value === null) return 0;
  const parts = Object.entries(value).filter(([name]) => !except.includes(name));
  return sum(
    parts.map(([name, part]) =>
      name === 'text' && typeof part === 'string' ? codePoints(part) : textLength(part, except),
    ),
  );
}

export function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
