import type { ServerResponse } from 'node:http';

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(text);
}

export function sendText(
  response: ServerResponse,
  body: string,
  status = 200,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}

/** The connection ends as if a cable was cut. */
export function cut(response: ServerResponse): void {
  response.socket?.destroy();
}
