/** What travels to the app, and what comes back. */
export type PayloadKind = 'events_api' | 'slash_commands' | 'interactive';

export type Ack =
  | { outcome: 'acked'; payload: Record<string, unknown> }
  /** Nothing within the time Slack waits. */
  | { outcome: 'timeout' }
  /** Nobody is connected, or the app answered with an error. */
  | { outcome: 'failed'; reason: string };

export interface Retry {
  attempt: number;
  reason: 'timeout' | 'http_error' | 'connection_failed';
}

export interface Transport {
  send(kind: PayloadKind, payload: Record<string, unknown>, retry?: Retry): Promise<Ack>;
  connected(): boolean;
  stop(): Promise<void>;
}
