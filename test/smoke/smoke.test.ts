import { expect, it, onTestFinished } from 'vitest';
import { workspace } from '../../fixtures/workspace.ts';
import { parseConfig } from '../../src/config.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import { createLog } from '../../src/lib/log.ts';
import { appOfManifest } from '../../src/sandbox/manifest.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { now } from '../deals/ugly.ts';
import { gallery } from './gallery.ts';
import { tableOf } from './results.ts';
import { show } from './show.ts';

const all = gallery(readerFor('cs', 'Europe/Prague', now));
const refusedOf = (results: { refused: string | null }[]) =>
  results.filter(({ refused }) => refused !== null);

async function shown() {
  const slack = await startSandbox({ story: workspace, app: appOfManifest() });
  onTestFinished(() => slack.stop());
  const config = parseConfig({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  });
  const showing = await show(config, createLog('silent'), { channel: 'C0OBCHOD01', pauseMs: 1 });
  onTestFinished(() => showing.stop());
  const buttons = (action: string) =>
    slack.until(
      () =>
        slack.workspace
          .messages('C0OBCHOD01')
          .find((message) => JSON.stringify(message.blocks ?? []).includes(`"${action}"`)),
      `the button ${action}`,
    );
  return { slack, showing, buttons };
}

it('every message, modal and Home is shown, and the sandbox refuses none', { timeout: 60_000 }, async () => {
  const { slack, showing, buttons } = await shown();
  expect(refusedOf(showing.results)).toEqual([]);
  expect(showing.results.map(({ name }) => name)).toEqual(Object.keys(all.messages));

  const eva = slack.as('eva');
  await eva.click(await buttons('smoke.modals'), 'smoke.modals');
  await eva.click(await buttons('smoke.homes'), 'smoke.homes');
  await showing.done;
  expect(refusedOf(showing.results)).toEqual([]);
  const namesOf = (what: string) =>
    showing.results.filter((result) => result.what === what).map(({ name }) => name);
  expect(namesOf('modal')).toEqual(Object.keys(all.modals));
  expect(namesOf('home')).toEqual(Object.keys(all.homes));
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
});

it('a button opens one modal, and what Slack refuses is told with its reason', async () => {
  const { slack, showing, buttons } = await shown();
  const zuzana = slack.as('zuzana');
  await zuzana.click(await buttons('smoke.modal#0'), 'smoke.modal#0');
  expect((await zuzana.modal()).callback_id).toBe(Object.values(all.modals)[0]?.callback_id);

  await zuzana.close();
  slack.weather.refuse('views.open', 1, 'invalid_arguments');
  const before = showing.results.length;
  await zuzana.click(await buttons('smoke.modal#1'), 'smoke.modal#1');
  await slack.until(() => showing.results.length > before, 'the refusal');
  expect(tableOf(showing.results)).toMatch(/invalid_arguments[\s\S]* 1 refused$/);
});
