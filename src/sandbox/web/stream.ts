import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RestChange } from '../protocol.ts';
import type { Changes } from '../workspace/changes.ts';

const gatherMs = 15;
const beatMs = 20_000;

/** Server-sent events: which parts to ask for again. */
export function openStream(changes: Changes, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': welcome\n\n');
  const what = new Set<RestChange['what'][number]>();
  const channels = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    const change: RestChange = { what: [...what], channels: [...channels] };
    what.clear();
    channels.clear();
    response.write(`data: ${JSON.stringify(change)}\n\n`);
  };
  const stop = changes.listen(({ part, channel }) => {
    what.add(part);
    if (channel) channels.add(channel);
    timer ??= setTimeout(flush, gatherMs);
  });
  const beat = setInterval(() => response.write(': still here\n\n'), beatMs);
  request.on('close', () => {
    stop();
    clearInterval(beat);
    clearTimeout(timer);
  });
}
