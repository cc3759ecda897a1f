/** How much of a mail others see. Pure: what is shown of it, and what goes into its drawer. */

import { type EmailText, type Privacy, privacyLevels } from '../model.ts';
import type { Findings } from '../reading/findings.ts';
import type { CustomerMail } from '../reading/understand.ts';
import type { Drawer } from './drawer-store.ts';

export const narrowest = (levels: Privacy[]): Privacy =>
  privacyLevels[Math.max(0, ...levels.map((level) => privacyLevels.indexOf(level)))] ?? 'happened';

const nothing = { text: '', quoted: '', signature: '', full: '', note: null };

/** The mail as everybody may read it: who, with whom and when stay in any case. */
export const shownAt = (level: Privacy, mail: CustomerMail): CustomerMail =>
  level === 'full'
    ? mail
    : {
        ...mail,
        ...nothing,
        subject: level === 'subject' ? mail.subject : '',
        findings: findingsAt(level, mail.findings),
      };

/** That and when people meet happened too. A meeting is called as its mail is; where it is held is for its readers. */
const findingsAt = (level: Privacy, { marks, invitation }: Findings): Findings => ({
  marks,
  invitation: invitation && {
    ...invitation,
    summary: level === 'subject' ? invitation.summary : '',
    location: null,
  },
});

export const drawerOf = (mail: CustomerMail): Drawer => {
  const { text, quoted, signature, full, note, findings } = mail;
  return {
    subject: mail.subject,
    text: { text, quoted, signature, full, note },
    entry: null,
    invitation: findings.invitation,
  };
};

/** The text as everybody may read it; recipients are not part of what was put away. */
export const textAt = (
  level: Privacy,
  recipients: Pick<EmailText, 'to' | 'cc'>,
  whole: Drawer,
): EmailText => ({
  to: recipients.to,
  cc: recipients.cc,
  ...(level === 'full' && whole.text ? whole.text : nothing),
});

export const subjectAt = (level: Privacy, whole: Drawer): string | null =>
  level === 'happened' ? null : whole.subject;

/** What the journal says of it. */
export const entryAt = (level: Privacy, whole: Drawer, written: string): string =>
  level === 'full' ? (whole.entry ?? written) : level === 'subject' ? whole.subject : '';
