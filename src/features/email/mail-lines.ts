/** Words about a mail that several views use. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import type { Address, Email, Reason } from './model.ts';

type OfSubject = { email: Pick<Email, 'subject' | 'privacy'> };

export const subjectOf = (mail: OfSubject, { t }: Reader): string =>
  cut(mail.email.subject || (isHidden(mail) ? t.mailRules.privacy.hiddenSubject : t.email.noSubject), 120);

/** One's own without a subject has an empty one. */
const isHidden = ({ email }: OfSubject): boolean => email.privacy === 'happened' && email.subject === null;

/** Whoever wrote it was erased, with all that it said. */
export const isWiped = ({ from, status, reason }: Pick<Email, 'from' | 'status' | 'reason'>): boolean =>
  from === null && (status === 'logged' || reason?.code === 'erased');

/** In quotes, unless it only says that the reader does not see it. */
export const quotedSubject = (mail: OfSubject, reader: Reader): string => {
  const subject = subjectOf(mail, reader);
  return isHidden(mail) ? subject : reader.t.activities.quoted(subject);
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

/** The reader sees all that it says. */
export const isOpen = ({ email, isMine }: { email: Pick<Email, 'privacy'>; isMine: boolean }): boolean =>
  email.privacy === 'full' || isMine;

/** Of a circular only its first recipient is named. @returns how many more there are */
export const othersOf = ({ direction, reason }: Pick<Email, 'direction' | 'reason'>): number =>
  direction === 'out' && reason?.code === 'bulkMail' ? reason.details.count - 1 : 0;

/** Longer names are no names; Slack refuses a message whose parts are too long together. */
export const nameLimit = 80;

export const nameOf = (address: Address | null): string =>
  cut(address === null ? '?' : address.name ? address.name : address.address || '?', nameLimit);
