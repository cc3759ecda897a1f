import { it } from 'vitest';
import { hasDebianPostgres, startDebianPostgres } from '../support/debian-postgres.ts';
import { isErasedAgain } from './restoring.ts';

it.runIf(hasDebianPostgres())(
  'whoever was erased after a backup was made is erased again when it is restored, and nobody else',
  async () => {
    const { url, createDatabase, dropDatabase } = await startDebianPostgres();
    await createDatabase('vizitka');
    await isErasedAgain(`${url}/vizitka`, async () => {
      await dropDatabase('vizitka');
      await createDatabase('vizitka');
    });
  },
);
