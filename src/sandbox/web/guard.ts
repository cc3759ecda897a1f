import type { IncomingMessage } from 'node:http';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

const hostOf = (authority: string) => authority.replace(/:\d+$/, '').toLowerCase();

/** Only this machine, and no page of another site: a name that was made to point here, or a foreign Origin, is refused. */
export function isFromHere(request: IncomingMessage): boolean {
  if (!loopback.has(hostOf(request.headers.host ?? ''))) return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return origin === `http://${request.headers.host}`;
}
