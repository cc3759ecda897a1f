/**
 * What the sandbox promises to those who use it: stories and tests (Sandbox, Driver), the page in the browser (Rest*, the
 * routes listed at the end) and the demo (SandboxOptions, MailExtra, TimeExtra). Types only.
 *
 * Shapes named after Slack's own objects (User, Channel, Message, View) have Slack's field names, because the app
 * receives the same objects. Everything that is ours is camelCase.
 */

// ---------------------------------------------------------------------------------------------- starting

/** Start with `startSandbox(options)` from ./server.ts. Every option is optional. */
export interface SandboxOptions {
  /** 0 or missing: the system picks a free port. */
  port?: number;
  host?: '127.0.0.1';
  /** Missing: real time. Timestamps of messages, triggers and response_urls follow it. */
  clock?: SandboxClock;
  /** People and channels. Missing: three people (Anna, Eva, John) and #general. */
  story?: WorkspaceSeed;
  /** Files that are already there: file id -> file. */
  files?: Map<string, FileSeed>;
  /** What manifest.yml says about the app. Missing parts are permissive: any command, every scope, every event. */
  app?: AppSeed;
  /** Same as app.scopes; wins over it. */
  scopes?: string[];
  /** HTTP mode: payloads are POSTed here, signed. Missing: Socket Mode. */
  requestUrl?: string;
  /** Waiting times in milliseconds before an unanswered event is sent again. Default: 0, 1 minute, 5 minutes. */
  eventRetryDelays?: number[];
  /** How long Slack waits for an ack and for options. Default 3000, as Slack does. */
  ackTimeoutMs?: number;
  /** A driver's action returns when the app has acked and made no Web API call for so long. Default 40. */
  quietMs?: number;
  /** `slack`: Slack's own rate limits answer 429 (one post a second per channel, tiers per method). Default `off`. */
  rates?: 'off' | 'slack';
  /** Tabs of the page. */
  extras?: { mail?: MailExtra; time?: TimeExtra };
}

export interface SandboxClock {
  /** ISO instant, for example 2027-03-10T08:00:00Z. */
  now(): string;
  advance(ms: number): void;
  set(iso: string): void;
}

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

export interface Sandbox {
  /** http://127.0.0.1:1234, without a slash at the end: the page. */
  readonly url: string;
  /** `${url}/api/`: what SLACK_API_URL wants. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly appId: string;
  /** The app's bot user, U..., and its bot id, B.... */
  readonly botUserId: string;
  readonly botId: string;
  readonly clock: SandboxClock;
  readonly workspace: WorkspaceState;
  readonly weather: Weather;
  /** Every Web API call, response_url and upload, in the order they came. */
  readonly calls: ApiCall[];
  /** Methods the sandbox does not have; a test fails when it is not empty. */
  readonly unknownMethods: string[];
  /** What Slack would show as a broken app: no ack, dispatch failed, wrong answer to a submission. */
  readonly troubles: Trouble[];
  /** A person by id, handle or real name. @throws when there is nobody like that. */
  as(person: string): Driver;
  /** Things an administrator or time does to the workspace, each with the event that Slack sends. */
  readonly admin: Admin;
  /** Resolves when the app has a Socket Mode connection. @throws after timeoutMs (default 5000). */
  connected(timeoutMs?: number): Promise<void>;
  /** Resolves when no call is under way and none came for quietMs (default: the option). */
  quiet(quietMs?: number): Promise<void>;
  /** Resolves with the first truthy value of `look`, tried at every change. @throws after timeoutMs (default 3000). */
  until<T>(look: () => T | undefined | null | false, what?: string, timeoutMs?: number): Promise<T>;
  stop(): Promise<void>;
}

/** One call as it arrived. */
export interface ApiCall {
  method: string;
  args: Record<string, unknown>;
  /** Sandbox clock. */
  at: string;
  /** Milliseconds since the sandbox started, real time. */
  startedMs: number;
  endedMs?: number;
  token?: string;
  status?: number;
  ok?: boolean;
  error?: string;
  answer?: Record<string, unknown>;
  /** Was the answer thrown away by the weather? */
  lost?: boolean;
}
export interface Trouble {
  code: FailureCode;
  /** command, block_actions, view_submission, event... */
  of: string;
  detail: string;
}

