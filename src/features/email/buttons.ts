/** Buttons of a mail, apart from its views, so that each of them can carry them. */
import { button, menu } from '../../slack/ids.ts';
import type { DecisionId, EmailId, IgnoreWhat } from './model.ts';

/** What a guess takes: so many its label says, the newest of them; absent on cards from before an upgrade. */
interface Shown {
  mails?: number;
  upTo?: number;
}

export const logToDeal = button<{ email: EmailId; deal: number } & Shown>('email.logToDeal');
/** where mail of its sender went before: a company, null for their contact alone */
export const logToPlace = button<{ email: EmailId; company: number | null } & Shown>('email.logToPlace');
export const pickDeal = button<EmailId>('email.pick');
export const keepContact = button<EmailId>('email.contact');
/** what else can be done with a waiting mail */
export const ignoreMenu = menu<{ email: EmailId; what: IgnoreWhat | 'whoSees' }>('email.ignore');
export const showWhole = button<EmailId>('email.whole');
/** in the window of a mail that is longer than one */
export const turnWhole = button<{ email: EmailId; page: number }>('email.wholePage');
/** one of its files, by its digest, from the window on this page of its text */
export const openFileOf = button<{ email: EmailId; file: string; page: number }>('email.openFile');
export const showWhy = button<EmailId>('email.why');
export const openCard = button<EmailId>('email.open');
export const undoDecided = button<{ decision: DecisionId; email: EmailId }>('email.undo');
/** mail of its sender that has no deal does not go by itself where it went before */
export const askNextTime = button<EmailId>('email.askNextTime');
export const splitMails = button<EmailId>('email.split');
export const moveMail = button<EmailId>('email.move');
export const moveTo = button<{ email: EmailId; deal: number }>('email.moveTo');
export const sortSeveral = button<null>('email.several');
/** the value is how many are skipped */
export const mailsPage = button<number>('email.page');
