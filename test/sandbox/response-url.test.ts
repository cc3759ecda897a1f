import { afterEach, beforeEach, expect, it } from 'vitest';
import { frozenTime } from '../../src/lib/time.ts';
import { button, onStage, type Stage } from './support.ts';

let stage: Stage;
let url = '';
const clock = frozenTime('2027-03-10T08:00:00.000Z');

beforeEach(async () => {
  stage = await onStage(
    (app) => {
      app.command('/deal', async ({ ack, body }) => {
        url = body.response_url;
        await ack({ text: body.text });
      });
      app.action('won', async ({ ack, body }) => {
        url = (body as never as { response_url: string }).response_url;
        await ack();
      });
    },
    { clock },
  );
});
afterEach(() => stage.stop());

const respond = (body: Record<string, unknown>) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const card = { text: 'karta', blocks: [{ type: 'actions', elements: [button('Won', 'won')] }] };

it('shows the answer of a command only to the one who asked, also where the app is not a member', async () => {
  const anna = stage.sandbox.as('anna');
  await anna.command('/deal', 'moje & <tvoje>', { channel: '#general' });
  await respond({ text: 'Druhá odpověď' });
  expect(anna.sees('#general').map((one) => one.text)).toEqual(['moje &amp; &lt;tvoje&gt;', 'Druhá odpověď']);
  expect(stage.sandbox.as('eva').sees('#general')).toEqual([]);
  await respond({ text: 'Pro všechny', response_type: 'in_channel' });
  expect(
    stage.sandbox
      .as('eva')
      .sees('#general')
      .map((one) => one.text),
  ).toEqual(['Pro všechny']);
});

it('can replace and delete a message only one person sees', async () => {
  const anna = stage.sandbox.as('anna');
  await anna.command('/deal', 'x', { channel: '#general' });
  await respond(card);
  await anna.click(anna.lastEphemeral()!, 'Won');
  await respond({ replace_original: true, text: 'Vyhraná' });
  expect(anna.lastEphemeral()?.text).toBe('Vyhraná');
  expect(anna.lastEphemeral()?.blocks).toBeUndefined();
  await respond({ delete_original: true });
  expect(anna.lastEphemeral()?.text).toBe('x');
});

it('works five times', async () => {
  await stage.sandbox.as('anna').command('/deal', 'x');
  for (let use = 1; use <= 5; use += 1) expect((await respond({ text: `${use}` })).status).toBe(200);
  const sixth = await respond({ text: '6' });
  expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }]);
});

it('works for thirty minutes', async () => {
  await stage.sandbox.as('anna').command('/deal', 'x');
  clock.advance(30 * 60_000);
  expect((await respond({ text: 'ještě' })).status).toBe(200);
  clock.advance(1);
  expect((await respond({ text: 'už ne' })).status).toBe(404);
});

it('refuses broken blocks', async () => {
  await stage.sandbox.as('anna').command('/deal', 'x');
  const refused = await respond({ text: 'x', blocks: [{ type: 'section' }] });
  expect([refused.status, ((await refused.json()) as { error: string }).error]).toEqual([
    400,
    'invalid_blocks',
  ]);
});