/** The workspace as it is now. Change it only through Admin and Driver. */
export interface WorkspaceState {
  readonly team: { id: string; name: string; domain: string };
  readonly users: ReadonlyMap<string, User>;
  readonly channels: ReadonlyMap<string, Channel>;
  /** By channel, oldest first, thread replies and everybody's ephemerals included. */
  messages(channel: string): readonly Message[];
  readonly files: ReadonlyMap<string, SlackFile>;
  /** Open modals, bottom first, by user. */
  readonly modals: ReadonlyMap<string, readonly View[]>;
  /** Published Home tabs by user. */
  readonly homes: ReadonlyMap<string, View>;
  /** Content of a file. */
  content(fileId: string): Uint8Array | undefined;
}

// ---------------------------------------------------------------------------------------------- weather

/** Bad weather. `method` is a Web API method, `response_url`, `upload`, `download` or `*`; the newest rule that matches wins. */
export interface Weather {
  /** Every answer waits so long; 0 takes it back. */
  slow(method: string, ms: number): void;
  /** The next `times` calls answer 429 with Retry-After in seconds. */
  rateLimit(method: string, times: number, retryAfter: number, when?: CallFilter): void;
  /** The next `times` calls answer this HTTP status (default 503) and do nothing. */
  fail(method: string, times: number, status?: number, when?: CallFilter): void;
  /** The next `times` calls answer `ok: false` with this error. */
  refuse(method: string, times: number, error: string, when?: CallFilter): void;
  /** The next `times` calls: the connection is closed and nothing is done. */
  drop(method: string, times: number, when?: CallFilter): void;
  /** The next `times` calls are carried out, then the connection is closed without an answer. */
  dropAnswer(method: string, times: number, when?: CallFilter): void;
  /** HTML instead of the next `times` private files. */
  htmlInsteadOfFile(times: number): void;
  revokeToken(): void;
  /** account_inactive instead of token_revoked. */
  deactivateApp(): void;
  /** The app is installed again: the token works, sends nothing. */
  reinstall(): void;
  removeScopes(...scopes: string[]): void;
  grantScopes(...scopes: string[]): void;
  /** Cuts all Socket Mode connections without a goodbye. */
  dropSockets(): void;
  /** Asks the clients to reconnect, as Slack does every few hours. */
  refreshSockets(reason?: 'refresh_requested' | 'warning' | 'link_disabled'): void;
  /** The next `times` event envelopes are sent twice, the second marked as a retry. */
  resendEvents(times: number): void;
  /** Fair weather: all rules gone. Tokens and scopes stay as they are. */
  clear(): void;
}
export type CallFilter = (args: Record<string, unknown>) => boolean;

/** What happens in the workspace without the app; each sends Slack's events when the app may see them. */
export interface Admin {
  addUser(seed: UserSeed): User;
  changeUser(user: string, change: Partial<UserSeed>): User;
  deactivateUser(user: string): User;
  addChannel(seed: ChannelSeed): Channel;
  renameChannel(channel: string, name: string): void;
  archiveChannel(channel: string): void;
  unarchiveChannel(channel: string): void;
  shareChannel(channel: string): void;
  /** `user` may be 'app'. */
  invite(channel: string, user: string): void;
  remove(channel: string, user: string): void;
  uninstallApp(): void;
}

// ---------------------------------------------------------------------------------------------- people at work

/**
 * Thrown when Slack would tell the person that the app is broken or that this cannot be done.
 * `operation_timeout`: no ack in 3 s. `dispatch_failed`: nobody listens. `bad_answer`: the ack was refused (message says why).
 * `not_allowed`: a person cannot do this in Slack (a command in a thread, a disabled thing). `not_found`: no such label.
 */
export type FailureCode =
  | 'operation_timeout'
  | 'dispatch_failed'
  | 'bad_answer'
  | 'not_allowed'
  | 'not_found';

/** A message (by itself, or by channel and ts), or a view (itself or its id). The current version is always used. */
export type Target = Message | View | { channel: string; ts: string } | { view_id: string };

/** A visible text, exact; or a pattern; or an action_id. */
export type Label = string | RegExp;

/**
 * One person in front of Slack. Everything is found by its visible label, whatever the language, or by action_id.
 * Actions wait for the app's ack (3 s) and then until the app is quiet. A failure is thrown (SlackFailure in ./failures.ts).
 * Channels are given by id, or by name with or without #. People by id, handle or real name.
 */
export interface Driver {
  readonly id: string;
  readonly user: User;

  /** `command('/deal', 'new', { channel: '#sales' })`. Without a channel: the DM with the app. */
  command(command: string, text?: string, where?: { channel?: string; thread?: string }): Promise<void>;
  /** Writes. `thread` is the ts of the parent. @returns the message */
  message(channel: string, text: string, more?: { thread?: string; files?: Upload[] }): Promise<Message>;
  /** Writes a DM to the app. */
  tell(text: string, more?: { thread?: string; files?: Upload[] }): Promise<Message>;
  edit(message: Message, text: string): Promise<Message>;
  remove(message: Message): Promise<void>;
  /** A global shortcut by its callback_id or name. */
  shortcut(shortcut: string): Promise<void>;
  messageShortcut(shortcut: string, message: Message): Promise<void>;

