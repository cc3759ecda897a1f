import type { FailureCode } from './protocol.ts';

/** What a person would see as a broken app, or as a thing Slack does not let them do. */
export class SlackFailure extends Error {
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string) {
    super(message);
    this.name = 'SlackFailure';
    this.code = code;
  }
}

/** `ok: false` of the Web API. */
export class ApiError extends Error {
  readonly error: string;
  readonly more: Record<string, unknown>;
  constructor(error: string, more: Record<string, unknown> = {}) {
    super(error);
    this.name = 'ApiError';
    this.error = error;
    this.more = more;
  }
}
