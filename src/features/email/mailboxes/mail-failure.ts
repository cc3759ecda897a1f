import { SecretsProblem } from '../../../lib/secrets.ts';
import { TokenRefused, TokenServerAway } from './token-server.ts';
import { NotAuthorized } from './tokens.ts';

/** Why a mailbox cannot be read, as far as it can be told apart; each has words in three languages. */
export type FailureCode =
  | 'refused'
  | 'account'
  | 'consent'
  | 'key'
  | 'tokenServer'
  | 'noServer'
  | 'noAnswer'
  | 'certificate'
  | 'noFolder'
  | 'lost'
  | 'noRoom'
  | 'other';

export interface MailFailure {
  code: FailureCode;
  /** what the server or the network said */
  text: string;
}

/** Only a person can mend these: they are told, and it is tried on a slow beat. */
export const isForPerson = (code: FailureCode): boolean =>
  ['refused', 'account', 'consent', 'key'].includes(code);

/** A folder that the configuration names and the server does not have. */
export class NoFolder extends Error {
  constructor(folder: string) {
    super(`the server has no folder ${folder}`);
    this.name = 'NoFolder';
  }
}

export function mailFailureOf(error: unknown): MailFailure {
  const { authenticationFailed, withToken, responseText, code, message } = error as {
    authenticationFailed?: boolean;
    withToken?: boolean;
    responseText?: string;
    code?: string;
    message?: string;
  };
  const text = responseText || message || String(error);
  if (error instanceof NotAuthorized || error instanceof TokenRefused) return { code: 'consent', text };
  if (error instanceof SecretsProblem) return { code: 'key', text };
  if (error instanceof TokenServerAway) return { code: 'tokenServer', text };
  if (authenticationFailed) return { code: withToken ? 'account' : 'refused', text };
  if (error instanceof NoFolder) return { code: 'noFolder', text };
  return { code: codes[code ?? ''] ?? (isCertificate(code) ? 'certificate' : 'other'), text };
}

const codes: Record<string, FailureCode> = {
  ENOTFOUND: 'noServer',
  EAI_AGAIN: 'noServer',
  ECONNREFUSED: 'noAnswer',
  ETIMEDOUT: 'noAnswer',
  EHOSTUNREACH: 'noAnswer',
  ENETUNREACH: 'noAnswer',
  CONNECT_TIMEOUT: 'noAnswer',
  GREETING_TIMEOUT: 'noAnswer',
  UPGRADE_TIMEOUT: 'noAnswer',
  NoConnection: 'lost',
  ECONNRESET: 'lost',
  EPIPE: 'lost',
  ETIMEOUT: 'lost',
  EConnectionClosed: 'lost',
  ClosedAfterConnectTLS: 'lost',
  ENOSPC: 'noRoom',
  EDQUOT: 'noRoom',
};

const isCertificate = (code: string | undefined): boolean =>
  /CERT|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|ERR_TLS|EPROTO|ERR_SSL/.test(code ?? '');
