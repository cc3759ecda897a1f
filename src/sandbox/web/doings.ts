import { addReaction } from '../api/misc.ts';
import { SlackFailure } from '../failures.ts';
import { act, suggest, type } from '../people/actions.ts';
import { runCommand } from '../people/commands.ts';
import { openApp } from '../people/home.ts';
import { close, submit } from '../people/modals.ts';
import { seenChannel } from '../people/place.ts';
import { runMessageShortcut, runShortcut } from '../people/shortcuts.ts';
import { edit, remove, write } from '../people/writing.ts';
import type { Mail, RestTarget, RestValue, User } from '../protocol.ts';
import { joinChannel, leaveChannel } from '../workspace/membership.ts';
import { dmOf, findUser } from '../workspace/world.ts';
import type { Rest } from './rest.ts';

type Fields = Record<string, unknown>;
type Doing = (rest: Rest, me: User, fields: Fields) => Promise<object | undefined> | object | undefined;

const word = (fields: Fields, name: string): string => {
  const value = fields[name];
  if (typeof value !== 'string') throw new Error(`${name} is missing`);
  return value;
};
const maybe = (fields: Fields, name: string): string | undefined =>
  typeof fields[name] === 'string' && fields[name] !== '' ? fields[name] : undefined;
const aimOf = (fields: Fields) => ({
  target: fields.target as RestTarget,
  block_id: word(fields, 'block_id'),
  action_id: word(fields, 'action_id'),
});
const done = async (promise: Promise<unknown>) => {
  await promise;
  return {};
};
const both = (rest: Rest, me: User, fields: Fields) => seenChannel(rest.slack, me, word(fields, 'channel'));

/** What a POST does. */
export const doings: Record<string, Doing> = {
  command: (rest, me, f) =>
    done(
      runCommand(rest.slack, me, {
        command: word(f, 'command'),
        text: maybe(f, 'text') ?? '',
        channel: word(f, 'channel'),
        thread: maybe(f, 'thread'),
      }),
    ),
  message: (rest, me, f) => ({
    message: write(rest.slack, me, {
      channel: word(f, 'channel'),
      text: maybe(f, 'text') ?? '',
      thread: maybe(f, 'thread'),
      files: f.files as string[] | undefined,
    }),
  }),
  edit: (rest, me, f) => ({
    message: edit(rest.slack, me, word(f, 'channel'), word(f, 'ts'), word(f, 'text')),
  }),
  delete(rest, me, f) {
    remove(rest.slack, me, word(f, 'channel'), word(f, 'ts'));
    return {};
  },
  react(rest, me, f) {
    addReaction(rest.slack, both(rest, me, f).id, word(f, 'ts'), word(f, 'name'), me.id);
    return {};
  },
  shortcut: (rest, me, f) => done(runShortcut(rest.slack, me, word(f, 'callback_id'))),
  'message-shortcut': (rest, me, f) =>
    done(
      runMessageShortcut(rest.slack, me, word(f, 'callback_id'), {
        channel: word(f, 'channel'),
        ts: word(f, 'ts'),
      }),
    ),
  action: (rest, me, f) => done(act(rest.slack, me, aimOf(f), f.value as RestValue | undefined)),
  suggest: async (rest, me, f) => ({
    groups: await suggest(rest.slack, me, aimOf(f), maybe(f, 'query') ?? ''),
  }),
  input: (rest, me, f) => {
    const aim = { ...aimOf(f), target: { view_id: word(f, 'view_id') } };
    return done(type(rest.slack, me, aim, (f.value ?? null) as RestValue, f.enter === true));
  },
  submit: (rest, me, f) => submit(rest.slack, me, word(f, 'view_id')),
  close: (rest, me, f) => done(close(rest.slack, me, word(f, 'view_id'), f.all === true)),
  'home-open'(rest, me) {
    openApp(rest.slack, me, 'home');
    return {};
  },
  'messages-open'(rest, me) {
    openApp(rest.slack, me, 'messages');
    return {};
  },
  dm: (rest, me, f) => ({
    channel: dmOf(rest.slack.world, me.id, findUser(rest.slack.world, word(f, 'user')).id),
  }),
  join(rest, me, f) {
    joinChannel(rest.slack, both(rest, me, f), me.id);
    return {};
  },
  leave(rest, me, f) {
    leaveChannel(rest.slack, both(rest, me, f), me.id);
    return {};
  },
  invite(rest, me, f) {
    joinChannel(rest.slack, both(rest, me, f), findUser(rest.slack.world, word(f, 'user')).id, me.id);
    return {};
  },
  async mail(rest, _, f) {
    if (!rest.extras.mail) throw new SlackFailure('not_allowed', 'There is no mail here');
    await rest.extras.mail.send(f as unknown as Mail);
    rest.slack.world.changes.tell('mail');
    return {};
  },
  async time(rest, _, f) {
    const { time } = rest.extras;
    const clock = time ?? rest.slack.world.clock;
    if (typeof f.set === 'string') await clock.set(f.set);
    else await clock.advance(Number(f.advance));
    rest.slack.world.changes.tell('time');
    return { now: clock.now() };
  },
};
