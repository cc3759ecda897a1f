import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';

/** Another server process has this SQLite file. */
export class DatabaseInUse extends Error {
  constructor(file: string) {
    super(
      `Another Vizitka server is running on ${file}. Stop it first; command-line tools may run beside it.`,
    );
    this.name = 'DatabaseInUse';
  }
}

/**
 * One server process per SQLite file. The lock is a listening socket, which the kernel gives back whatever way the
 * process ends: a file with a pid in it outlives a SIGKILL.
 * @throws DatabaseInUse
 */
export async function lockSqlite(file: string): Promise<{ release(): Promise<void> }> {
  const real = path.join(realpathSync(path.dirname(path.resolve(file))), path.basename(file));
  const name = createHash('sha256').update(real).digest('hex').slice(0, 32);
  const server = await listen(
    // An abstract socket has no file; elsewhere than on Linux it is a file beside the database.
    process.platform === 'linux' ? `\0vizitka-${name}` : path.join(path.dirname(real), '.vizitka.sock'),
    file,
  );
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listen(address: string, file: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new DatabaseInUse(file) : error),
    );
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}
