import { ApiError } from '../failures.ts';

export const botToken = 'xoxb-sandbox';
export const appToken = 'xapp-sandbox';
export const signingSecret = 'sandbox-signing-secret';

/** The app's tokens and what they may do. */
export interface Tokens {
  state: 'valid' | 'revoked' | 'inactive';
  /** undefined: every scope. */
  scopes: Set<string> | undefined;
  /** @throws ApiError not_authed, invalid_auth, token_revoked, account_inactive, not_allowed_token_type */
  check(token: string | undefined, kind: 'bot' | 'app'): void;
  /** One of the scopes is enough. @throws ApiError missing_scope with needed and provided */
  need(scopes: string[]): void;
}

export function makeTokens(scopes?: string[]): Tokens {
  const tokens: Tokens = {
    state: 'valid',
    scopes: scopes && new Set(scopes),
    check(token, kind) {
      if (!token) throw new ApiError('not_authed');
      if (token !== botToken && token !== appToken) throw new ApiError('invalid_auth');
      if (token !== (kind === 'bot' ? botToken : appToken)) throw new ApiError('not_allowed_token_type');
      if (tokens.state === 'revoked') throw new ApiError(kind === 'bot' ? 'token_revoked' : 'invalid_auth');
      if (tokens.state === 'inactive') throw new ApiError('account_inactive');
    },
    need(any) {
      if (!tokens.scopes || any.length === 0) return;
      if (any.some((scope) => tokens.scopes?.has(scope))) return;
      throw new ApiError('missing_scope', { needed: any.join(','), provided: [...tokens.scopes].join(',') });
    },
  };
  return tokens;
}
