/** Bad weather. */

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
