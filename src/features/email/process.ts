import { isActiveMember } from '../../access/people.ts';
import { putNow } from '../../db/later.ts';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { lackBehind } from '../../lib/surroundings.ts';
import type { Zone } from '../../lib/time.ts';
import type { OwnSide } from './addresses.ts';
import { claimEmails, listHeld, releaseClaim } from './claim-store.ts';
import { withClaim } from './claims.ts';
import { lookAhead } from './look-ahead.ts';
import { type Colleagues, listColleagues } from './lookup.ts';
import { type MailboxConfig, ownSideOf } from './mailboxes/config.ts';
import { queueAskedCard } from './mailboxes/mailbox-effects.ts';
import { mailboxesOf } from './mailboxes/mailbox-people.ts';
import { type Email, type EmailId, type Reason, reason } from './model.ts';
import { noticeSender } from './notices/sent-in.ts';
import { quarantine } from './quarantine.ts';
import { likenessOf } from './reading/likeness.ts';
import { keptMail, readMail } from './reading/reader.ts';
import { rulesOf } from './reading/trust.ts';
import type { CustomerMail } from './reading/understand.ts';
import { haveFailed, maxAttempts, noteFailure } from './setbacks.ts';
import { type Prepared, settle } from './settle.ts';
import { usedBlobs } from './store.ts';

/**
 * Decides the messages that wait, the oldest first. Several share a transaction, because each commit waits for the disk;
 * when one of them fails each gets its own, so that one bad mail never stops the rest. Safe to run at any time, in any
 * number of processes.
 * @returns how many were taken
 */
export const processWaiting = (
  ctx: Ctx,
  mailboxes: MailboxConfig[],
  options: Options = {},
): Promise<number> => withClaim(ctx, (claim) => processClaimed(ctx, claim, mailboxes, options));

interface Options {
  /** so many are claimed at once */
  limit?: number;
  signal?: AbortSignal;
}

async function processClaimed(
  ctx: Ctx,
  claim: string,
  mailboxes: MailboxConfig[],
  { limit = 100, signal }: Options,
): Promise<number> {
  let taken = 0;
  for await (const mails of readAhead(ctx, claimGroups(ctx, claim, mailboxes, limit), signal)) {
    taken += mails.length;
    await decideAll(ctx, claim, mails);
  }
  if (signal?.aborted) await transaction(ctx, (tx) => releaseClaim(tx, claim));
  return taken;
}

/**
 * Each time that the groups run out the next mails are claimed: measured, a sixth of the time went where those were
 * awaited only when all before them were decided.
 */
async function* claimGroups(
  ctx: Ctx,
  claim: string,
  mailboxes: MailboxConfig[],
  limit: number,
): AsyncGenerator<Placed[]> {
  const names = mailboxes.map(({ name }) => name);
  const claimNext = (isAhead: boolean) =>
    transaction(ctx, async (tx) =>
      findPlaces(tx, await claimEmails(tx, claim, limit, names, { isAhead }), mailboxes),
    );
  let placed = await claimNext(false);
  while (placed.length > 0) {
    yield* inGroups(placed);
    // What may take the process along takes no other mail with it.
    if (placed.some(({ email }) => wasTried(email))) return;
    // Those before are read by now and wait to be decided: whoever comes next meets the error.
    placed = await claimNext(true).catch(() => []);
  }
}

/** This time counts already. */
const wasTried = ({ attempts }: Email): boolean => attempts > 1;

async function findPlaces(ctx: Ctx, emails: Email[], mailboxes: MailboxConfig[]): Promise<Placed[]> {
  if (emails.length === 0) return [];
  const colleagues = await listColleagues(ctx);
  const people = [...colleagues.values()].filter(isActiveMember).flatMap(({ email }) => email ?? []);
  const ours = [...mailboxes, ...mailboxesOf(ctx)];
  const zones = zonesOf(colleagues, ctx.settings.zone);
  const own = new Map(
    mailboxes.map((mailbox) => [
      mailbox.name,
      { mailbox, own: ownSideOf(mailbox, people, ours), colleagues, zones },
    ]),
  );
  return emails.flatMap((email) => {
    const place = own.get(email.locator.mailbox);
    return place ? [{ email, place }] : [];
  });
}

