/** Failures that say nothing of what was being done: a full disk, a database or a store that is away. They heal. */

/** What is missing: room on a disk, the database, or the folder in which files are kept. */
export type Lack = 'room' | 'database' | 'files';

const byCode: Record<string, Lack> = {
  ENOSPC: 'room',
  EDQUOT: 'room',
  SQLITE_FULL: 'room',
  // what our own storage says of ENOSPC
  'file.noRoom': 'room',
  // disk_full; the rest of their class are the server's memory and connections
  '53100': 'room',
  SQLITE_BUSY: 'database',
  SQLITE_READONLY: 'database',
  SQLITE_IOERR: 'database',
  SQLITE_CANTOPEN: 'database',
  ECONNREFUSED: 'database',
  ECONNRESET: 'database',
  ECONNABORTED: 'database',
  EPIPE: 'database',
  ETIMEDOUT: 'database',
  ENOTFOUND: 'database',
  EAI_AGAIN: 'database',
  EHOSTUNREACH: 'database',
  ENETUNREACH: 'database',
  // read_only_sql_transaction: it moved to another server
  '25006': 'database',
  EIO: 'files',
  EROFS: 'files',
  EMFILE: 'files',
  ENFILE: 'files',
  ENOMEM: 'files',
  ESTALE: 'files',
  ENOTCONN: 'files',
  ENODEV: 'files',
  EACCES: 'files',
  EPERM: 'files',
};

/** PostgreSQL: connection exceptions, insufficient resources, operator intervention, system errors. */
const awayClasses = ['08', '53', '57', '58'];

/** query_canceled: what was asked took too long, and the server is there. */
const isOwnFault = (code: string): boolean => code === '57014';

/** pg and knex give these no code. */
const awayWords =
  /Connection terminated|Client has encountered a connection error|Timeout acquiring a connection|timeout exceeded when trying to connect/;

/** Of the error or of what caused it. null: it may be the fault of what was being done */
export function lackBehind(error: unknown): Lack | null {
  const { code, message, cause } = (error ?? {}) as { code?: unknown; message?: string; cause?: unknown };
  if (typeof code === 'string') {
    if (byCode[code]) return byCode[code];
    if (/^[0-9A-Z]{5}$/.test(code) && !isOwnFault(code) && awayClasses.includes(code.slice(0, 2)))
      return 'database';
  }
  if (awayWords.test(message ?? '')) return 'database';
  return cause === undefined || cause === error ? null : lackBehind(cause);
}
