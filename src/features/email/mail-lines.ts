/** Words about a mail that several views use. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import type { Address, Email, Reason } from './model.ts';

export const subjectOf = ({ email }: { email: Pick<Email, 'subject' | 'privacy'> }, { t }: Reader): string =>
  cut(
    email.subject || (email.privacy === 'happened' ? t.mailRules.privacy.hiddenSubject : t.email.noSubject),
    120,
  );

/** Whoever wrote it was erased, with all that it said. */
export const isWiped = ({ from, status, reason }: Pick<Email, 'from' | 'status' | 'reason'>): boolean =>
  from === null && (status === 'logged' || reason?.code === 'erased');

/** In quotes, unless it only says that the reader does not see it. */
export const quotedSubject = (mail: Parameters<typeof subjectOf>[0], reader: Reader): string => {
  const subject = subjectOf(mail, reader);
  const isHidden = mail.email.privacy === 'happened' && !mail.email.subject;
  return isHidden ? subject : reader.t.activities.quoted(subject);
};

/** A sentence that ends with the name of a company (`a.s.`) has one full stop. */
export const reasonText = (why: Reason, { t }: Reader): string =>
  cut(
    (t.email.reasons[why.code] as (details: Reason['details']) => string)(why.details).replace(
      /(?<!\.)\.\.(?!\.)/g,
      '.',
    ),
    400,
  );

/** Of a circular only its first recipient is named. @returns how many more there are */
export const othersOf = ({ direction, reason }: Pick<Email, 'direction' | 'reason'>): number =>
  direction === 'out' && reason?.code === 'bulkMail' ? reason.details.count - 1 : 0;

/** Longer names are no names; Slack refuses a message whose parts are too long together. */
export const nameLimit = 80;

export const nameOf = (address: Address | null): string =>
  cut(address === null ? '?' : address.name ? address.name : address.address || '?', nameLimit);
