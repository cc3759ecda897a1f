/** What a story brings along: people, channels, files, and what the manifest says. */

/** What the app's manifest says. */
export interface AppSeed {
  name?: string;
  /** Bot scopes; a method without its scope answers missing_scope. */
  scopes?: string[];
  /** bot_events; others are not delivered. */
  events?: string[];
  /** Given: a command that is not listed is not a valid command. */
  commands?: CommandSeed[];
  shortcuts?: ShortcutSeed[];
}
export interface CommandSeed {
  /** With the slash: /deal. */
  command: string;
  description?: string;
  usage_hint?: string;
  /** Turns @name and #channel into <@U..|name> and <#C..|name>. */
  should_escape?: boolean;
}
export interface ShortcutSeed {
  name: string;
  callback_id: string;
  type: 'global' | 'message';
  description?: string;
}

export interface WorkspaceSeed {
  team?: { id?: string; name?: string; domain?: string };
  users: UserSeed[];
  channels: ChannelSeed[];
}
export interface UserSeed {
  /** U0EVA00001 and the like. Missing: made up. */
  id?: string;
  /** The handle, without @. */
  name: string;
  real_name: string;
  email?: string;
  title?: string;
  phone?: string;
  /** IANA zone. Default Europe/Prague. */
  tz?: string;
  /** en-US, cs-CZ. Slack has no Slovak. Default en-US. */
  locale?: string;
  is_admin?: boolean;
  is_owner?: boolean;
  is_bot?: boolean;
  /** A guest of several channels. */
  is_restricted?: boolean;
  /** A guest of one channel. */
  is_ultra_restricted?: boolean;
  /** Of another workspace, met in a shared channel; give team_id too. */
  is_stranger?: boolean;
  team_id?: string;
  deleted?: boolean;
}
export interface ChannelSeed {
  id?: string;
  name: string;
  /** Default public. A DM opens when somebody writes. */
  kind?: 'public' | 'private' | 'mpim';
  /** Ids or handles of people. */
  members?: string[];
  /** Is the app in it? Default false. */
  app?: boolean;
  is_archived?: boolean;
  /** Shared with another organisation. */
  is_ext_shared?: boolean;
  topic?: string;
  purpose?: string;
  messages?: { user: string; text: string }[];
}
export interface FileSeed {
  name: string;
  mimetype: string;
  content: Uint8Array;
  user: string;
  /** Channels where it is shared. */
  channels?: string[];
}
