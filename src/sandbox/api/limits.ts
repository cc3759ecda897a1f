import { monotonic } from '../../lib/time.ts';
import { text } from './method.ts';

/** Calls a minute by method; methods not named may be called 50 times a minute. */
const perMinute: Record<string, number> = {
  'users.list': 20,
  'conversations.list': 20,
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'views.open': 100,
  'views.push': 100,
  'views.update': 100,
  'views.publish': 100,
  'users.info': 100,
  'conversations.members': 100,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
};
const usual = 50;
/** Short bursts above one post a second per channel pass; then Slack says no. */
const burst = 3;
const postsPerMinute = 300;

/** Slack's rates. @returns seconds to wait, or undefined when the call may pass */
export type Limiter = (method: string, args: Record<string, unknown>) => number | undefined;

export function makeLimiter(): Limiter {
  const windows = new Map<string, number[]>();
  const tooMany = (key: string, most: number, spanMs: number): number | undefined => {
    const now = monotonic();
    const recent = (windows.get(key) ?? []).filter((at) => now - at < spanMs);
    windows.set(key, recent);
    if (recent.length >= most) return Math.max(1, Math.ceil((spanMs - (now - (recent[0] ?? now))) / 1000));
    recent.push(now);
    return undefined;
  };
  return (method, args) => {
    if (method === 'chat.postMessage') {
      const channel = text(args, 'channel') ?? '';
      return tooMany(`${method} ${channel}`, burst, burst * 1000) ?? tooMany(method, postsPerMinute, 60_000);
    }
    return tooMany(method, perMinute[method] ?? usual, 60_000);
  };
}
