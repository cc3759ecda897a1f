/**
 * A team's mailbox holds more than customers' mail. What a mail is decides its header, before its text is fetched; where
 * a header cannot say, the whole is looked at in memory. What is not logged leaves a locator and a reason, nothing else.
 */
import type { Ctx } from '../../../lib/context.ts';
import { lackBehind } from '../../../lib/surroundings.ts';
import type { OwnSide } from '../addresses.ts';
import { judge } from '../judge.ts';
import { listPeopleAddresses } from '../lookup.ts';
import { type Reason, reason } from '../model.ts';
import { isForwardSubject } from '../reading/forwards.ts';
import { type MailHead, readMail } from '../reading/reader.ts';
import type { CustomerMail, Understanding } from '../reading/understand.ts';
import { type MailboxConfig, ownSideOf } from './config.ts';
import { fetchHeaders, fetchSources, type Head, type OpenFolder } from './folder.ts';
import type { Fetched } from './ingest.ts';
import { isKnownThread, someKnown } from './known-store.ts';
import { mailboxesOf } from './mailbox-people.ts';
import { findMet, type Unwanted } from './unwanted-store.ts';

export interface Sorted {
  /** to be fetched and stored */
  wanted: Head[];
  /** looked at already, and to be stored */
  seen: Fetched[];
  unwanted: Unwanted[];
}

/** What a whole message is worth looking at in memory for; a larger one is judged by its beginning. */
const lookBytes = 8_000_000;

/** Of a team's mail only what concerns customers is to be logged. */
export async function sortByHeaders(open: OpenFolder, heads: Head[]): Promise<Sorted> {
  const { ctx, client, mailbox } = open;
  const own = ownSideOf(mailbox, await listPeopleAddresses(ctx), mailboxesOf(ctx));
  const headers = await fetchHeaders(
    client,
    heads.map(({ uid }) => uid),
  );
  const judging = { ctx, mailbox, own };
  // One is read while others are looked up.
  const opinions = await Promise.all(
    heads.map(async (head) => {
      const header = headers.get(head.uid);
      return header
        ? opinionOn(judging, head, header).catch((error) => unsorted(judging, head, error))
        : null;
    }),
  );
  const sorted: Sorted = { wanted: [], seen: [], unwanted: [] };
  for (const [index, head] of heads.entries()) {
    const opinion = opinions[index];
    if (opinion === 'wanted') sorted.wanted.push(head);
    else if (opinion === 'look') await look(open, judging, head, sorted);
    else if (opinion) sorted.unwanted.push(opinion);
  }
  return sorted;
}

/** One mail must not keep those behind it on the server: it is fetched, and decided on its own. */
function unsorted({ ctx, mailbox }: Judging, { uid }: Head, error: unknown): 'wanted' {
  if (lackBehind(error)) throw error;
  ctx.log.error({ err: error, mailbox: mailbox.name, uid }, 'a mail could not be sorted by its header');
  return 'wanted';
}

export interface Judging {
  ctx: Ctx;
  mailbox: MailboxConfig;
  own: OwnSide;
}

/** By its header alone. */
export async function opinionOn(
  judging: Judging,
  head: Head,
  header: Buffer,
): Promise<'wanted' | 'look' | Unwanted> {
  const { ctx, mailbox, own } = judging;
  const read = await understood(judging, head, header);
  // Nobody can tell whose it is: that is for a person to see.
  if (!read) return 'wanted';
  if (read.understood.kind === 'quarantined') {
    const concerns = await someKnown(ctx, addressesIn(fromLines(header)), own);
    return concerns ? 'wanted' : unwanted(head, read, read.understood.reason);
  }
  const { mail } = read.understood;
  const why = await reasonAgainst(judging, read.understood);
  const mine = unwanted(head, read, why ?? reason('notKnownHere', { address: mail?.from.address ?? '' }));
  const met = await findMet(ctx, mailbox.name, mine);
  // Nothing is fetched behind anybody's back because its sender became known since.
  if (met && !met.stored) return { ...mine, sameAs: met.id };
  if (!why || met) return 'wanted';
  return mail && (await mayBeMore(judging, mail, why, header)) ? 'look' : mine;
}

