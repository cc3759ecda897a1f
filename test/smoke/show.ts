/** Shows every view of the product to a Slack: messages in a thread, modals and Homes to the one who clicks. */
import type { Button, ModalView } from '@slack/types';
import type { Config } from '../../src/config.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { Log } from '../../src/lib/log.ts';
import { sleep } from '../../src/lib/time.ts';
import { actions, section } from '../../src/slack/blocks.ts';
import { connectSlack } from '../../src/slack/connect.ts';
import { eva, now } from '../deals/ugly.ts';
import { gallery } from './gallery.ts';
import { type Result, tried } from './results.ts';

const perMessage = 20;

export interface Showing {
  results: Result[];
  /** where the buttons are */
  thread: { channel: string; ts: string };
  /** when every modal has been opened and the Homes were published */
  done: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Resolves when all messages were posted and the buttons wait.
 * @param channel its id, or its name with #; the app must be in it
 * @param pauseMs between calls: Slack takes one message a second
 * @throws WebAPIPlatformError when even the first message is refused (`not_in_channel`)
 */
export async function show(
  config: Config,
  log: Log,
  { channel, pauseMs }: { channel: string; pauseMs: number },
): Promise<Showing> {
  const slack = connectSlack(config, log, []);
  const client = slack.background;
  const all = gallery(readerFor(config.DEFAULT_LANGUAGE, config.DEFAULT_TIME_ZONE, now));
  const names = Object.keys(all.modals);
  const results: Result[] = [];
  const open = new Set([...names, 'homes']);
  const done = Promise.withResolvers<void>();
  const finished = (name: string) => {
    open.delete(name);
    if (open.size === 0) done.resolve();
  };

  slack.app.action(/^smoke\.modal#/, async ({ ack, body, action }) => {
    await ack();
    const name = names[Number((action as { action_id: string }).action_id.split('#')[1])] as string;
    const view = real(all.modals[name] as ModalView, body.user.id, thread.channel);
    const { trigger_id } = body as { trigger_id: string };
    await tried(results, { name, what: 'modal' }, () => client.views.open({ trigger_id, view }));
    finished(name);
  });
  // One trigger opens one modal, but an open one can become every other.
  slack.app.action('smoke.modals', async ({ ack, body }) => {
    await ack();
    const { trigger_id } = body as { trigger_id: string };
    let viewId: string | undefined;
    for (const name of names) {
      const view = real(all.modals[name] as ModalView, body.user.id, thread.channel);
      const answer = await tried(results, { name, what: 'modal' }, () =>
        viewId ? client.views.update({ view_id: viewId, view }) : client.views.open({ trigger_id, view }),
      );
      viewId ??= answer?.view?.id;
      finished(name);
      await sleep(pauseMs);
    }
  });
  slack.app.action('smoke.homes', async ({ ack, body }) => {
    await ack();
    for (const [name, home] of Object.entries(all.homes)) {
      const view = real(home, body.user.id, thread.channel);
      await tried(results, { name, what: 'home' }, () =>
        client.views.publish({ user_id: body.user.id, view }),
      );
      await sleep(pauseMs);
    }
    finished('homes');
  });
  slack.app.action(/.*/, ({ ack }) => ack());
  slack.app.options(/.*/, ({ ack }) => ack({ options: [] }));
  slack.app.view({ callback_id: /.*/, type: 'view_submission' }, ({ ack }) => ack());
  slack.app.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack }) => ack());

  const { user_id: self } = await client.auth.test();
  const first = await client.chat.postMessage({ channel, text: 'Vizitka smoke test' });
  const thread = { channel: first.channel as string, ts: first.ts as string };
  const post = (message: object) =>
    client.chat.postMessage({ channel: thread.channel, thread_ts: thread.ts, ...message } as never);
  for (const [name, message] of Object.entries(all.messages)) {
    await sleep(pauseMs);
    await tried(results, { name, what: 'message' }, () =>
      post(real(message, self as string, thread.channel)),
    );
  }
  await slack.start();
  for (const message of buttonMessages(names)) {
    await sleep(pauseMs);
    await post(message);
  }
  return { results, thread, done: done.promise, stop: slack.stop };
}

function buttonMessages(names: string[]): object[] {
  const button = (text: string, id: string): Button => ({
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text: text.slice(0, 75) },
  });
  const messages = [
    {
      text: 'All of them',
      blocks: [
        section('Every modal in one window, one after another, and the Homes:'),
        actions([button('All modals', 'smoke.modals'), button('Homes', 'smoke.homes')]),
      ],
    },
  ];
  for (let start = 0; start < names.length; start += perMessage) {
    const some = names
      .slice(start, start + perMessage)
      .map((name, index) => button(name, `smoke.modal#${start + index}`));
    messages.push({ text: 'Modals', blocks: [section('One by one:'), actions(some)] });
  }
  return messages;
}

/** With people and channels that this workspace has, where Slack looks them up; texts stay as they are. */
const real = <T>(view: T, person: string, channel: string): T =>
  JSON.parse(
    JSON.stringify(view)
      .replaceAll(`"${eva.slackId}"`, `"${person}"`)
      .replaceAll('"C0OBCHOD01"', `"${channel}"`),
  );
