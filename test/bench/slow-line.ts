/** A line to a server that takes its time each way, and notes when somebody first spoke. */
import { connect, createServer, type Socket } from 'node:net';
import { monotonic } from '../../src/lib/time.ts';

export interface SlowLine {
  port: number;
  /** monotonic milliseconds; NaN before the first connection since the last `forget` */
  firstAt(): number;
  forget(): void;
  close(): Promise<void>;
}

/** @param delayMs each way: half a round trip */
export async function slowLine(to: number, delayMs: number): Promise<SlowLine> {
  let first = Number.NaN;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (Number.isNaN(first)) first = monotonic();
    const far = connect(to, '127.0.0.1');
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => into.destroy());
      from.on('close', () => sockets.delete(from));
      if (delayMs === 0) {
        from.pipe(into);
        continue;
      }
      from.on('data', (bytes) => setTimeout(() => into.destroyed || into.write(bytes), delayMs));
      from.on('end', () => setTimeout(() => into.end(), delayMs));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    firstAt: () => first,
    forget() {
      first = Number.NaN;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
