export interface Row {
  section: string;
  what: string;
  measured: string;
  /** what the machine gives at best, measured in the same run */
  floor?: string;
  ratio?: number;
  target?: string;
  /** null: told, not judged */
  ok: boolean | null;
}

/** @param share 0.99: the 99th percentile; nearest rank, so that few samples give the worst of them */
export function percentile(samples: number[] | undefined, share: number): number {
  const sorted = [...(samples ?? [])].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** @param limit in the unit of `measured`; undefined: told, not judged */
export function timeRow(
  section: string,
  what: string,
  samples: number[] | undefined,
  share: number,
  { floor, limit, target }: { floor?: number; limit?: number; target?: string } = {},
): Row {
  const measured = percentile(samples, share);
  return {
    section,
    what: `${what}, p${share * 100} of ${samples?.length ?? 0}`,
    measured: ms(measured),
    ...(floor === undefined ? {} : { floor: ms(floor), ratio: measured / floor }),
    ...(limit === undefined ? {} : { target: target ?? `<= ${ms(limit)}` }),
    // No sample is no success.
    ok: limit === undefined ? null : measured <= limit,
  };
}

export function printTable(rows: Row[]): void {
  const cells = rows.map((row) => [
    row.section,
    row.what,
    row.measured,
    row.floor ?? '',
    row.ratio === undefined ? '' : `${row.ratio.toFixed(2)} x`,
    row.target ?? '',
    row.ok === null ? '' : row.ok ? 'ok' : 'OVER',
  ]);
  const head = ['section', 'what', 'measured', 'floor', 'ratio', 'target', ''];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...cells].map((line) => (line[column] as string).length)),
  );
  const line = (texts: string[]) =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] as number)).join(' | ')} |`;
  console.log(line(head));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const texts of cells) console.log(line(texts));
}
