import { type Logger, LogLevel } from '@slack/logger';
import type { Log } from '../lib/log.ts';

/** Slack's libraries log through ours; their chatter is debug. */
export function boltLogger(log: Log): Logger {
  const text = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    // At this level they write out requests and answers whole: what people type, and what only one may see.
    debug: (...parts) => log.trace(text(parts).replace(/\{.*/s, '{...}')),
    info: (...parts) => log.debug(text(parts)),
    warn: (...parts) => log.warn(text(parts)),
    error: (...parts) => log.error(text(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
