/** How the sandbox is started. */

import type { MemoryOptions } from '../workspace/memory.ts';
import type { MailExtra, TimeExtra } from './extras.ts';
import type { AppSeed, FileSeed, WorkspaceSeed } from './seeds.ts';

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
  /** An app of the same process can tell whether it is still at work on a request: then the actions wait for that. */
  busy?: () => boolean;
  /** `slack`: Slack's own rate limits answer 429 (one post a second per channel, tiers per method). Default `off`. */
  rates?: 'off' | 'slack';
  /** Where the workspace is kept from one run to the next; without it, each begins with the story. */
  memory?: MemoryOptions;
  /** Tabs of the page. */
  extras?: { mail?: MailExtra; time?: TimeExtra };
}

export interface SandboxClock {
  /** ISO instant, for example 2027-03-10T08:00:00Z. */
  now(): string;
  advance(ms: number): void;
  set(iso: string): void;
}
