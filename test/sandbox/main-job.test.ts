import { afterEach, expect, it } from 'vitest';
import { button, nameForm, onStage, type Stage } from './support.ts';

let stage: Stage;
afterEach(() => stage?.stop());

it('takes a person from a command through a modal to a card with a button', async () => {
  stage = await onStage((app) => {
    app.command('/deal', async ({ ack, client, body }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: nameForm() });
    });
    app.view('name', async ({ ack, view, body, client }) => {
      await ack();
      const name = view.state.values.name?.name?.value;
      await client.chat.postMessage({
        channel: body.user.id,
        text: `Deal ${name}`,
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text: `*${name}*` } },
          { type: 'actions', elements: [button('Won', 'won', 'D-1')] } as never,
        ],
      });
    });
    app.action('won', async ({ ack, respond, action }) => {
      await ack();
      await respond({ replace_original: true, text: `Won: ${(action as { value: string }).value}` });
    });
  });
  const anna = stage.sandbox.as('anna');
  await anna.command('/deal', 'new', { channel: '#general' });
  expect((await anna.modal('New deal')).callback_id).toBe('name');
  await anna.fill({ Name: 'Bridge over the Svratka' });
  expect((await anna.submit()).outcome).toBe('closed');
  const card = anna.inbox().at(-1)!;
  expect(anna.reads(card)).toContain('Bridge over the Svratka');
  await anna.click(card, 'Won');
  expect(anna.inbox().map((message) => message.text)).toEqual(['Won: D-1']);
  expect(stage.sandbox.troubles).toEqual([]);
});
