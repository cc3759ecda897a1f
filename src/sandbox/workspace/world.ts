import { movableTime } from '../../lib/time.ts';
import type {
  Channel,
  ChannelSeed,
  CommandSeed,
  InputState,
  Message,
  SandboxClock,
  SandboxOptions,
  ShortcutSeed,
  SlackFile,
  Trouble,
  User,
  UserSeed,
  View,
  WorkspaceSeed,
} from '../protocol.ts';
import { type Changes, makeChanges } from './changes.ts';
import { channelFrom, directMessage } from './channels.ts';
import { type Ids, makeIds, seconds } from './ids.ts';
import { userFrom } from './people.ts';

/** The workspace's whole state. Functions beside change it; nobody outside src/sandbox does. */
export interface World {
  team: { id: string; name: string; domain: string };
  app: {
    id: string;
    name: string;
    botUserId: string;
    botId: string;
    commands?: CommandSeed[];
    shortcuts?: ShortcutSeed[];
    events?: Set<string>;
  };
  clock: SandboxClock;
  ids: Ids;
  changes: Changes;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  /** By channel, oldest first. */
  messages: Map<string, Message[]>;
  files: Map<string, SlackFile>;
  contents: Map<string, Uint8Array>;
  /** Files uploaded into a modal: the app may read them though no channel has them. */
  givenToApp: Set<string>;
  /** Files shown by an image block: whoever sees the block sees the file. */
  shownFiles: Set<string>;
  /** The channel where a stack of modals was opened from, by root view. */
  openedFrom: Map<string, string>;
  /** Open modals by user, bottom first. */
  modals: Map<string, View[]>;
  /** Published Homes by user. */
  homes: Map<string, View>;
  /** What a person picked in the elements of a message, by `user ts`. */
  messageValues: Map<string, Record<string, Record<string, InputState>>>;
  /** What is wrong in an open modal, by view id. */
  formErrors: Map<string, { errors: Record<string, string>; trouble?: string }>;
  troubles: Trouble[];
  /** Where the app finds private files: set when the server listens. */
  baseUrl: string;
}

const defaultStory: WorkspaceSeed = {
  users: [
    {
      id: 'U0ANNA00001',
      name: 'anna',
      real_name: 'Anna Dvořáková',
      email: 'anna@kovostroj.example',
      locale: 'cs-CZ',
      is_owner: true,
    },
    {
      id: 'U0EVA000001',
      name: 'eva',
      real_name: 'Eva Horváthová',
      email: 'eva@kovostroj.example',
      tz: 'Europe/Bratislava',
    },
    {
      id: 'U0JOHN00001',
      name: 'john',
      real_name: 'John Miller',
      email: 'john@kovostroj.example',
      tz: 'Europe/London',
    },
  ],
  channels: [{ id: 'C0GENERAL01', name: 'general', members: ['anna', 'eva', 'john'] }],
};

export function makeWorld(options: SandboxOptions): World {
  const story = options.story ?? defaultStory;
  const clock = options.clock ?? movableTime();
  const ids = makeIds(clock);
  const team = { id: 'T0SANDBOX01', name: 'Kovostroj', domain: 'kovostroj', ...definedOf(story.team) };
  const app = {
    id: 'A0VIZITKA01',
    name: options.app?.name ?? 'Vizitka',
    botUserId: 'U0VIZITKA01',
    botId: 'B0VIZITKA01',
  };
  const world: World = {
    team,
    app: {
      ...app,
      commands: options.app?.commands,
      shortcuts: options.app?.shortcuts,
      events: options.app?.events && new Set(options.app.events),
    },
    clock,
    ids,
    changes: makeChanges(),
    users: new Map(),
    channels: new Map(),
    messages: new Map(),
    files: new Map(),
    contents: new Map(),
    givenToApp: new Set(),
    shownFiles: new Set(),
    openedFrom: new Map(),
    modals: new Map(),
    homes: new Map(),
    messageValues: new Map(),
    formErrors: new Map(),
    troubles: [],
    baseUrl: '',
  };
  addBot(world);
  for (const seed of story.users) putUser(world, seed);
  for (const seed of story.channels) putChannel(world, seed);
  return world;
}

function addBot(world: World): void {
  const { app, team, clock } = world;
  const bot = userFrom(
    { name: app.name.toLowerCase(), real_name: app.name, is_bot: true },
    app.botUserId,
    team.id,
    clock,
  );
  world.users.set(bot.id, { ...bot, profile: { ...bot.profile, bot_id: app.botId, api_app_id: app.id } });
}

export function putUser(world: World, seed: UserSeed): User {
  const user = userFrom(seed, seed.id ?? world.ids.next('U'), world.team.id, world.clock);
  world.users.set(user.id, user);
  return user;
}

export function putChannel(world: World, seed: ChannelSeed): Channel {
  const members = (seed.members ?? []).map((who) => findUser(world, who).id);
  if (seed.app && !members.includes(world.app.botUserId)) members.push(world.app.botUserId);
  const id = seed.id ?? world.ids.next('C');
  const created = seconds(world.clock);
  const channel = channelFrom(seed, {
    id,
    created,
    creator: members[0] ?? '',
    teamId: world.team.id,
    members,
  });
  world.channels.set(id, channel);
  world.messages.set(id, []);
  return channel;
}

/** By id, handle (with or without @), real name, or 'app'. @throws when nobody is called so */
export function findUser(world: World, who: string): User {
  const name = who === 'app' ? world.app.botUserId : who.replace(/^@/, '');
  const user =
    world.users.get(name) ?? [...world.users.values()].find((u) => u.name === name || u.real_name === name);
  if (!user) throw new Error(`Nobody in the workspace is called ${who}`);
  return user;
}

/** By id, or name with or without #. */
export function findChannel(world: World, which: string): Channel | undefined {
  const name = which.replace(/^#/, '');
  return (
    world.channels.get(name) ?? [...world.channels.values()].find((c) => c.name !== '' && c.name === name)
  );
}

/** The DM of two, opened when there is none. */
export function dmOf(world: World, one: string, other: string): Channel {
  for (const channel of world.channels.values()) {
    if (channel.is_im && channel.members.includes(one) && channel.members.includes(other)) return channel;
  }
  const person = one === world.app.botUserId ? other : one;
  const id = world.ids.next('D');
  const channel = directMessage(id, [one, other], person, seconds(world.clock), world.team.id);
  world.channels.set(id, channel);
  world.messages.set(id, []);
  world.changes.tell('state');
  return channel;
}

export const appIsIn = (world: World, channel: Channel): boolean =>
  channel.members.includes(world.app.botUserId);

const definedOf = <T extends object>(given?: T): Partial<T> =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;
