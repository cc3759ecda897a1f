/** What tests hold in their hands, and what they can look at. */
import type { Admin } from './admin.ts';
import type { Driver, FailureCode } from './driver.ts';
import type { Channel, Message, SlackFile, User, View } from './objects.ts';
import type { SandboxClock } from './options.ts';
import type { Weather } from './weather.ts';

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
  /** Every command, interaction and event that the app was sent, in order. */
  readonly requests: AppRequest[];
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
  /** Resolves with the first truthy value of `look`, tried at every change. @throws after timeoutMs (default 8000). */
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
  /** The bot's or the app's; of a response_url, its own path. */
  token?: string;
  status?: number;
  ok?: boolean;
  error?: string;
  answer?: Record<string, unknown>;
  /** Was the answer thrown away by the weather? */
  lost?: boolean;
}

/** One request to the app. Times as in ApiCall. */
export interface AppRequest {
  kind: 'events_api' | 'slash_commands' | 'interactive';
  payload: Record<string, unknown>;
  startedMs: number;
  /** Missing while it is not acknowledged. */
  ackedMs?: number;
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
