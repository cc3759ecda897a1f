import type { Knex } from 'knex';
import {
  asPerson,
  findPersonByEmail,
  isActiveMember,
  listSalesLeads,
  type Person,
} from '../../../access/people.ts';
import { isAdmin } from '../../../access/policy.ts';
import { findSuccessor } from '../../../access/standing-in.ts';
import { recall } from '../../../db/recall.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type { CompanyId, DealId, PersonId } from '../../../lib/ids.ts';
import { listDealNames } from '../../deals/service.ts';
import type { ListedMail } from '../mail-line.ts';
import type { MailboxConfig } from '../mailboxes/config.ts';
import type { Email, EmailId } from '../model.ts';
import { emailsAsSeen } from '../privacy/sight.ts';
import { companyOwners } from '../records-store.ts';
import { toEmail } from '../store.ts';
import { listRecipients } from '../text-store.ts';
import { countJoinedSeen, type Heap, heapOf, type Whose } from './heaps.ts';
import { listSortedInstead, orOfKinds } from './instead.ts';
import { countJoined, hasOwnCard, waitingIds } from './waiting-store.ts';

/** Whom a mail may concern. */
export interface Concerned {
  /** who sent or forwarded it */
  colleague: Person | null;
  /** colleagues whom it is to, then those who got copies */
  addressed: Person[];
  /** the likeliest deal first */
  considered: DealId[];
  companyId: CompanyId | null;
}

/**
 * Who sorts a mail: who sent or forwarded it, the colleague it is to, the owner of the likeliest deal, the mailbox's
 * people, the company's owner, the sales lead. Whose mailbox it is comes before others whom it is to.
 */
export async function whoSorts(
  ctx: Ctx,
  { colleague, addressed, considered, companyId }: Concerned,
  mailbox: Pick<MailboxConfig, 'for' | 'person'>,
): Promise<Person | null> {
  const acting = colleague && (await findSuccessor(ctx.db, colleague.id));
  if (acting) return acting;
  const [likeliest] = considered;
  const deal = likeliest ? await ctx.db('deals').where({ id: likeliest }).first('owner_id') : undefined;
  const ownerId = (deal?.owner_id ?? null) as PersonId | null;
  const addressee = await addresseeOf(ctx, addressed, considered, ownerId, mailbox.person);
  if (addressee) return addressee;
  const owner = ownerId && (await findSuccessor(ctx.db, ownerId));
  if (owner) return owner;
  for (const address of mailbox.for) {
    const person = await findPersonByEmail(ctx.db, address);
    if (isActiveMember(person)) return person;
  }
  const keeper = companyId && (await companyOwners.one(ctx, companyId));
  const keeping = keeper ? await findSuccessor(ctx.db, keeper) : null;
  if (keeping) return keeping;
  return recall(ctx, 'first sales lead', async () => (await listSalesLeads(ctx.db))[0] ?? null);
}

/** Of several the one who has the deal. What may belong to a deal that they do not see is its owner's to sort. */
async function addresseeOf(
  ctx: Ctx,
  addressed: Person[],
  considered: DealId[],
  ownerId: PersonId | null,
  ofMailbox: string | undefined,
): Promise<Person | null> {
  const here = addressed.filter(isActiveMember);
  const own = ofMailbox && here.find(({ email }) => email?.toLowerCase() === ofMailbox.toLowerCase());
  if (own) return own;
  // In a mailbox of one's own nobody else sorts.
  const one = ofMailbox ? null : (here.find(({ id }) => id === ownerId) ?? here[0] ?? null);
  if (!one || considered.length === 0) return one;
  const seen = await listDealNames(asPerson(ctx, one), considered);
  return considered.every((id) => seen.has(id)) ? one : null;
}

/** How many of a colleague who left wait for the actor; for an admin, all of them. */
export async function countLeft(ctx: Ctx, left: PersonId): Promise<number> {
  const me = actorId(ctx);
  if (me !== null && !isAdmin(ctx))
    return mailsOf(
      (await listSortedInstead(ctx, me)).filter(({ triagePersonId }) => triagePersonId === left),
    );
  const [row] = await ctx
    .db('inbound_emails')
    .where({ status: 'triage', triage_person_id: left })
    .count({ total: '*' });
  return Number(row?.total ?? 0);
}