export interface Place {
  mailbox: MailboxConfig;
  own: OwnSide;
  /** of the batch, where several mails are decided */
  colleagues?: Colleagues;
  /** of those who do not live by the firm's */
  zones?: Readonly<Record<string, Zone>>;
}

const zonesOf = (colleagues: Colleagues, ofFirm: Zone): Record<string, Zone> =>
  Object.fromEntries(
    [...colleagues].filter(([, { zone }]) => zone !== ofFirm).map(([address, { zone }]) => [address, zone]),
  );

interface Placed {
  email: Email;
  place: Place;
}
/** @property setAsideAs by what its other copies are known */
interface Unread {
  unread: Reason;
  setAsideAs: string | null;
}

type Read = Placed & { read: Prepared | Unread };
type Reading = Placed & { reading: Promise<Prepared | Unread> };

/** So many mails, and bytes of them, are decided in one transaction while the next ones are read. */
const together = 25;
const bytesTogether = 4_000_000;

/** Reads the next mails while some are decided; they come in the order in which they arrived. */
async function* readAhead(
  ctx: Ctx,
  groups: AsyncGenerator<Placed[]>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Reading[]> {
  const startNext = async () => startReading(ctx, (await groups.next()).value ?? []);
  let next = await startNext();
  while (next.length > 0) {
    const mails = next;
    if (signal?.aborted) return;
    // Begun only now that the group before is decided: no more than two are in memory.
    next = await startNext();
    yield mails;
  }
}

function inGroups(emails: Placed[]): Placed[][] {
  const groups: Placed[][] = [];
  let bytes = 0;
  for (const one of emails) {
    const last = groups.at(-1);
    bytes += one.email.size;
    if (last && last.length < together && bytes <= bytesTogether) last.push(one);
    else {
      groups.push([one]);
      bytes = one.email.size;
    }
  }
  return groups;
}

/** A failure waits until it is asked for. */
function startReading(ctx: Ctx, mails: Placed[]): Reading[] {
  return mails.map((one) => {
    const reading = readOne(ctx, one.email, one.place);
    reading.catch(() => {});
    return { ...one, reading };
  });
}

async function decideAll(ctx: Ctx, claim: string, mails: Reading[]): Promise<void> {
  const read: Read[] = [];
  for (const { reading, ...one } of mails) {
    try {
      read.push({ ...one, read: await reading });
    } catch (error) {
      await noteFailure(ctx, [one.email], claim, error);
    }
  }
  if (read.length === 0) return;
  try {
    await decide(ctx, claim, read);
  } catch (error) {
    const emails = read.map(({ email }) => email);
    const ids = emails.map(({ id }) => id);
    // What fails a group again may be one of them, whatever it looks like.
    if (read.length === 1 || (lackBehind(error) && !(await haveFailed(ctx, ids))))
      return noteFailure(ctx, emails, claim, error);
    ctx.log.warn({ err: error, emails: read.length }, 'mails are decided one by one');
    for (const one of read) await decideAlone(ctx, claim, one);
  }
}

async function decideAlone(ctx: Ctx, claim: string, one: Read): Promise<void> {
  try {
    await decide(ctx, claim, [one]);
  } catch (error) {
    await noteFailure(ctx, [one.email], claim, error);
  }
}

async function decide(ctx: Ctx, claim: string, mails: Read[]): Promise<void> {
  await decideIn(ctx, claim, mails);
  await forgetSources(
    ctx,
    mails.map(({ email }) => email),
  );
}

/** What turned out not to be kept leaves the disk too, where no other mail has the same bytes. */
async function forgetSources(ctx: Ctx, emails: Email[]): Promise<void> {
  const blobs = emails.flatMap(({ blob }) => blob ?? []);
  const used = await usedBlobs(ctx, blobs);
  for (const blob of blobs) if (!used.has(blob)) await ctx.ports.mailBlobs.setAside(blob);
}

const decideIn = (ctx: Ctx, claim: string, mails: Read[]): Promise<void> =>
  transaction(ctx, async (tx) => {
    const held = await listHeld(
      tx,
      mails.map(({ email }) => email.id),
      claim,
    );
    const ours = mails.filter(({ email }) => held.has(email.id));
    await lookAhead(tx, ours.flatMap(understoodOf), ours[0]?.place.colleagues);
    for (const { email, place, read } of ours) {
      if ('unread' in read) await quarantine(tx, email, read.unread, { set_aside_as: read.setAsideAs });
      else await settle(tx, email, read, place);
      if (!('unread' in read) && !email.wantedBy)
        await noticeSender(tx, email.id, whoSentIn(email, read), place);
      if (email.wantedBy) await queueAskedCard(tx, email.id, email.wantedBy);
    }
    await putNow(tx);
  });

const understoodOf = ({ email, read }: Read): { id: EmailId; mail: CustomerMail }[] =>
  'unread' in read || read.understood.kind === 'quarantined' || !read.understood.mail
    ? []
    : [{ id: email.id, mail: read.understood.mail }];

/** What touches no database: what the message is, and blobs of the messages attached to it; or why it cannot be read. */
async function readOne(ctx: Ctx, email: Email, place: Place): Promise<Prepared | Unread> {
  // It took the whole process along, more than once: nobody reads it again unasked.
  if (email.attempts > maxAttempts)
    return asUnread(ctx, email, reason('unreadable', { problem: 'it ended the process' }));
  const { blob, size } = email;
  const raw = await keptMail(ctx.ports.mailBlobs, { blob: blob ?? '', size });
  const { own, zones = {} } = place;
  const around = { own, zone: ctx.settings.zone, zones, receivedAt: email.serverAt };
  const answer = await readMail(
    {
      want: 'understanding',
      raw,
      around,
      passedOn: email.passedOnBy,
      isCut: email.truncated,
      ...trustOf(email, place),
    },
    { handOver: true },
  );
  if (answer.kind === 'timedOut')
    return asUnread(ctx, email, reason('timedOut', { seconds: answer.seconds }));
  if (answer.kind !== 'understood') {
    const problem = answer.kind === 'unreadable' ? answer.problem : answer.kind;
    if (!Buffer.isBuffer(raw)) assertFileRead(problem);
    return asUnread(ctx, email, reason('unreadable', { problem }));
  }
  const { head, understood } = answer;
  const more = understood.kind === 'mail' ? understood.more : [];
  const attached = await Promise.all(
    more.map(async (part) => ({ blob: await ctx.ports.mailBlobs.put(Buffer.from(part)), size: part.length })),
  );
  const isUnread = understood.kind === 'quarantined';
  return { head, understood, attached, ...(isUnread ? { setAsideAs: await likeness(ctx, email) } : {}) };
}

async function asUnread(ctx: Ctx, email: Email, unread: Reason): Promise<Unread> {
  return { unread, setAsideAs: await likeness(ctx, email) };
}

/** Of a beginning each copy has another one; and what is very large is not taken into memory for it. */
async function likeness(ctx: Ctx, { blob, size, truncated }: Email): Promise<string | null> {
  if (blob === null || truncated || size > mostLikened) return null;
  // Why it cannot be read is known already.
  const raw = await ctx.ports.mailBlobs.get(blob).catch(() => null);
  return raw && likenessOf(raw);
}

const mostLikened = 20_000_000;

/** @throws Error with the code where the file could not be read: that says nothing of the mail in it */
function assertFileRead(problem: string): void {
  if (problem !== 'ENOENT' && !lackBehind({ code: problem })) return;
  throw Object.assign(new Error(`the file of a mail could not be read: ${problem}`), { code: problem });
}

/** Of what was attached to a forward: the one who forwarded it. */
const whoSentIn = ({ passedOnBy }: Email, { head }: Prepared): string | null =>
  (passedOnBy?.from ?? head.from[0])?.address ?? null;

/** What is attached to a forward is as good as the forward: its own header proves nothing here. */
const trustOf = (email: Email, { mailbox, own }: Place) =>
  email.passedOnBy ? {} : { trust: rulesOf(mailbox, own, email.locator.folder) };
