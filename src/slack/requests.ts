/** What a handler is given and how it answers. */
import type { ModalView, PlainTextOption, View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Person } from '../access/people.ts';
import type { Words } from '../i18n/catalog.ts';
import type { Reader } from '../i18n/reader.ts';
import type { Ctx } from '../lib/context.ts';
import type { Message } from './blocks.ts';
import type { FormValues } from './forms.ts';

export interface Request {
  ctx: Ctx;
  person: Person;
  reader: Reader;
  t: Words;
  /** answers the request itself only: anything that others see goes through the outbox */
  client: WebClient;
  /** where it happened; null in Home and in modals */
  channel: string | null;
  /** Shown only to the one who asked. */
  say(message: Message | string): Promise<void>;
  /** After saving: shows at the place where it began what has become of it, or says it when the place is gone. */
  bringUpToDate(place: Place, shown: { message: Message; view?: ModalView }): Promise<void>;
}

/** Where something was clicked: small enough for a modal's metadata. Empty in Home and after a command. */
export interface Place {
  /** a modal */
  view?: string;
  /** a message, by its response_url: the only way to an ephemeral one */
  url?: string;
}

/** A request that may open a modal: its trigger lives three seconds. */
export interface Opening {
  /** Opens the view; when it takes longer than a moment to make, a loading view stands in. */
  open(make: () => Promise<ModalView> | ModalView): Promise<void>;
}

export interface CommandRequest extends Request, Opening {
  /** what follows the command, trimmed */
  text: string;
}

export interface ShortcutRequest extends Request, Opening {
  /** `ocel-vir` of ocel-vir.slack.com */
  teamDomain: string | null;
  /** a message shortcut: the message it was used on */
  message: {
    channel: string;
    ts: string;
    text: string;
    user: string | null;
    files: SlackFile[];
    thread: string | null;
  } | null;
}

export interface SlackFile {
  id: string;
  name: string;
  size: number;
  mimetype: string;
  url: string;
  isExternal: boolean;
}

export interface ActionRequest<T> extends Request, Opening {
  value: T;
  place: Place;
  /** what stands after # in the action_id: which of several alike was clicked */
  suffix: string | null;
  /** the modal or Home in which it was clicked */
  view: View | null;
  /** the message in which it was clicked; an ephemeral one has no ts that could be edited */
  message: {
    channel: string;
    ts: string;
    thread: string | null;
    isEphemeral: boolean;
    /** the dispatcher sent it, and effects edit it; others are answers to a click or a command */
    isPosted: boolean;
  } | null;
  /** Puts this in the place of the message that was clicked in, or says it where that cannot be edited. */
  replace(message: Message): Promise<void>;
  /** Puts this in the place of the modal that was clicked in; what a person typed into a block that stays is kept. */
  update(view: ModalView): Promise<void>;
  /** what was typed so far, when it was clicked in a modal */
  form: FormValues;
}

export interface SubmitRequest<M> extends Request {
  meta: M;
  form: FormValues;
  /** its id lives as long as the window does */
  view: View & { id: string };
}

export interface Saving<M> extends SubmitRequest<M> {
  /** What Slack's own answer need not wait for: whoever saves should see the window close at once. */
  after(work: () => Promise<void>): void;
}

/** Nothing: the modal closes. */
export type SubmitAnswer = undefined | { update: ModalView } | { push: ModalView } | { clear: true };

export type Suggestions = PlainTextOption[] | { label: string; options: PlainTextOption[] }[];

export interface EventRequest<E> {
  ctx: Ctx;
  client: WebClient;
  event: E;
}