  /** A button, or an entry of an overflow menu, by its text. With a confirm dialog: `confirm: false` presses its other button. */
  click(target: Target, label: Label, how?: { confirm?: boolean }): Promise<void>;
  /**
   * Picks in anything that is not an input of a modal (message, Home, sections and actions of a modal) and sends block_actions.
   * `label`: the placeholder, the text of the section beside it, the label of its input, or the action_id; '⋯' for the only overflow.
   */
  select(target: Target, label: Label, value: Fill, how?: { confirm?: boolean }): Promise<void>;
  /** What an external select offers. */
  typeAhead(target: Target, label: Label, query: string): Promise<OptionGroup[]>;

  /** The modal on top; waits up to 3 s for one. */
  modal(title?: Label): Promise<View>;
  /** The modals I see, bottom first. */
  modals(): readonly View[];
  /** Fills inputs of the top modal by label. Does not submit. Inputs with dispatch_action tell the app. */
  fill(values: Record<string, Fill>): Promise<void>;
  /** What stands in the inputs of the top modal now, by label. */
  form(): Record<string, Fill>;
  submit(): Promise<Submitted>;
  /** Closes the top modal (its Cancel); `all`: the cross of the whole stack. */
  close(how?: { all?: boolean }): Promise<void>;

  /** Opens the app's Home tab and waits for a view. */
  openHome(): Promise<View>;
  /** The Home as it is now. */
  home(): View | undefined;
  /** The Messages tab of the app. */
  openMessages(): Promise<void>;
  /** What the app wrote to me in our DM, oldest first, replies included, my own messages not. */
  inbox(): Message[];
  /** What I see in a channel, oldest first: messages, thread replies and my ephemerals. @throws not_allowed when I am not in it */
  sees(channel: string): Message[];
  /** The newest message only I see, anywhere or in a channel. */
  lastEphemeral(channel?: string): Message | undefined;
  /** All that is written on a message or view, as plain text, one line a block: for `toContain` with words. */
  reads(target: Target): string;
  /** Texts of its buttons and overflow entries. */
  buttons(target: Target): string[];
  /** The file as I would download it. */
  download(file: SlackFile | string): Uint8Array;

  join(channel: string): Promise<void>;
  leave(channel: string): Promise<void>;
  /** `/invite @Vizitka` and the like: `who` may be 'app'. */
  invite(channel: string, who: string): Promise<void>;

  /** As Sandbox.until. */
  until<T>(look: () => T | undefined | null | false, what?: string, timeoutMs?: number): Promise<T>;
}

export interface Upload {
  name: string;
  content: string | Uint8Array;
  /** Missing: guessed from the name. */
  type?: string;
}

/**
 * A value as a person gives it. Text, number, date YYYY-MM-DD, time HH:mm: a string. Date with time: seconds or ISO instant.
 * Options by their visible text; several: an array. People and channels: id, handle, name. null empties.
 * External select: the text of the option (also used as the query), or { query, pick }. Files: Upload[].
 */
export type Fill = string | number | string[] | null | { query: string; pick: Label } | Upload[];

export interface Submitted {
  /** closed: this modal is gone. cleared: all are. errors: Slack or the app refused it. */
  outcome: 'closed' | 'cleared' | 'updated' | 'pushed' | 'errors';
  /** By visible label of the input; empty unless outcome is errors. */
  errors: Record<string, string>;
  /** The modal on top afterwards. */
  view?: View;
}

// ---------------------------------------------------------------------------------------------- Slack's objects

export interface User {
  id: string;
  team_id: string;
  name: string;
  real_name: string;
  deleted: boolean;
  tz: string;
  tz_label: string;
  /** Seconds. */
  tz_offset: number;
  locale: string;
  is_admin: boolean;
  is_owner: boolean;
  is_primary_owner: boolean;
  is_restricted: boolean;
  is_ultra_restricted: boolean;
  is_bot: boolean;
  is_app_user: boolean;
  is_stranger?: boolean;
  /** Seconds. */
  updated: number;
  profile: {
    real_name: string;
    display_name: string;
    real_name_normalized: string;
    display_name_normalized: string;
    first_name: string;
    last_name: string;
    title: string;
    phone: string;
    email?: string;
    image_48: string;
    image_192: string;
    team: string;
    bot_id?: string;
    api_app_id?: string;
  };
}

