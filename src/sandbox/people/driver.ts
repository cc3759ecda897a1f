import { monotonic, sleep } from '../../lib/time.ts';
import { SlackFailure } from '../failures.ts';
import type { Driver, Fill, Label, Message, Sandbox, Target, Upload, User, View } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import type { Located } from '../views/elements.ts';
import { stackOf } from '../views/stack.ts';
import { personMayRead } from '../workspace/files.ts';
import { joinChannel, leaveChannel } from '../workspace/membership.ts';
import { dmOf, findChannel, findUser } from '../workspace/world.ts';
import { type Aim, act, suggest, type } from './actions.ts';
import { runCommand } from './commands.ts';
import { valueFrom } from './filling.ts';
import { findButton, findField } from './find.ts';
import { formOf, labelled } from './form.ts';
import { openApp } from './home.ts';
import { close, submit } from './modals.ts';
import { blocksOf, placeOf, seenChannel } from './place.ts';
import { buttonTexts, readAll } from './reads.ts';
import { runMessageShortcut, runShortcut } from './shortcuts.ts';
import { edit, remove, upload, write } from './writing.ts';

const patienceMs = 4000;

/** Slack under the hands of one person. */
export function makeDriver(slack: Slack, until: Sandbox['until'], person: string): Driver {
  const { world } = slack;
  const { id } = findUser(world, person);
  const me = () => world.users.get(id) as User;
  const myDm = () => dmOf(world, world.app.botUserId, id);
  const channelId = (which: string) => findChannel(world, which)?.id ?? which;
  const seen = (message: Message) => !message.ephemeralTo || message.ephemeralTo === id;
  const after = async <T>(work: () => Promise<T> | T): Promise<T> => {
    const result = await work();
    await slack.quiet();
    return result;
  };
  const top = (): View => {
    const view = stackOf(world, id).at(-1);
    if (!view) throw new SlackFailure('not_found', `${me().real_name} has no modal open`);
    return view;
  };
  const found = (target: Target) => {
    const place = placeOf(slack, me(), target);
    return { blocks: blocksOf(place), what: 'view' in place ? place.view : place.message };
  };
  const say = (channel: string, text: string, more: { thread?: string; files?: Upload[] } = {}) => {
    const files = more.files?.map((file) => upload(slack, me(), file).id);
    return after(() => write(slack, me(), { channel, text, thread: more.thread, files }));
  };
  const pickIn = async (target: () => Target, label: Label, value: Fill, near?: Label) => {
    const field = await patiently(() => findField(found(target()).blocks, label, { near }));
    const aim: Aim = { target: target(), block_id: field.blockId, action_id: field.actionId };
    const picked = await valueFrom(slack, me(), field.element, aim, value);
    if (field.isInput) await type(slack, me(), aim, picked, true);
    else await act(slack, me(), aim, picked);
    // The app may change the form before the next field is filled.
    if (!field.isInput || field.block.dispatch_action === true) await slack.quiet();
  };

  return {
    id,
    get user() {
      return me();
    },
    command: (command, text = '', where = {}) =>
      after(() =>
        runCommand(slack, me(), { command, text, channel: where.channel ?? myDm().id, thread: where.thread }),
      ),
    message: (channel, text, more) => say(channel, text, more),
    tell: (text, more) => say(myDm().id, text, more),
    edit: (message, text) => after(() => edit(slack, me(), message.channel, message.ts, text)),
    remove: (message) => after(() => remove(slack, me(), message.channel, message.ts)),
    shortcut: (which) => after(() => runShortcut(slack, me(), which)),
    messageShortcut: (which, message) => after(() => runMessageShortcut(slack, me(), which, message)),

    async click(target, label, how = {}) {
      const { found: button, option } = await patiently(() =>
        findButton(found(target).blocks, label, how.near),
      );
      if (how.confirm === false && button.element.confirm) return;
      const aim = { target, block_id: button.blockId, action_id: button.actionId };
      await after(() => act(slack, me(), aim, option?.value));
    },
    async select(target, label, value, how = {}) {
      const field = await patiently(() => findField(found(target).blocks, label, { near: how.near }));
      if (how.confirm === false && field.element.confirm) return;
      await pickIn(() => target, label, value, how.near);
    },
    async typeAhead(target, label, query) {
      const by = (one: Located) => one.element.type.endsWith('external_select');
      const field = await patiently(() => findField(found(target).blocks, label, { by }));
      return suggest(slack, me(), { target, block_id: field.blockId, action_id: field.actionId }, query);
    },

    modal: (title) =>
      until(
        () => {
          const view = stackOf(world, id).at(-1);
          return view && (title === undefined || matches(title, view.title?.text ?? '')) ? view : undefined;
        },
        `a modal ${title ?? ''} for ${me().real_name}`,
      ),
    modals: () => stackOf(world, id),
    async fill(values) {
      for (const [label, value] of Object.entries(values)) await pickIn(top, label, value);
      await slack.quiet();
    },
    form: () => formOf(world, top()),
    async submit() {
      const view = await patiently(top);
      const { outcome, errors } = await after(() => submit(slack, me(), view.id));
      return { outcome, errors: labelled(view, errors), view: stackOf(world, id).at(-1) };
    },
    close: (how = {}) => after(() => close(slack, me(), top().id, how.all)),

    async openHome() {
      const before = world.homes.get(id);
      openApp(slack, me(), 'home');
      await slack.quiet();
      return until(() => world.homes.get(id) ?? before, `a Home for ${me().real_name}`);
    },
    home: () => world.homes.get(id),
    openMessages: () => after(() => openApp(slack, me(), 'messages')),
    inbox: () =>
      (world.messages.get(myDm().id) ?? []).filter((one) => one.app_id === world.app.id && !one.ephemeralTo),
    sees: (which) => (world.messages.get(seenChannel(slack, me(), which).id) ?? []).filter(seen),
    lastEphemeral(which) {
      const places = which ? [channelId(which)] : [...world.messages.keys()];
      const mine = places
        .flatMap((one) => world.messages.get(one) ?? [])
        .filter((one) => one.ephemeralTo === id);
      return mine.sort((a, b) => Number(a.ts) - Number(b.ts)).at(-1);
    },
    reads: (target) => readAll(world, found(target).what),
    buttons: (target) => buttonTexts(found(target).what),
    download(file) {
      const known = world.files.get(typeof file === 'string' ? file : file.id);
      if (!known || !personMayRead(world, known, id))
        throw new SlackFailure('not_found', 'There is no such file');
      return world.contents.get(known.id) ?? new Uint8Array();
    },

    join: (which) => after(() => joinChannel(slack, seenChannel(slack, me(), which), id)),
    leave: (which) => after(() => leaveChannel(slack, seenChannel(slack, me(), which), id)),
    invite: (which, who) =>
      after(() => joinChannel(slack, seenChannel(slack, me(), which), findUser(world, who).id, id)),
    until,
  };
}

/** A person looks for a moment before saying that it is not there: the app may still be drawing. */
async function patiently<T>(look: () => T): Promise<T> {
  const from = monotonic();
  while (true) {
    try {
      return look();
    } catch (error) {
      const missing = error instanceof SlackFailure && error.code === 'not_found';
      if (!missing || monotonic() - from > patienceMs) throw error;
      await sleep(20);
    }
  }
}

const matches = (label: Label, text: string): boolean =>
  typeof label === 'string' ? label === text : label.test(text);
