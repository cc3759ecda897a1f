import { spawn } from 'node:child_process';

/** A program of the system failed or is missing. */
export class ProgramFailed extends Error {
  constructor(program: string, why: string) {
    super(`${program}: ${why}`);
    this.name = 'ProgramFailed';
  }
}

/**
 * Runs pg_dump or pg_restore. The address goes by environment, not by argument, where every user of the machine
 * could read the password in the list of processes.
 * @throws ProgramFailed
 */
export function runPostgresTool(
  program: 'pg_dump' | 'pg_restore',
  url: string,
  args: string[],
): Promise<void> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const environment = {
    ...process.env,
    PGHOST: decodeURIComponent(hostname),
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    ...(searchParams.has('sslmode') ? { PGSSLMODE: searchParams.get('sslmode') as string } : {}),
  };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        new ProgramFailed(
          program,
          error.code === 'ENOENT'
            ? 'not installed; on Debian: apt-get install postgresql-client'
            : error.message,
        ),
      ),
    );
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new ProgramFailed(program, complaint.trim() || `exit code ${code}`)),
    );
  });
}