/** Why the pipeline would not log it; null when it would, or when what a machine reports concerns a customer. */
async function reasonAgainst(
  { ctx, mailbox, own }: Judging,
  understanding: Exclude<Understanding, { kind: 'quarantined' }>,
): Promise<Reason | null> {
  const verdict = await judge(ctx, understanding, { mailbox, own });
  if (verdict.outcome !== 'ignored') return null;
  const { mail } = understanding;
  if (!mail || !concernsCustomers.has(verdict.reason.code)) return verdict.reason;
  const known =
    (await someKnown(ctx, [mail.from.address], own)) || (await isKnownThread(ctx, mail.threadIds));
  return known ? null : verdict.reason;
}

/** Written by machines, and of use where a customer's stands behind it. */
const concernsCustomers = new Set<Reason['code']>(['autoReply', 'bounce', 'readReceipt']);

/** A colleague may have passed a customer's mail on, and a report may name a customer: neither shows in the header. */
async function mayBeMore(
  { ctx }: Judging,
  mail: CustomerMail,
  why: Reason,
  header: Buffer,
): Promise<boolean> {
  if (why.code === 'bounce') return true;
  if (why.code !== 'internal') return false;
  if (isForwardSubject(mail.subject) || (await isKnownThread(ctx, mail.threadIds))) return true;
  return /^content-type:\s*multipart\/(mixed|digest)/im.test(header.toString('latin1'));
}

async function look({ client }: OpenFolder, judging: Judging, head: Head, sorted: Sorted): Promise<void> {
  const isWhole = head.size <= lookBytes;
  const raw = (await fetchSources(client, [head.uid], isWhole ? undefined : lookBytes)).get(head.uid);
  if (!raw) return;
  const opinion = await opinionOnWhole(judging, head, raw).catch((error) => unsorted(judging, head, error));
  if (opinion !== 'wanted') sorted.unwanted.push(opinion);
  else if (isWhole) sorted.seen.push({ uid: head.uid, raw, serverAt: head.serverAt });
  else sorted.wanted.push(head);
}

async function opinionOnWhole(judging: Judging, head: Head, raw: Buffer): Promise<'wanted' | Unwanted> {
  const read = await understood(judging, head, raw);
  const why =
    read && read.understood.kind !== 'quarantined' ? await reasonAgainst(judging, read.understood) : null;
  const concerns =
    why?.code === 'bounce' && read
      ? await someKnown(judging.ctx, addressesIn(raw.toString('latin1', 0, 100_000)), judging.own)
      : why === null;
  return !concerns && read && why ? unwanted(head, read, why) : 'wanted';
}

async function understood({ ctx, own }: Judging, { serverAt }: Head, raw: Buffer) {
  const around = { own, zone: ctx.settings.zone, receivedAt: serverAt };
  const answer = await readMail({ want: 'understanding', raw, around, passedOn: null });
  return answer.kind === 'understood' ? answer : null;
}

function unwanted(
  { uid, size, serverAt }: Head,
  { head, understood: what }: { head: MailHead; understood: Understanding },
  why: Reason,
): Unwanted {
  const mail = what.kind === 'quarantined' ? null : what.mail;
  return {
    uid,
    size,
    serverAt,
    sentAt: mail?.sentAt ?? serverAt,
    messageId: head.messageId,
    from: head.from[0] ?? null,
    reason: why,
  };
}

const fromLines = (header: Buffer): string =>
  (header.toString('latin1').match(/^from:(?:[^\n]|\n[ \t])*/gim) ?? []).join('\n');

const addressesIn = (text: string): string[] =>
  (text.toLowerCase().match(/[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/g) ?? []).slice(0, 50);
