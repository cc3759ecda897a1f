/** One boundary: every error becomes words for the person, or a reference that the log also has. */
import type { Words } from '../i18n/catalog.ts';
import { CrmError, FieldErrors } from '../lib/errors.ts';
import { randomId } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';

export function wordsOfError(error: CrmError, t: Words): string {
  const text = t.errors[error.code] as (details: unknown) => string;
  return text(error.details);
}

export interface Failure {
  text: string;
  /** by field name; null when the error belongs to the whole request */
  fields: Record<string, string> | null;
}

export function describeFailure(error: unknown, t: Words, log: Log, what: string): Failure {
  if (error instanceof FieldErrors) {
    const fields = Object.fromEntries(error.errors.map((one) => [one.field ?? '', wordsOfError(one, t)]));
    return { text: Object.values(fields).join('\n'), fields };
  }
  if (error instanceof CrmError) {
    const text = wordsOfError(error, t);
    return { text, fields: error.field ? { [error.field]: text } : null };
  }
  const reference = randomId().slice(0, 8);
  log.error({ err: error, reference, what }, 'a request failed');
  return { text: isBusy(error) ? t.common.busy : t.common.ours(reference), fields: null };
}

const busyCodes = new Set([
  'SQLITE_BUSY',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  '57P01',
  '57P03',
  '53300',
]);

const isBusy = (error: unknown): boolean =>
  busyCodes.has((error as { code?: string } | null)?.code ?? '') ||
  (error as Error | null)?.name === 'KnexTimeoutError';
