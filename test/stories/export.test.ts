import { expect, it } from 'vitest';
import { listEvents } from '../../src/events/record.ts';
import { readBack } from '../imports/sheets.ts';
import { type Story, story } from '../support/story.ts';

const filesOf = ({ eva }: Story) => eva.inbox().flatMap((message) => message.files ?? []);

it('Eva takes her deals away: one file, although the server restarts, which is gone a day later and noted for good', async () => {
  const it = await story();
  const { eva, zuzana } = it;
  await eva.command('/deal', 'nová');
  await eva.fill({ Název: 'Lávka přes Svratku' });
  await eva.submit();
  await it.settles();

  await eva.command('/crm', 'export příležitosti');
  await eva.fill({ Soubor: 'CSV (středníky, UTF-8)' });
  await eva.submit();
  await it.restarts();
  await it.settles();
  const [file, ...more] = await eva.until(() => (filesOf(it).length > 0 ? filesOf(it) : null), 'the file');
  expect(more).toEqual([]);
  expect(file?.name).toMatch(/^vizitka-prilezitosti-\d{4}-\d\d-\d\d\.csv$/);
  const { heads, rows } = await readBack(Buffer.from(eva.download(file as never)), file?.name);
  expect(heads[0]?.headings.slice(0, 2)).toEqual(['Číslo příležitosti', 'Příležitost']);
  expect(rows.map(([, cells]) => cells[1])).toEqual(['Lávka přes Svratku']);
  expect(zuzana.inbox().flatMap((message) => message.files ?? [])).toEqual([]);
  const { ctx } = it.server.crm;
  const noted = (await listEvents(ctx, { kind: 'workspace', id: 0 }, 20)).find(
    ({ kind }) => kind === 'data.exported',
  );
  expect(noted?.details).toMatchObject({ what: 'deals', whose: 'all', state: 'open', rows: 1 });

  await it.passes({ hours: 25 });
  expect(filesOf(it)).toEqual([]);

  await eva.command('/crm', 'export leady');
  await eva.submit();
  await it.settles();
  await eva.until(
    () => eva.inbox().find((message) => eva.reads(message).includes('není co exportovat')),
    'that there is nothing',
  );

  await eva.command('/crm', 'export');
  expect(eva.form()).toMatchObject({ Co: 'Příležitosti', Které: 'Otevřené' });
  expect(eva.reads(await eva.modal('Export'))).toContain('Příležitosti · 1 řádek');
  await eva.fill({ Co: 'Aktivity' });
  expect(eva.form()).toMatchObject({ Co: 'Aktivity', Čí: 'Vše, co smím vidět' });
  expect(eva.form()).not.toHaveProperty('Které');
  await eva.select(await eva.modal('Export'), 'exports.who', 'Jen správci');
  await zuzana.command('/crm', 'export', { channel: '#obchod' });
  const refusal = await zuzana.until(() => zuzana.lastEphemeral('#obchod'), 'a refusal');
  expect(zuzana.reads(refusal)).toContain('Exportovat smějí jen správci');
  expect(it.slack.unknownMethods).toEqual([]);
  expect(it.slack.troubles).toEqual([]);
});