export interface Channel {
  id: string;
  /** '' for a DM. */
  name: string;
  is_channel: boolean;
  is_group: boolean;
  is_im: boolean;
  is_mpim: boolean;
  is_private: boolean;
  is_archived: boolean;
  is_general: boolean;
  is_shared: boolean;
  is_ext_shared: boolean;
  is_org_shared: boolean;
  is_pending_ext_shared: boolean;
  /** Seconds. */
  created: number;
  creator: string;
  topic: { value: string; creator: string; last_set: number };
  purpose: { value: string; creator: string; last_set: number };
  context_team_id: string;
  /** The other person of a DM with the app. */
  user?: string;
  /** Ids, the app's bot user among them. Slack does not send this: see conversations.members. */
  members: string[];
}

export interface Message {
  type: 'message';
  /** Ours: Slack's history does not repeat it. */
  channel: string;
  ts: string;
  user: string;
  text: string;
  subtype?: string;
  team?: string;
  bot_id?: string;
  app_id?: string;
  username?: string;
  bot_profile?: { id: string; name: string; app_id: string; user_id?: string };
  blocks?: Block[];
  attachments?: Record<string, unknown>[];
  files?: SlackFile[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  reply_users?: string[];
  reply_users_count?: number;
  latest_reply?: string;
  edited?: { user: string; ts: string };
  reactions?: { name: string; users: string[]; count: number }[];
  /** Only this person sees it. Slack says is_ephemeral. */
  ephemeralTo?: string;
}

export interface SlackFile {
  id: string;
  created: number;
  timestamp: number;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  pretty_type: string;
  user: string;
  user_team: string;
  size: number;
  mode: 'hosted' | 'tombstone';
  is_external: false;
  is_public: boolean;
  public_url_shared: false;
  url_private: string;
  url_private_download: string;
  permalink: string;
  alt_txt?: string;
  channels: string[];
  groups: string[];
  ims: string[];
  shares?: Record<'public' | 'private', Record<string, { ts: string; thread_ts?: string }[]>>;
  file_access?: 'visible' | 'check_file_info' | 'access_denied';
}

export interface View {
  id: string;
  team_id: string;
  type: 'modal' | 'home';
  title?: TextObject;
  submit?: TextObject | null;
  close?: TextObject | null;
  blocks: Block[];
  private_metadata: string;
  callback_id: string;
  external_id: string;
  /** values[block_id][action_id]: what the person typed or picked so far. */
  state: { values: Record<string, Record<string, InputState>> };
  hash: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
  submit_disabled: boolean;
  root_view_id: string;
  previous_view_id: string | null;
  app_id: string;
  bot_id: string;
  app_installed_team_id: string;
}

export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
  emoji?: boolean;
}
export interface Option {
  text: TextObject;
  value: string;
  description?: TextObject;
  url?: string;
}
export interface OptionGroup {
  /** '' when the app answered options without groups. */
  label: string;
  options: Option[];
}
/** A block as the app sent it; block_id (and action_id of its elements) are filled in when the app left them out. */
export interface Block {
  type: string;
  block_id?: string;
  [field: string]: unknown;
}
/** The state of one element, in Slack's shape: the field depends on the type. */
export interface InputState {
  type: string;
  value?: string | null;
  selected_option?: Option | null;
  selected_options?: Option[];
  selected_date?: string | null;
  selected_time?: string | null;
  selected_date_time?: number | null;
  selected_user?: string | null;
  selected_users?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  rich_text_value?: Record<string, unknown> | null;
  files?: SlackFile[];
}

// ---------------------------------------------------------------------------------------------- the page

