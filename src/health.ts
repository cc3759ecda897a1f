/** `GET /health`: 503 only when the database is unusable, else 200 with `ok` or `degraded`. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Config } from './config.ts';
import type { Ctx } from './lib/context.ts';
import type { Route } from './slack/entrance.ts';

/** One line of the details; `ok: false` makes the whole degraded. */
export interface HealthPart {
  name: string;
  check(
    ctx: Ctx,
  ): Promise<{ ok: boolean } & Record<string, unknown>> | ({ ok: boolean } & Record<string, unknown>);
}

/**
 * @param parts what each slice reports, read only when asked for with the token
 */
export const healthRoute = (config: Config, ctx: () => Ctx, parts: () => HealthPart[]): Route => ({
  path: '/health',
  method: 'GET',
  handler: async (request, response) => {
    try {
      const health = await readHealth(ctx(), parts());
      const { status, ...details } = health;
      answer(response, 200, mayRead(config, request) ? { status, ...details } : { status });
    } catch (error) {
      ctx().log.error({ err: error }, 'the database is unusable');
      answer(response, 503, { status: 'down' });
    }
  },
});

/** @throws when the database cannot be read */
export async function readHealth(
  ctx: Ctx,
  parts: HealthPart[],
): Promise<{ status: string } & Record<string, unknown>> {
  await ctx.db.raw('select 1');
  const details: Record<string, unknown> = {};
  let ok = true;
  for (const part of parts) {
    const found = await part.check(ctx);
    details[part.name] = found;
    ok &&= found.ok;
  }
  return { status: ok ? 'ok' : 'degraded', ...details };
}

function mayRead(config: Config, request: IncomingMessage): boolean {
  const given = request.headers.authorization?.replace(/^Bearer /, '');
  if (!config.HEALTH_TOKEN || !given) return false;
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(config.HEALTH_TOKEN));
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}

/** Socket Mode has no server of its own: this one answers the given routes and nothing else. */
export async function serveRoutes(
  config: Config,
  routes: Route[],
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const route = routes.find((one) => one.path === path && one.method === request.method);
    if (route) route.handler(request, response);
    else answer(response, 404, { error: 'not found' });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.HOST, resolve);
  });
  return {
    port: (server.address() as { port: number }).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
