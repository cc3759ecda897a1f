/**
 * A mail that is here already in another form: a forward within a text carries its wrapper's Message-ID, so that it and the
 * mail itself, or another forward of it, differ in their identities.
 */
import type { Ctx } from '../../lib/context.ts';
import { fold } from '../../lib/text.ts';
import { addMillis, type Instant, millis } from '../../lib/time.ts';
import { moveIdentity } from './identity-store.ts';
import type { Email, EmailId, MailFile } from './model.ts';
import { readDrawer } from './privacy/drawer-store.ts';
import { bareSubject } from './reading/forwards.ts';
import type { CustomerMail } from './reading/understand.ts';
import { passedOnWith } from './records-store.ts';
import { toEmail } from './store.ts';
import { findText, listFiles } from './text-store.ts';

/**
 * Which mail this one is once more: the one that is logged, else the first. Its identities lead there from now on. One of
 * the two was passed on: else their identities agree.
 */
export async function findSame(tx: Ctx, mail: CustomerMail, id: EmailId): Promise<EmailId | null> {
  if (!mail.counterpart || !mail.isDated) return null;
  if (mail.forwardedBy === null && !(await passedOnWith.one(tx, mail.counterpart.address))) return null;
  const rows = await tx
    .db('inbound_emails')
    .where({ counterpart: mail.counterpart.address, direction: mail.direction })
    .whereBetween('sent_at', [addMillis(mail.sentAt, -sameSpan), addMillis(mail.sentAt, sameSpan)])
    .whereIn('status', ['logged', 'triage'])
    .whereNot({ id })
    .modify((query) => mail.forwardedBy === null && query.whereNotNull('forwarded_by'))
    .orderBy('status')
    .orderBy('id')
    .limit(mostCompared);
  for (const other of rows.map(toEmail)) {
    if (!(await isSame(tx, mail, other))) continue;
    await moveIdentity(tx, mail.identity, other.id);
    return other.id;
  }
  return null;
}

/** Wall clocks differ by 14 hours at most. */
export const sameSpan = 14 * 3_600_000;
const mostCompared = 50;

async function isSame(tx: Ctx, mail: CustomerMail, other: Email): Promise<boolean> {
  const apart = minutesApart(mail.sentAt, other.sentAt ?? mail.sentAt);
  // A client in another zone writes another hour; never another minute, but for the few zones that end in halves.
  if (apart % 30 !== 0) return false;
  const from = other.from?.address ?? '';
  if (mail.from.address && from && mail.from.address !== from) return false;
  const drawer = other.privacy === 'full' ? null : await readDrawer(tx, other.id);
  const text = drawer ? drawer.text : await findText(tx, other.id);
  const subject = drawer?.subject ?? other.subject ?? '';
  if (!text || fold(bareSubject(subject)) !== fold(bareSubject(mail.subject))) return false;
  if (!(apart === 0 ? sayTheSame(mail, text) : areWordForWord(mail, text))) return false;
  return lacksNothing(tx, mail.files, other.id);
}

const minutesApart = (one: Instant, other: Instant): number =>
  Math.abs(Math.floor(millis(one) / 60_000) - Math.floor(millis(other) / 60_000));

interface Words {
  text: string;
  signature: string;
  quoted: string;
}

/** Clients differ in lines, marks and links, not in words. */
const lettersOf = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/<(?:mailto:|https?:)[^<>]*>/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

const wholeOf = ({ text, signature, quoted }: Words): string => `${text}\n${signature}\n${quoted}`;
const numbersOf = (text: string): string[] => text.match(/\d+/g) ?? [];

const areNumbersIn = (text: string, whole: Words): boolean => {
  const there = new Set(numbersOf(wholeOf(whole)));
  return numbersOf(text).every((number) => there.has(number));
};

const enough = 200;

/** The beginning of one stands in the other, and no number is in one alone: orders of one minute differ in little else. */
function sayTheSame(one: Words, other: Words): boolean {
  const [a, b] = [lettersOf(one.text), lettersOf(other.text)];
  if (Math.min(a.length, b.length) < enough)
    return a !== '' && (a === b || lettersOf(wholeOf(one)) === lettersOf(wholeOf(other)));
  if (!a.includes(b.slice(0, enough)) && !b.includes(a.slice(0, enough))) return false;
  return areNumbersIn(one.text, other) && areNumbersIn(other.text, one);
}

const areWordForWord = (one: Words, other: Words): boolean => {
  const letters = lettersOf(one.text);
  return letters.length >= enough && letters === lettersOf(other.text);
};

const worthKeeping: ReadonlySet<MailFile['kind']> = new Set(['file', 'invoice', 'unsafe', 'encrypted']);

/** A file that did not come with the other must not be lost with this one. */
async function lacksNothing(tx: Ctx, files: MailFile[], id: EmailId): Promise<boolean> {
  const wanted = files.filter(({ kind, details }) => worthKeeping.has(kind) && details?.is !== 'broken');
  if (wanted.length === 0) return true;
  const there = new Set((await listFiles(tx, id)).map(({ sha256 }) => sha256));
  return wanted.every(({ sha256 }) => there.has(sha256));
}