/**
 * REST for the page. Every path takes `as` (a user id): in the query of a GET, in the JSON body of a POST. Answers are JSON:
 * `{ ok: true, ... }`, or `{ ok: false, code: FailureCode | 'bad_request' | ..., message }` with HTTP 400 (409 for failures of the app).
 * A page that does not come from this sandbox's own address is refused (Host and Origin are checked): 403.
 *
 * GET  /sandbox/state                                    RestState
 * GET  /sandbox/messages?channel=                        { messages: Message[] } newest last; replies and my ephemerals included
 * GET  /sandbox/modals                                   { modals: RestModal[] } bottom first
 * GET  /sandbox/home                                     { view: View | null }
 * POST /sandbox/command    { channel, command, text, thread? }
 * POST /sandbox/message    { channel, text, thread?, files?: fileId[] }             { message }
 * POST /sandbox/edit       { channel, ts, text }      POST /sandbox/delete { channel, ts }
 * POST /sandbox/react      { channel, ts, name }
 * POST /sandbox/upload?as=&name=&type=   body: the bytes                           { file: SlackFile }  (not shared yet)
 * GET  /sandbox/file/<id>?as=            the bytes, inline for images
 * POST /sandbox/shortcut   { callback_id }
 * POST /sandbox/message-shortcut { callback_id, channel, ts }
 * POST /sandbox/action     { target: RestTarget, block_id, action_id, value?: RestValue }    block_actions
 * POST /sandbox/suggest    { target: RestTarget, block_id, action_id, query }       { groups: OptionGroup[] }
 * POST /sandbox/input      { view_id, block_id, action_id, value: RestValue, enter?: boolean }   remembers what was typed; tells the
 *                          app when dispatch_action asks for it. Call it at every change: an update of the view keeps what is stored.
 * POST /sandbox/submit     { view_id }                                             RestSubmitted
 * POST /sandbox/close      { view_id, all?: boolean }
 * POST /sandbox/home-open  {}         the Home tab was opened (app_home_opened)
 * POST /sandbox/messages-open {}      the Messages tab of the app was opened
 * POST /sandbox/dm         { user }                                                { channel: Channel }
 * POST /sandbox/join | leave { channel }      POST /sandbox/invite { channel, user }  (user may be 'app')
 * GET  /sandbox/mail       { mails: MailItem[] }     POST /sandbox/mail  Mail
 * GET  /sandbox/time       { now }                   POST /sandbox/time  { advance: ms } | { set: iso }   { now }
 * GET  /sandbox/events?as=  text/event-stream of `data: RestChange`
 *
 * Files: GET / and below are src/sandbox/page/*, /vendor/preact.js, /vendor/preact-hooks.js and /vendor/htm.js are ES modules
 * (`import { h, render } from '/vendor/preact.js'`).
 */
export interface RestState {
  ok: true;
  me: User;
  team: { id: string; name: string; domain: string };
  app: { id: string; name: string; botUserId: string; botId: string; connected: boolean };
  /** Everybody; the switch offers those who are not bots and not deleted. */
  users: User[];
  /** Channels I see: public ones, and those I am in. `isMember`: may I write there? */
  channels: (Channel & { isMember: boolean; lastTs?: string })[];
  /** My DM with the app, if it is open. */
  appDm?: string;
  commands: CommandSeed[];
  shortcuts: ShortcutSeed[];
  now: string;
  extras: { mail: boolean; time: boolean };
}
export interface RestModal {
  view: View;
  /** Field errors by block_id, from Slack (required, not an e-mail) or the app. Gone when the field changes. */
  errors: Record<string, string>;
  /** "We had some trouble connecting. Try again?" */
  trouble?: string;
}
export type RestTarget = { view_id: string } | { channel: string; ts: string };
/**
 * Text, number, e-mail, URL, date, time: string. datetimepicker: seconds. Static select, radio, overflow: the option's value. External
 * select: the whole Option. Users, channels, conversations: the id. Several: an array of those. file_input: file ids. null: empty.
 */
export type RestValue = string | number | Option | string[] | Option[] | null;
export interface RestSubmitted {
  ok: true;
  outcome: Submitted['outcome'];
  /** By block_id. */
  errors: Record<string, string>;
}
/** Something changed; ask again for the parts named. Sent at once, coalesced within a few milliseconds. */
export interface RestChange {
  /** messages: in `channels`. */
  what: ('state' | 'messages' | 'modals' | 'home' | 'mail' | 'time')[];
  channels: string[];
}

// ---------------------------------------------------------------------------------------------- tabs of the demo

export interface MailExtra {
  /** Newest last; the mailbox the app polls, and what the app sent. */
  list(): Promise<MailItem[]> | MailItem[];
  send(mail: Mail): Promise<void> | void;
  /** Called by the sandbox; call `changed` when there is a new mail. */
  onChange?(changed: () => void): void;
  /** People offered as senders: customers and colleagues. */
  senders?(): { name: string; address: string; colleague: boolean }[];
}
export interface Mail {
  from: string;
  to: string;
  cc?: string;
  bcc?: string;
  subject: string;
  text: string;
  html?: string;
  /** content: base64. */
  attachments?: { name: string; type: string; content: string }[];
  inReplyTo?: string;
}
export interface MailItem extends Mail {
  id: string;
  /** ISO instant. */
  at: string;
}
export interface TimeExtra {
  now(): string;
  advance(ms: number): Promise<void> | void;
  set(iso: string): Promise<void> | void;
}
