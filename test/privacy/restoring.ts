import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { seedStory } from '../../fixtures/workspace.ts';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { parseConfig } from '../../src/config.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { eraseFor } from '../../src/features/privacy/erasing.ts';
import { gather } from '../../src/features/privacy/seeking.ts';
import type { CompanyId } from '../../src/lib/ids.ts';
import { backUp } from '../../src/operations/backup.ts';
import { toolContext } from '../../src/operations/context.ts';
import { restore } from '../../src/operations/restore.ts';
import { story } from '../support/story.ts';

/**
 * Whoever was erased after a backup was made is erased again when it is restored, and nobody else.
 * @param url of an empty database; null: the story's own
 * @param lose makes the database as empty as a new machine's
 */
export async function isErasedAgain(
  url: string | null,
  lose: (file: string | null) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-again-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const FILES_DIR = path.join(folder, 'files');
  const told = await story({ env: { FILES_DIR, ...(url ? { DATABASE_URL: url } : {}) } });
  const { time } = told;
  const ctx = told.server.crm.ctx;
  await seedStory(ctx);
  const evas = asPerson(ctx, (await findPersonBySlackId(ctx.db, 'U0EVA00001')) as Person);
  const companyId = 1 as CompanyId;
  const kvido = await createContact(evas, {
    name: 'Kvido Hvozdenka',
    email: 'kvido@drevo-vir.example',
    companyId,
  });
  const other = await createContact(evas, {
    name: 'Petr Říha',
    email: 'riha@mostni-stavby.example',
    companyId,
  });
  const { file } = ctx.database;
  const config = parseConfig({ DATABASE_URL: url ?? `sqlite:${file}`, FILES_DIR });
  const backup = await backUp(ctx.database, config, path.join(folder, 'zalohy'), time);

  await eraseFor(evas, await gather(evas, { contact: kvido.id }));
  for (let i = 0; i < 3; i += 1) await told.passes({ minutes: 1 });
  expect(await ctx.db('erasures').pluck('stage')).toEqual(['done']);
  await told.server.stop();
  await lose(file);
  rmSync(FILES_DIR, { recursive: true, force: true });
  await restore(config, backup, (database) => toolContext(config, database, time, ctx.log));

  await told.restarts();
  const again = told.server.crm.ctx;
  expect((await again.db('contacts').where({ id: kvido.id }).first())?.name).toBe('Kvido Hvozdenka');
  await told.passes({ minutes: 1 });
  expect(await again.db('contacts').where({ id: kvido.id }).first()).toMatchObject({
    name: 'vymazaná osoba',
    email: null,
  });
  expect(await again.db('contact_emails').pluck('address')).toEqual(['riha@mostni-stavby.example']);
  expect((await again.db('contacts').where({ id: other.id }).first())?.name).toBe('Petr Říha');
  expect(JSON.stringify(await again.db('events').select('details'))).not.toContain('Hvozdenka');
  expect(await again.db('erasures').select('asked_by')).toEqual([{ asked_by: null }]);
}
