import type { Tokens } from './api/tokens.ts';
import type { Events } from './app/events.ts';
import type { SocketMode } from './app/socket.ts';
import type { CallFilter, Weather } from './protocol.ts';

/** What the weather does to one call. */
export type Fate =
  | { kind: 'rateLimit'; retryAfter: number }
  | { kind: 'fail'; status: number }
  | { kind: 'refuse'; error: string }
  | { kind: 'drop' }
  | { kind: 'dropAnswer' }
  | { kind: 'html' };

interface Rule {
  method: string;
  times: number;
  when?: CallFilter;
  fate: Fate;
}

export interface Sky extends Weather {
  /** Takes one use of the newest rule that fits. */
  fateOf(method: string, args: Record<string, unknown>): Fate | undefined;
  delayOf(method: string): number;
}

export function makeWeather(parts: { tokens: Tokens; events: Events; socket?: SocketMode }): Sky {
  const { tokens, events, socket } = parts;
  let rules: Rule[] = [];
  const delays = new Map<string, number>();
  const add = (method: string, times: number, fate: Fate, when?: CallFilter) => {
    rules.unshift({ method, times, fate, when });
  };
  const covers = (rule: { method: string }, method: string) => rule.method === '*' || rule.method === method;
  return {
    slow: (method, ms) => void delays.set(method, ms),
    rateLimit: (method, times, retryAfter, when) =>
      add(method, times, { kind: 'rateLimit', retryAfter }, when),
    fail: (method, times, status = 503, when) => add(method, times, { kind: 'fail', status }, when),
    refuse: (method, times, error, when) => add(method, times, { kind: 'refuse', error }, when),
    drop: (method, times, when) => add(method, times, { kind: 'drop' }, when),
    dropAnswer: (method, times, when) => add(method, times, { kind: 'dropAnswer' }, when),
    htmlInsteadOfFile: (times) => add('download', times, { kind: 'html' }),
    revokeToken() {
      tokens.state = 'revoked';
    },
    deactivateApp() {
      tokens.state = 'inactive';
    },
    reinstall() {
      tokens.state = 'valid';
      events.mute(false);
    },
    removeScopes(...scopes) {
      tokens.scopes ??= new Set(everyScope);
      for (const scope of scopes) tokens.scopes.delete(scope);
    },
    grantScopes(...scopes) {
      for (const scope of scopes) tokens.scopes?.add(scope);
    },
    dropSockets: () => socket?.drop(),
    refreshSockets: (reason = 'refresh_requested') => socket?.refresh(reason),
    resendEvents: (times) => socket?.resend(times),
    clear() {
      rules = [];
      delays.clear();
    },
    fateOf(method, args) {
      const rule = rules.find((one) => one.times > 0 && covers(one, method) && (one.when?.(args) ?? true));
      if (!rule) return undefined;
      rule.times -= 1;
      return rule.fate;
    },
    delayOf: (method) => delays.get(method) ?? delays.get('*') ?? 0,
  };
}

/** What a test takes away from when it gave no list. */
const everyScope = [
  'chat:write',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'im:write',
  'im:read',
  'im:history',
  'mpim:read',
  'mpim:history',
  'channels:read',
  'channels:join',
  'channels:history',
  'groups:read',
  'groups:history',
  'users:read',
  'users:read.email',
  'team:read',
  'reactions:write',
  'links:read',
  'links:write',
];
