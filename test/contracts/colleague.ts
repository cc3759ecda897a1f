/** What a person does in Slack, as Slack posts it to the product: signed, with a trigger of the emulator's own making. */
import { createHmac } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import axios from 'axios';
import { millis, systemTime } from '../../src/lib/time.ts';
import type { Block } from '../../src/sandbox/protocol.ts';
import { elementsOf, type Located } from '../../src/sandbox/views/elements.ts';
import { valuesOf } from '../../src/sandbox/views/values.ts';
import type { Recorder } from './recorder.ts';
import { signingSecret } from './stage.ts';

export interface ShownView {
  id: string;
  type: 'modal' | 'home';
  callback_id: string;
  private_metadata: string;
  title: { text: string } | null;
  blocks: Block[];
}

export interface ShownMessage {
  channel: string;
  ts: string;
  text?: string;
  thread_ts?: string;
  user?: string;
  blocks?: Block[];
  files?: object[];
}

export interface Colleague {
  slackId: string;
  command(name: string, text: string, channel: string): Promise<void>;
  shortcut(callbackId: string, message?: ShownMessage): Promise<void>;
  /** Presses what carries this label. */
  click(place: ShownView | ShownMessage, label: string): Promise<void>;
  /** Submits the modal shown last, with what was typed by block_id. @returns what the product answered */
  submit(typed?: Record<string, unknown>): Promise<Record<string, unknown>>;
  event(event: Record<string, unknown>): Promise<void>;
  /** the view that the product had shown last */
  view(): ShownView;
  /** what the view or message says, as one text */
  reads(place: ShownView | ShownMessage): string;
}

interface Means {
  slackId: string;
  url: string;
  recorder: Recorder;
  app: WebClient;
  settles: () => Promise<void>;
}

export function colleague({ slackId, url, recorder, app, settles }: Means): Colleague {
  let sent = 0;
  const common = () => ({
    user: { id: slackId, team_id: 'T000000001' },
    team: { id: 'T000000001', domain: 'ocel-vir' },
    api_app_id: 'A0VIZITKA1',
    token: 'x',
  });
  const responseUrl = () => `${recorder.url}/response/${++sent}`;
  const trigger = async (view?: ShownView) =>
    (
      (await app.apiCall('views.generateTriggerId', {
        user_id: slackId,
        ...(view?.type === 'modal' ? { view_id: view.id } : {}),
      })) as unknown as { trigger_id: string }
    ).trigger_id;
  const tell = async (type: 'json' | 'form', body: string) => {
    const answer = await post(url, type, body);
    await settles();
    return (answer.data || {}) as Record<string, unknown>;
  };
  const interact = (payload: object) =>
    tell('form', new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
  const view = (): ShownView => {
    const shown = recorder.calls.filter(({ method, answer }) => method.startsWith('views.') && answer.view);
    const last = shown.at(-1)?.answer.view;
    if (!last) throw new Error('no view was shown');
    return last as ShownView;
  };
  return {
    slackId,
    view,
    reads: (place) =>
      JSON.stringify([(place as ShownView).title, (place as ShownMessage).text, place.blocks]),
    async command(command, text, channel) {
      const fields = {
        team_id: 'T000000001',
        team_domain: 'ocel-vir',
        channel_id: channel,
        user_id: slackId,
        command,
        text,
      };
      const rest = {
        response_url: responseUrl(),
        trigger_id: await trigger(),
        api_app_id: 'A0VIZITKA1',
        token: 'x',
      };
      await tell('form', new URLSearchParams({ ...fields, ...rest }).toString());
    },
    async shortcut(callback_id, message) {
      const about = message && {
        message,
        channel: { id: message.channel },
        message_ts: message.ts,
        response_url: responseUrl(),
      };
      const type = message ? 'message_action' : 'shortcut';
      await interact({ ...common(), type, callback_id, trigger_id: await trigger(), ...about });
    },
    async click(place, label) {
      const found = elementsOf(place.blocks ?? []).find((one) => labelOf(one) === label);
      if (!found) throw new Error(`there is no ${label} in ${JSON.stringify(place.blocks)}`);
      const { element, blockId, actionId } = found;
      const isView = 'private_metadata' in place;
      const where = isView
        ? {
            container: { type: 'view', view_id: place.id },
            view: { ...place, state: { values: valuesOf(place.blocks) } },
          }
        : {
            container: { type: 'message', message_ts: place.ts, channel_id: place.channel },
            channel: { id: place.channel },
            message: place,
            response_url: responseUrl(),
          };
      await interact({
        ...common(),
        type: 'block_actions',
        ...where,
        trigger_id: await trigger(isView ? place : undefined),
        actions: [{ type: element.type, action_id: actionId, block_id: blockId, value: element.value }],
      });
    },
    async submit(typed = {}) {
      const shown = view();
      const values = valuesOf(shown.blocks);
      for (const [name, value] of Object.entries(typed)) {
        const [[actionId, before] = ['', { type: '' }]] = Object.entries(values[name] ?? {});
        if (!actionId) throw new Error(`there is no field ${name}`);
        const field = Object.keys(before).find((key) => key !== 'type') as string;
        values[name] = { [actionId]: { ...before, [field]: value } as never };
      }
      return interact({
        ...common(),
        type: 'view_submission',
        trigger_id: await trigger(shown),
        view: { ...shown, state: { values } },
        response_urls: [],
      });
    },
    async event(event) {
      const envelope = {
        type: 'event_callback',
        team_id: 'T000000001',
        api_app_id: 'A0VIZITKA1',
        event_id: `Ev${++sent}`,
      };
      await tell('json', JSON.stringify({ ...envelope, event_time: 1, event }));
    },
  };
}

const labelOf = ({ element }: Located): string | undefined => element.text?.text;

/** @throws AxiosError when the product does not answer with 200 */
function post(url: string, type: 'json' | 'form', body: string) {
  // Bolt compares the timestamp with the machine's clock.
  const timestamp = String(Math.floor(millis(systemTime.now()) / 1000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return axios.post(url, body, {
    headers: {
      'content-type': type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
  });
}
