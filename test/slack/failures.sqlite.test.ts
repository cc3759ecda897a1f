import { expect, it } from 'vitest';
import { story } from '../support/story.ts';

it('when the database does not answer, the person is told, with a reference that the log also has', async () => {
  const { eva, server } = await story();
  const { reader } = server.crm.ctx.database;
  await reader.destroy();
  await eva.command('/crm', 'pomoc', { channel: '#obchod' });
  const told = await eva.until(() => eva.lastEphemeral('#obchod'));
  expect(eva.reads(told)).toMatch(/předej správci toto označení: \S{8}|Nic se neztratilo/);
  reader.initialize();
});
