import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { frozenTime } from '../../src/lib/time.ts';
import type { SandboxOptions } from '../../src/sandbox/protocol.ts';
import { button, clientOf, errorOf, nameForm, onStage, type Stage } from './support.ts';

let stage: Stage;
let triggers: string[] = [];
afterEach(async () => {
  triggers = [];
  await stage?.stop();
});

/** An app whose /deal opens the form and remembers the trigger. */
async function withForm(listen: (app: App) => void, view = nameForm(), options: SandboxOptions = {}) {
  stage = await onStage((app) => {
    app.command('/deal', async ({ ack, body, client }) => {
      triggers.push(body.trigger_id);
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view });
    });
    listen(app);
  }, options);
  const anna = stage.sandbox.as('anna');
  await anna.command('/deal');
  return { anna, client: clientOf(stage.sandbox), view: await anna.modal() };
}

const field = (blockId: string, label: string, more: Record<string, unknown> = {}) => ({
  type: 'input',
  block_id: blockId,
  label: { type: 'plain_text', text: label },
  element: { type: 'plain_text_input', action_id: 'text' },
  ...more,
});

describe('what comes back from a submission', () => {
  it('shows the error at the field and keeps what Anna typed', async () => {
    const { anna } = await withForm((app) => {
      app.view('name', ({ ack }) => ack({ response_action: 'errors', errors: { name: 'Too short' } }));
    });
    await anna.fill({ Name: 'Br' });
    const answer = await anna.submit();
    expect(answer).toMatchObject({ outcome: 'errors', errors: { Name: 'Too short' } });
    expect(anna.form()).toEqual({ Name: 'Br' });
  });

  it('calls an error for a block that is no input a bad answer', async () => {
    const { anna } = await withForm((app) => {
      app.view('name', ({ ack }) => ack({ response_action: 'errors', errors: { nam: 'Too short' } }));
    });
    await anna.fill({ Name: 'Bridge' });
    await expect(anna.submit()).rejects.toMatchObject({ code: 'bad_answer' });
    expect(anna.modals()).toHaveLength(1);
    expect(stage.sandbox.troubles).toHaveLength(1);
  });

  it('puts an updated view in the place of the old, a pushed one on top, and clears all', async () => {
    const { anna, view } = await withForm((app) => {
      app.view('name', ({ ack }) =>
        ack({ response_action: 'update', view: nameForm({ callback_id: 'second' }) }),
      );
      app.view('second', ({ ack }) =>
        ack({ response_action: 'push', view: nameForm({ callback_id: 'third' }) }),
      );
      app.view('third', ({ ack }) => ack({ response_action: 'clear' }));
    });
    await anna.fill({ Name: 'Bridge' });
    expect((await anna.submit()).outcome).toBe('updated');
    expect(anna.modals().map((one) => one.id)).toEqual([view.id]);
    expect((await anna.submit()).outcome).toBe('pushed');
    expect(anna.modals().map((one) => one.callback_id)).toEqual(['second', 'third']);
    await anna.fill({ Name: 'Bridge' });
    expect((await anna.submit()).outcome).toBe('cleared');
    expect(anna.modals()).toEqual([]);
  });

  it('refuses a view that Slack would refuse', async () => {
    const { anna } = await withForm((app) => {
      const broken = nameForm({ title: { type: 'plain_text', text: 'A title of more than 24 letters' } });
      app.view('name', ({ ack }) => ack({ response_action: 'update', view: broken }));
    });
    await anna.fill({ Name: 'Bridge' });
    await expect(anna.submit()).rejects.toMatchObject({ code: 'bad_answer' });
  });

  it('says that it had trouble when the app does not answer in time, and stays open', async () => {
    const { anna } = await withForm((app) => {
      app.view('name', async () => {});
    });
    await anna.fill({ Name: 'Bridge' });
    await expect(anna.submit()).rejects.toMatchObject({ code: 'operation_timeout' });
    expect(anna.form()).toEqual({ Name: 'Bridge' });
  });

  it('does not bother the app with an empty required field', async () => {
    let heard = 0;
    const { anna } = await withForm((app) => {
      app.view('name', async ({ ack }) => {
        heard += 1;
        await ack();
      });
    });
    expect((await anna.submit()).errors).toEqual({ Name: 'Please complete this required field.' });
    expect(heard).toBe(0);
  });
});

describe('views.update', () => {
  it('keeps what was typed where block_id and action_id stay, and only there', async () => {
    const blocks = [field('name', 'Name'), field('value', 'Value')] as never[];
    const { anna, client, view } = await withForm(() => {}, nameForm({ blocks }));
    await anna.fill({ Name: 'Bridge', Value: '1 250 000' });
    const next = [field('name', 'Name of the deal'), field('value-2', 'Value')] as never[];
    await client.views.update({ view_id: view.id, view: nameForm({ blocks: next }) });
    expect(anna.form()).toEqual({ 'Name of the deal': 'Bridge', Value: null });
  });

  it('makes up new block_ids at every write when the app gives none, so typed text is lost', async () => {
    const blocks = [{ ...field('x', 'Name'), block_id: undefined }] as never[];
    const { anna, client, view } = await withForm(() => {}, nameForm({ blocks }));
    await anna.fill({ Name: 'Bridge' });
    await client.views.update({ view_id: view.id, view: nameForm({ blocks }) });
    expect(anna.form()).toEqual({ Name: null });
  });

  it('refuses an old hash', async () => {
    const { client, view } = await withForm(() => {});
    await client.views.update({ view_id: view.id, hash: view.hash, view: nameForm() });
    const again = client.views.update({ view_id: view.id, hash: view.hash, view: nameForm() });
    expect(await errorOf(again)).toBe('hash_conflict');
  });

  it('does not find a view that was closed', async () => {
    const { anna, client, view } = await withForm(() => {});
    await anna.close();
    expect(await errorOf(client.views.update({ view_id: view.id, view: nameForm() }))).toBe('not_found');
  });

  it('finds a view by its external_id, which nobody else may use', async () => {
    const view = nameForm({ external_id: 'deal-1' });
    const { anna, client } = await withForm(() => {}, view);
    await client.views.update({ external_id: 'deal-1', view: nameForm({ callback_id: 'found' }) });
    expect((await anna.modal()).callback_id).toBe('found');
  });
});

