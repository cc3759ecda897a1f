/** Words about a mail that several views use. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import type { Address, Email, Reason } from './model.ts';

export const subjectOf = ({ email }: { email: Pick<Email, 'subject' | 'privacy'> }, { t }: Reader): string =>
  cut(
    email.subject || (email.privacy === 'happened' ? t.mailRules.privacy.hiddenSubject : t.email.noSubject),
    120,
  );

export const reasonText = (why: Reason, { t }: Reader): string =>
  cut((t.email.reasons[why.code] as (details: Reason['details']) => string)(why.details), 400);

/** Longer names are no names; Slack refuses a message whose parts are too long together. */
export const nameLimit = 80;

export const nameOf = (address: Address | null): string =>
  cut(address === null ? '?' : address.name ? address.name : address.address || '?', nameLimit);
