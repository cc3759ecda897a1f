/** What the page in the browser asks and hears. */
import type { Submitted } from './driver.ts';
import type { Channel, Option, User, View } from './objects.ts';
import type { CommandSeed, ShortcutSeed } from './seeds.ts';

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
 * GET  /sandbox/mail       { mails: MailItem[], senders, addresses }  (see MailExtra)     POST /sandbox/mail  Mail
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