describe('trigger_id', () => {
  it('opens one modal only', async () => {
    const { client } = await withForm(() => {});
    const again = client.views.open({ trigger_id: triggers[0]!, view: nameForm() });
    expect(await errorOf(again)).toBe('exchanged_trigger_id');
  });

  it('lives three seconds', async () => {
    const clock = frozenTime('2027-03-10T08:00:00.000Z');
    stage = await onStage(
      (app) => {
        app.command('/late', async ({ ack, body }) => {
          triggers.push(body.trigger_id);
          await ack();
        });
      },
      { clock },
    );
    await stage.sandbox.as('anna').command('/late');
    clock.advance(3001);
    const late = clientOf(stage.sandbox).views.open({ trigger_id: triggers[0]!, view: nameForm() });
    expect(await errorOf(late)).toBe('expired_trigger_id');
  });

  it('is refused when it was made up', async () => {
    const { client } = await withForm(() => {});
    expect(await errorOf(client.views.open({ trigger_id: '1.2.abc', view: nameForm() }))).toBe(
      'invalid_trigger_id',
    );
  });
});

describe('the stack', () => {
  const more = nameForm({
    blocks: [{ type: 'actions', block_id: 'a', elements: [button('More', 'more')] }] as never[],
    submit: undefined,
    notify_on_close: true,
  });

  it('holds three and no more', async () => {
    const errors: string[] = [];
    const { anna } = await withForm((app) => {
      app.action('more', async ({ ack, body, client }) => {
        await ack();
        errors.push(
          await errorOf(
            client.views.push({
              trigger_id: (body as never as { trigger_id: string }).trigger_id,
              view: more,
            }),
          ),
        );
      });
    }, more);
    for (let pushed = 0; pushed < 3; pushed += 1) await anna.click(anna.modals().at(-1)!, 'More');
    expect(errors).toEqual(['ok', 'ok', 'push_limit_reached']);
    expect(anna.modals()).toHaveLength(3);
  });

  it('can be pushed upon only by something done inside it', async () => {
    const { anna, client } = await withForm((app) => {
      app.command('/push', async ({ ack, body }) => {
        triggers.push(body.trigger_id);
        await ack();
      });
    });
    await anna.command('/push');
    expect(await errorOf(client.views.push({ trigger_id: triggers[1]!, view: nameForm() }))).toBe(
      'not_found',
    );
  });

  it('tells the app which view was closed, if it wants to know', async () => {
    const closed: [string, boolean][] = [];
    const { anna } = await withForm((app) => {
      app.action('more', async ({ ack, body, client }) => {
        await ack();
        await client.views.push({
          trigger_id: (body as never as { trigger_id: string }).trigger_id,
          view: { ...more, callback_id: 'top' },
        });
      });
      app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack, body }) => {
        await ack();
        closed.push([body.view.callback_id, (body as { is_cleared: boolean }).is_cleared]);
      });
    }, more);
    await anna.click(anna.modals().at(-1)!, 'More');
    await anna.close();
    await anna.close({ all: true });
    expect(closed).toEqual([
      ['top', false],
      ['name', true],
    ]);
  });
});

it('offers the channel the modal was opened from, and only channels Slack would offer', async () => {
  const channelField = {
    type: 'input',
    block_id: 'channel',
    label: { type: 'plain_text', text: 'Channel' },
    element: {
      type: 'conversations_select',
      action_id: 'channel',
      default_to_current_conversation: true,
      filter: { include: ['public'] },
    },
  };
  stage = await onStage((app) => {
    app.command('/deal', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({
        trigger_id: body.trigger_id,
        view: nameForm({ blocks: [channelField] as never[] }),
      });
    });
  });
  const anna = stage.sandbox.as('anna');
  stage.sandbox.admin.addChannel({ name: 'tender', kind: 'private', members: ['anna'] });
  await anna.command('/deal', '', { channel: '#general' });
  expect((await anna.modal()).state.values.channel?.channel?.selected_conversation).toBe('C0GENERAL01');
  await expect(anna.fill({ Channel: '#tender' })).rejects.toThrow('does not offer');
});

it('sends block_actions from an input only when dispatch_action asks for it', async () => {
  const told: string[] = [];
  const blocks = [field('name', 'Name'), field('ico', 'IČO', { dispatch_action: true })] as never[];
  const { anna } = await withForm((app) => {
    app.action('text', async ({ ack, action, body }) => {
      await ack();
      told.push(`${(action as { value: string }).value} in ${(body as { view: { id: string } }).view.id}`);
    });
  }, nameForm({ blocks }));
  await anna.fill({ Name: 'Bridge', IČO: '00000019' });
  expect(told).toEqual([`00000019 in ${anna.modals()[0]?.id}`]);
});