const mailsOf = (kinds: Instead): number => kinds.reduce((sum, { mails }) => sum + mails, 0);

/** Mails that wait for this person, the newest first; those that wait on another's card are not told apart. */
export async function listTriageOf(
  ctx: Ctx,
  personId: PersonId,
  limit: number,
  offset = 0,
): Promise<Email[]> {
  const heap = { of: personId, kinds: await listSortedInstead(ctx, personId) };
  return readPage(ctx, listed(ctx, heap), limit, offset);
}

async function readPage(
  ctx: Ctx,
  mails: ReturnType<typeof sortedMails>,
  limit: number,
  offset: number,
): Promise<Email[]> {
  const rows = await mails.orderBy('id', 'desc').limit(limit).offset(offset);
  const seen: ListedMail[] = await emailsAsSeen(ctx, rows.map(toEmail));
  const sent = seen.filter(({ direction }) => direction === 'out');
  const recipients =
    sent.length > 0
      ? await listRecipients(
          ctx,
          sent.map(({ id }) => id),
        )
      : null;
  return seen.map((mail) => {
    const to = recipients?.get(mail.id)?.find(({ address }) => address === mail.counterpart);
    return to?.name ? { ...mail, toName: to.name } : mail;
  });
}

type Instead = Awaited<ReturnType<typeof listSortedInstead>>;

export const sortedMails = (ctx: Ctx, heap: Heap) =>
  ctx
    .db('inbound_emails')
    .where({ status: 'triage' })
    .whereIn('inbound_emails.id', waitingIds(ctx))
    .where(ofHeap(heap));

const ofHeap =
  ({ of, kinds }: Heap) =>
  (any: Knex.QueryBuilder): void => {
    if (of === null) any.whereRaw('1 = 0');
    else any.where({ triage_person_id: of === 'nobody' ? null : of });
    orOfKinds(any, kinds);
  };

/** Of a heap that is seen in part also what waits on the cards of mails that are not in it. */
const listed = (ctx: Ctx, heap: Heap) =>
  sortedMails(ctx, heap).modify(hasOwnCard, heap.of === null ? ofHeap(heap) : undefined);

export const pageSize = 10;

/** One page of what waits for a person. */
export interface Waiting {
  /** in all, those that share a card with others among them */
  total: number;
  mails: Email[];
  /** how many others wait on the card of each */
  joined: Map<EmailId, number>;
  offset: number;
  /** how many are listed */
  cards: number;
}

/** @throws CrmError mail.salesLeadOnly (somebody else's) */
export async function readWaiting(ctx: Ctx, whose: Whose, offset: number): Promise<Waiting> {
  const heap = await heapOf(ctx, whose);
  const count = async (mails: ReturnType<typeof sortedMails>) =>
    Number((await mails.count({ total: '*' }))[0]?.total ?? 0);
  const total = await count(sortedMails(ctx, heap));
  const cards = await count(listed(ctx, heap));
  // All of a colleague's may wait on cards of others.
  const rows = cards > 0 ? listed(ctx, heap) : sortedMails(ctx, heap);
  const mails = await readPage(ctx, rows, pageSize, offset);
  const ids = mails.map(({ id }) => id);
  const joined = await (heap.of === null ? countJoinedSeen(ctx, ids) : countJoined(ctx, ids));
  return { total, mails, joined, offset, cards: cards || total };
}

/** How many wait for this person, and how many in all. */
export async function countTriage(ctx: Ctx, personId: PersonId): Promise<{ mine: number; all: number }> {
  const rows: { triage_person_id: number | null; total: number | string }[] = await ctx
    .db('inbound_emails')
    .where({ status: 'triage' })
    .groupBy('triage_person_id')
    .select('triage_person_id')
    .count({ total: '*' });
  const total = (some: typeof rows) => some.reduce((sum, row) => sum + Number(row.total), 0);
  const instead = await listSortedInstead(ctx, personId);
  const own = total(rows.filter((row) => row.triage_person_id === personId));
  return { mine: own + mailsOf(instead), all: total(rows) };
}
