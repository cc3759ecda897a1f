import type { Sandbox } from './protocol.ts';
import type { Changes } from './workspace/changes.ts';

const lookEveryMs = 25;

/** Looks again at every change, and now and then: what is looked at need not be Slack's. */
export function makeUntil(changes: Changes): Sandbox['until'] {
  return (look, what = 'what was waited for', timeoutMs = 8000) =>
    new Promise((resolve, reject) => {
      const end = () => {
        stop();
        clearInterval(again);
        clearTimeout(last);
      };
      const attempt = () => {
        try {
          const value = look();
          if (!value) return;
          end();
          resolve(value);
        } catch (error) {
          end();
          reject(error);
        }
      };
      const stop = changes.listen(attempt);
      const again = setInterval(attempt, lookEveryMs);
      const last = setTimeout(() => {
        end();
        reject(new Error(`Waited ${timeoutMs} ms for ${what}`));
      }, timeoutMs);
      attempt();
    });
}
