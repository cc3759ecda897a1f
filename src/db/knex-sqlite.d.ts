declare module 'knex/lib/dialects/sqlite3/index.js' {
  import { Knex } from 'knex';
  export default class Client_SQLite3 extends Knex.Client {
    connectionSettings: { filename: string; writes: boolean };
    _driver(): unknown;
    acquireRawConnection(): Promise<unknown>;
    destroyRawConnection(connection: unknown): Promise<void>;
    _query(connection: unknown, query: { sql?: string }): Promise<unknown>;
  }
}
