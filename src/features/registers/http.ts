import type { AxiosError } from 'axios';
import type { Reason, Unavailable } from './model.ts';

const maxBytes = 2 * 1024 * 1024;

export interface JsonAnswer {
  kind: 'json';
  status: number;
  body: unknown;
}

export interface Question {
  method: 'GET' | 'POST';
  url: string;
  body?: unknown;
  /** for the whole answer, not for its first byte */
  timeoutMs: number;
  /** aborted when the process stops: an answer that nobody will read is not waited for */
  stopped?: AbortSignal;
  headers?: Record<string, string>;
}

/** What came, whatever it is: whoever asked decides by status and type. */
export interface TextAnswer {
  kind: 'text';
  status: number;
  /** `application/json; charset=utf-8` in small letters, empty when nothing is said */
  type: string;
  text: string;
  /** for the log: `HTTP 200 text/html` */
  seen: string;
  retryInMs: number | null;
}

/**
 * Asks a register and hands out only what is JSON; the status stays to be read, because "no such subject" is
 * a 404 with a JSON body.
 */
export async function askJson(question: Question): Promise<JsonAnswer | Unavailable> {
  const answer = await askText({ ...question, headers: { accept: 'application/json' } });
  if (answer.kind === 'unavailable') return answer;
  const refused = refusal(answer);
  if (refused) return refused;
  const { status, type, text, seen } = answer;
  if (!/^application\/([\w.-]+\+)?json\b/.test(type)) return notWhatWasAsked(answer);
  try {
    return { kind: 'json', status, body: JSON.parse(text) };
  } catch {
    return unavailable('badAnswer', `${seen}, broken JSON`);
  }
}

/** Redirects are not followed: a register has no reason to send us elsewhere. */
export async function askText(question: Question): Promise<TextAnswer | Unavailable> {
  // axios takes 30 MB, so it loads with the first question.
  const { default: axios } = await import('axios');
  try {
    const { status, headers, data } = await axios.request<string>({
      method: question.method,
      url: question.url,
      data: question.body,
      headers: { 'user-agent': 'Vizitka', ...question.headers },
      responseType: 'text',
      transformResponse: (text) => text,
      validateStatus: () => true,
      maxRedirects: 0,
      maxContentLength: maxBytes,
      signal: AbortSignal.any([
        AbortSignal.timeout(question.timeoutMs),
        ...(question.stopped ? [question.stopped] : []),
      ]),
    });
    const type = String(headers['content-type'] ?? '').toLowerCase();
    const seen = `HTTP ${status} ${type.split(';')[0]}`.trim();
    return { kind: 'text', status, type, text: data, seen, retryInMs: retryAfterMs(headers['retry-after']) };
  } catch (error) {
    if (axios.isCancel(error)) return unavailable('timeout', 'no answer in time');
    if (!axios.isAxiosError(error)) throw error;
    return unanswered(error);
  }
}

/** A status that says that nobody answers our question; null when the answer is to be read. */
export function refusal({ status, seen, retryInMs }: TextAnswer): Unavailable | null {
  if (status === 401 || status === 403 || status === 429) return unavailable('blocked', seen, retryInMs);
  if (status >= 500) return unavailable('down', seen, retryInMs);
  return status >= 300 && status < 400 ? unavailable('badAnswer', seen) : null;
}

/** A page, where data were asked for. */
export const notWhatWasAsked = ({ text, seen }: TextAnswer): Unavailable =>
  unavailable(looksLikeBlock(text) ? 'blocked' : 'badAnswer', seen);

export const unavailable = (
  reason: Reason,
  detail: string,
  retryInMs: number | null = null,
): Unavailable => ({
  kind: 'unavailable',
  reason,
  detail,
  retryInMs,
});

function unanswered(error: AxiosError): Unavailable {
  if (error.code === 'ECONNABORTED' || error.code === 'ETIMEDOUT') return unavailable('timeout', error.code);
  // axios reports an answer over maxContentLength, and one that breaks off, as a bad response.
  if (error.code === 'ERR_BAD_RESPONSE') return unavailable('badAnswer', error.message);
  return unavailable('down', error.code ?? error.message);
}

// Firewalls in front of the registers answer 200 with a page: "Váš požadavek byl z bezpečnostních důvodů zablokován".
const looksLikeBlock = (page: string): boolean =>
  /zablokov|blocked|request rejected|access denied|captcha/i.test(page.slice(0, 20_000));

/** Seconds only: a date would need the register's clock to agree with ours. */
const retryAfterMs = (header: unknown): number | null =>
  /^\d{1,5}$/.test(String(header ?? '')) ? Number(header) * 1000 : null;
