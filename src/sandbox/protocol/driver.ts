/** One person in front of Slack. */
import type { Message, OptionGroup, SlackFile, User, View } from './objects.ts';

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
 * What is not there yet is looked for during 1.5 s. Actions wait for the app's ack (3 s) and then until the app is quiet. A failure is thrown (SlackFailure in ./failures.ts).
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
  click(target: Target, label: Label, how?: How): Promise<void>;
  /**
   * Picks in anything that is not an input of a modal (message, Home, sections and actions of a modal) and sends block_actions.
   * `label`: the placeholder, the text of the section beside it, the label of its input, or the action_id; '⋯' for the only overflow.
   */
  select(target: Target, label: Label, value: Fill, how?: How): Promise<void>;
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
  /** What the app wrote to me in our DM, oldest first, replies included; not what only answers me (lastEphemeral). */
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

export interface How {
  /** Presses this button of the confirm dialog, if there is one; default true. */
  confirm?: boolean;
  /** Words of the row that is meant, where several have the same label: `click(list, 'Otevřít', { near: 'D-42' })`. */
  near?: Label;
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
