/** What Slack said to each view. */

export interface Result {
  name: string;
  what: 'message' | 'modal' | 'home';
  /** null when Slack took it; else its error and what it says about it */
  refused: string | null;
}

/** Does it and remembers how Slack took it. */
export async function tried<T>(
  results: Result[],
  { name, what }: Pick<Result, 'name' | 'what'>,
  attempt: () => Promise<T>,
): Promise<T | null> {
  try {
    const answer = await attempt();
    results.push({ name, what, refused: null });
    return answer;
  } catch (error) {
    results.push({ name, what, refused: refusalOf(error) });
    return null;
  }
}

/** `invalid_blocks: no more than 50 items allowed [json-pointer:/blocks]` */
function refusalOf(error: unknown): string {
  const { data } = error as { data?: { error?: string; response_metadata?: { messages?: string[] } } };
  if (!data?.error) return error instanceof Error ? error.message : String(error);
  return [data.error, ...(data.response_metadata?.messages ?? [])].join(': ');
}

export function tableOf(results: Result[]): string {
  const width = Math.max(0, ...results.map(({ name }) => name.length));
  const lines = results.map(
    ({ name, what, refused }) => `${what.padEnd(7)}  ${name.padEnd(width)}  ${refused ?? 'ok'}`,
  );
  const refused = results.filter((result) => result.refused !== null).length;
  return [...lines, `${results.length} shown, ${refused} refused`].join('\n');
}
