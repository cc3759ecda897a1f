import type { App } from '@slack/bolt';
import type { MailItem, SandboxClock } from '../../src/sandbox/protocol.ts';
import { onStage, type Stage } from '../sandbox/support.ts';
import { card, everything, modal, pipeline } from './forms.ts';

const noon = Date.parse('2027-03-10T11:00:00Z');

/** A clock that stands until somebody moves it. */
function standingClock(): SandboxClock {
  let at = noon;
  return {
    now: () => new Date(at).toISOString(),
    advance(ms) {
      at += ms;
    },
    set(iso) {
      at = Date.parse(iso);
    },
  };
}

export interface PageStage extends Stage {
  /** What the forms said when they were saved: values[block_id][action_id]. */
  saved: Record<string, Record<string, Record<string, unknown>>>[];
  mails: MailItem[];
}

/** Zuzana and John in #obchod with a small app that shows every element; mail and time beside it. */
export async function startPageStage(): Promise<PageStage> {
  const saved: PageStage['saved'] = [];
  const mails: MailItem[] = [];
  const clock = standingClock();
  let mailCame = () => {};
  const stage = await onStage((app) => listen(app, saved), {
    clock,
    ackTimeoutMs: 1500,
    app: {
      name: 'Vizitka',
      commands: [
        { command: '/deal', description: 'Deals', usage_hint: '[new | number]' },
        { command: '/log', description: 'Log a call' },
      ],
      shortcuts: [
        { name: 'New deal', callback_id: 'new', type: 'global' },
        { name: 'Log to deal', callback_id: 'log', type: 'message' },
      ],
    },
    story: {
      team: { name: 'Ocelové konstrukce Vír' },
      users: [
        { id: 'U0ZUZANA01', name: 'zuzana', real_name: 'Zuzana Hrušková', tz: 'Europe/Bratislava' },
        { id: 'U0JOHN0001', name: 'john', real_name: 'John Carter', tz: 'Europe/London' },
      ],
      channels: [
        { id: 'C0OBCHOD01', name: 'obchod', members: ['zuzana', 'john'], app: true },
        { id: 'C0MOSTY001', name: 'mosty', members: ['john'] },
      ],
    },
    extras: {
      time: clock,
      mail: {
        list: () => mails,
        send(mail) {
          mails.push({ ...mail, id: `m${mails.length + 1}`, at: clock.now() });
          mailCame();
        },
        onChange(changed) {
          mailCame = changed;
        },
        senders: () => [
          { name: 'Petr Říha', address: 'riha@mostni-stavby.example', colleague: false },
          { name: 'Zuzana Hrušková', address: 'zuzana@ocel-vir.example', colleague: true },
        ],
      },
    },
  });
  return { ...stage, saved, mails };
}

const companies = ['Mostní stavby Brno, a.s.', 'Mostárna Hustopeče, s.r.o.'];

function listen(app: App, saved: PageStage['saved']): void {
  app.command('/deal', async ({ ack, command, client }) => {
    await ack();
    if (command.text === 'new')
      await client.views.open({ trigger_id: command.trigger_id, view: everything() });
    else
      await client.chat.postMessage({
        channel: command.channel_id,
        text: 'D-42',
        blocks: card('RFP') as never[],
      });
  });
  app.command('/log', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'table', blocks: pipeline as never[] });
  });
  app.options('v', async ({ ack, options }) => {
    const found = companies.filter((name) => name.toLowerCase().includes(options.value.toLowerCase()));
    const label = { type: 'plain_text' as const, text: 'Already known' };
    const text = (name: string) => ({ type: 'plain_text' as const, text: name });
    await ack({
      option_groups: [{ label, options: found.map((name) => ({ text: text(name), value: name })) }],
    });
  });
  app.view('everything', async ({ ack, view }) => {
    if (view.state.values.minutes?.v?.value === 'no')
      return ack({ response_action: 'errors', errors: { minutes: 'Write what was agreed.' } });
    saved.push(view.state.values as never);
    await ack();
  });
  app.view('reason', ({ ack }) => ack());
  app.action('won', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: 'D-42', blocks: card('won') as never[] });
  });
  app.action('drop', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: false, text: 'Deleted.' });
  });
  app.action('more', async ({ ack, client, body }) => {
    await ack();
    const trigger_id = 'trigger_id' in body ? body.trigger_id : '';
    await client.views.open({ trigger_id, view: modal('Who sees this', 'reason', [{ type: 'divider' }]) });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return;
    const view = { type: 'home' as const, blocks: card('RFP') as never[] };
    await client.views.publish({ user_id: event.user, view });
  });
}
