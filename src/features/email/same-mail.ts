/**
 * A mail that is here already in another form: a forward within a text carries its wrapper's Message-ID, so that it and the
 * mail itself, or another forward of it, differ in their identities; and servers add lines to one of two copies.
 */
import type { Ctx } from '../../lib/context.ts';
import { fold } from '../../lib/text.ts';
import { addMillis, type Instant, millis } from '../../lib/time.ts';
import { moveIdentity } from './identity-store.ts';
import type { Email, EmailId, MailFile } from './model.ts';
import { readDrawer } from './privacy/drawer-store.ts';
import { bareSubject } from './reading/forwards.ts';
import type { CustomerMail } from './reading/understand.ts';
import { keptUnder, passedOnWith } from './records-store.ts';
import { toEmail } from './store.ts';
import { findText, listFiles } from './text-store.ts';

interface Copy {
  id: EmailId;
  /** only its beginning is here */
  truncated: boolean;
  /** a stranger adds nothing to what another is known to have written */
  isVerified: boolean;
}

/**
 * Which mail this one is once more: the one that is logged, else the first. Its identities lead there from now on. One of
 * the two was passed on, has lines that a server added, or is only the beginning: else their identities agree.
 */
export async function findSame(tx: Ctx, mail: CustomerMail, copy: Copy): Promise<EmailId | null> {
  const same = (await findDressed(tx, mail, copy)) ?? (await findPassedOn(tx, mail, copy.id));
  if (same) await moveIdentity(tx, mail.identity, same);
  return same;
}

/** The same but for a signature, a warning or a line of an antivirus, which one of the two does not have. */
async function findDressed(
  tx: Ctx,
  mail: CustomerMail,
  { id, truncated: isCut, isVerified }: Copy,
): Promise<EmailId | null> {
  const { messageId, from, sentAt, isDated, forwardedBy } = mail;
  if (!messageId || !isDated || forwardedBy || !(await keptUnder.one(tx, messageId))) return null;
  const rows = await tx
    .db('inbound_emails')
    .where({ message_id: messageId, from_address: from.address, sent_at: sentAt })
    .whereIn('status', ['logged', 'triage'])
    .whereNull('forwarded_by')
    .whereNot({ id })
    .orderBy('status')
    .orderBy('id')
    .limit(mostCompared);
  for (const other of rows.map(toEmail)) {
    const text = await textOf(tx, other);
    if (!text || !(standsIn(mail, text) || standsIn(text, mail))) continue;
    // Either may be the one that stays; of a beginning some files are missing.
    const isAddedTo = other.truncated && !isCut;
    if (isAddedTo && !isVerified) continue;
    if (!isAddedTo && !(await lacksNothing(tx, mail.files, other.id))) continue;
    if (isCut || (await hasAllOf(tx, mail.files, other.id))) return other.id;
  }
  return null;
}

async function findPassedOn(tx: Ctx, mail: CustomerMail, id: EmailId): Promise<EmailId | null> {
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
    if (await isSame(tx, mail, other)) return other.id;
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
  const drawer = await drawerOf(tx, other);
  const text = drawer ? drawer.text : await findText(tx, other.id);
  const subject = drawer?.subject ?? other.subject ?? '';
  if (!text || fold(bareSubject(subject)) !== fold(bareSubject(mail.subject))) return false;
  if (!(apart === 0 ? sayTheSame(mail, text) : areWordForWord(mail, text))) return false;
  return lacksNothing(tx, mail.files, other.id);
}

const drawerOf = async (tx: Ctx, { id, privacy }: Email) =>
  privacy === 'full' ? null : await readDrawer(tx, id);

async function textOf(tx: Ctx, other: Email): Promise<Whole | null> {
  const drawer = await drawerOf(tx, other);
  return drawer ? drawer.text : findText(tx, other.id);
}

const minutesApart = (one: Instant, other: Instant): number =>
  Math.abs(Math.floor(millis(one) / 60_000) - Math.floor(millis(other) / 60_000));

interface Words {
  text: string;
  signature: string;
  quoted: string;
}

interface Whole extends Words {
  full: string;
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

/** A signature may stand between what was written now and what it answers. */
function standsIn(one: Whole, other: Whole): boolean {
  const there = lettersOf(other.full);
  const isThere = [one.text, one.quoted].every((part) => there.includes(lettersOf(part)));
  return isThere && lettersOf(one.full) !== '' && areNumbersIn(one.full, other);
}

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

const isWorthKeeping = ({ kind, details }: Pick<MailFile, 'kind' | 'details'>): boolean =>
  worthKeeping.has(kind) && details?.is !== 'broken';

async function hasAllOf(tx: Ctx, files: MailFile[], id: EmailId): Promise<boolean> {
  const here = new Set(files.map(({ sha256 }) => sha256));
  return (await listFiles(tx, id)).filter(isWorthKeeping).every(({ sha256 }) => here.has(sha256));
}

/** A file that did not come with the other must not be lost with this one. */
async function lacksNothing(tx: Ctx, files: MailFile[], id: EmailId): Promise<boolean> {
  const wanted = files.filter(isWorthKeeping);
  if (wanted.length === 0) return true;
  const there = new Set((await listFiles(tx, id)).map(({ sha256 }) => sha256));
  return wanted.every(({ sha256 }) => there.has(sha256));
}
