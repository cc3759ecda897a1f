import type { Slack } from '../slack.ts';

export type Args = Record<string, unknown>;
export type Answer = Record<string, unknown>;

/** One method of the Web API. */
export interface Method {
  /** One of these is needed. Methods whose scope depends on the channel ask `slack.tokens.need` themselves. */
  scopes?: string[];
  token?: 'app';
  /** @throws ApiError */
  run(slack: Slack, args: Args): Answer | Promise<Answer>;
}

export const text = (args: Args, name: string): string | undefined => {
  const value = args[name];
  return value === undefined || value === null || value === '' ? undefined : String(value);
};

export const flag = (args: Args, name: string): boolean =>
  args[name] === true || args[name] === 'true' || args[name] === '1';
