import { putMany } from '../../db/bulk.ts';
import { changeLater } from '../../db/later.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, ContactId, DealId, LeadId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type {
  Address,
  Considered,
  DecisionId,
  Direction,
  Doubt,
  Email,
  EmailId,
  Locator,
  Privacy,
  Reason,
  Status,
} from './model.ts';

export interface EmailRow {
  id: number;
  mailbox: string;
  folder: string;
  uid_validity: string;
  uid: number | string;
  part: string;
  blob: string | null;
  size: number;
  truncated: boolean | number;
  server_at: string;
  received_at: string;
  passed_on_by: string | null;
  status: string;
  reason: string | null;
  reason_details: string | null;
  considered: string | null;
  considered_why: string | null;
  attempts: number;
  run_at: string | null;
  claim: string | null;
  claimed_until: string | null;
  last_error: string | null;
  done_at: string | null;
  message_id: string | null;
  from_address: string | null;
  from_name: string | null;
  sent_at: string | null;
  body_hash: string | null;
  identity: string | null;
  subject: string | null;
  direction: string | null;
  deal_id: number | null;
  company_id: number | null;
  contact_id: number | null;
  activity_id: number | null;
  counterpart: string | null;
  forwarded_by: string | null;
  colleague_id: number | null;
  triage_person_id: number | null;
  /** before it was received: nobody is to be told */
  told_at: string | null;
  history: boolean | number;
  files_due_at: string | null;
  /** somebody stands on it who was erased before it came */
  names_erased_at: string | null;
  files_attempts: number;
  privacy: string;
  sender_doubt: string | null;
  source_gone_at: string | null;
  sales_lead_id: number | null;
  triage_lead_id: number | null;
  decision_id: number | null;
  wanted_by: number | null;
  left_at: string | null;
  marks: string | null;
  /** of what could not be read: by what its other copies are known */
  set_aside_as: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    inbound_emails: EmailRow;
  }
}

export const toEmail = (row: EmailRow): Email => ({
  id: row.id as EmailId,
  locator: {
    mailbox: row.mailbox,
    folder: row.folder,
    uidValidity: row.uid_validity,
    uid: Number(row.uid),
    part: row.part,
  },
  blob: row.blob,
  size: row.size,
  truncated: Boolean(row.truncated),
  serverAt: row.server_at as Instant,
  history: Boolean(row.history),
  receivedAt: row.received_at as Instant,
  cameLate: row.told_at !== null && row.told_at < row.received_at,
  passedOnBy: row.passed_on_by ? JSON.parse(row.passed_on_by) : null,
  status: row.status as Status,
  reason: row.reason
    ? ({ code: row.reason, details: JSON.parse(row.reason_details ?? '{}') } as Reason)
    : null,
  considered: JSON.parse(row.considered ?? '[]'),
  clues: JSON.parse(row.considered_why ?? '{}'),
  attempts: row.attempts,
  messageId: row.message_id,
  from: row.from_address === null ? null : { address: row.from_address, name: row.from_name ?? '' },
  sentAt: row.sent_at as Instant | null,
  // The reader of a private mail took an empty one out of it.
  subject: row.privacy === 'happened' ? null : row.subject,
  direction: row.direction as Direction | null,
  dealId: row.deal_id as DealId | null,
  companyId: row.company_id as CompanyId | null,
  contactId: row.contact_id as ContactId | null,
  activityId: row.activity_id as ActivityId | null,
  counterpart: row.counterpart,
  forwardedBy: row.forwarded_by,
  marks: JSON.parse(row.marks ?? '[]'),
  colleagueId: row.colleague_id as PersonId | null,
  triagePersonId: row.triage_person_id as PersonId | null,
  privacy: row.privacy as Privacy,
  senderDoubt: row.sender_doubt as Doubt | null,
  sourceGoneAt: row.source_gone_at as Instant | null,
  salesLeadId: row.sales_lead_id as LeadId | null,
  leadId: row.triage_lead_id as EmailId | null,
  decisionId: row.decision_id as DecisionId | null,
  wantedBy: row.wanted_by as PersonId | null,
});

export const consideredColumns = (considered: Considered[]) => ({
  considered: JSON.stringify(considered.map(({ deal }) => deal)),
  considered_why: JSON.stringify(Object.fromEntries(considered.map(({ deal, why }) => [deal, why]))),
});

export interface NewEmail {
  locator: Locator;
  blob: string;
  size: number;
  truncated: boolean;
  serverAt: Instant;
  /** nobody is told of it */
  history?: boolean;
  cameLate?: boolean;
  passedOnBy?: { from: Address; note: string | null };
  senderDoubt?: Doubt | null;
}

/** Keeps what was fetched; what is there already (a rescan, two copies of a batch) stays as it is. */
export async function insertEmails(ctx: Ctx, emails: NewEmail[]): Promise<void> {
  const now = ctx.time.now();
  const rows = emails.map(
    ({ locator, blob, size, truncated, serverAt, history = false, cameLate, passedOnBy, senderDoubt }) => ({
      mailbox: locator.mailbox,
      folder: locator.folder,
      uid_validity: locator.uidValidity,
      uid: locator.uid,
      part: locator.part,
      blob,
      size,
      truncated,
      server_at: serverAt,
      received_at: now,
      passed_on_by: passedOnBy ? JSON.stringify(passedOnBy) : null,
      sender_doubt: senderDoubt ?? null,
      status: 'received',
      run_at: now,
      history,
      told_at: cameLate ? serverAt : history ? now : null,
    }),
  );
  await putMany(ctx.db, 'inbound_emails', rows, '(mailbox, folder, uid_validity, uid, part) do nothing');
}

/** Which of these blobs a message still needs. */
export async function usedBlobs(ctx: Ctx, names: string[]): Promise<Set<string>> {
  const used = await ctx.db('inbound_emails').whereIn('blob', names).distinct('blob').pluck('blob');
  return new Set(used.filter((name): name is string => name !== null));
}

/** The journal entry went to another deal: answers follow it there. @returns the mails */
export async function moveWithActivity(
  ctx: Ctx,
  activityId: ActivityId,
  dealId: DealId | null,
): Promise<EmailId[]> {
  const mails = () => ctx.db('inbound_emails').where({ activity_id: activityId, status: 'logged' });
  await mails().update({ deal_id: dealId });
  return (await mails().pluck('id')) as EmailId[];
}

/** A lead became a deal and its people: its mails are theirs, and answers to them go there. */
export async function moveMailsOfLead(
  ctx: Ctx,
  leadId: LeadId,
  to: { dealId: DealId | null; companyId: CompanyId | null; contactId: ContactId | null },
): Promise<void> {
  await ctx
    .db('inbound_emails')
    .where({ sales_lead_id: leadId, status: 'logged' })
    .whereNull('deal_id')
    .update({ deal_id: to.dealId, company_id: to.companyId, contact_id: to.contactId });
}

/** The lead is one again. */
export async function moveMailsBackToLead(ctx: Ctx, leadId: LeadId, dealId: DealId | null): Promise<void> {
  await ctx
    .db('inbound_emails')
    .where({ sales_lead_id: leadId, status: 'logged', deal_id: dealId })
    .update({ deal_id: null, company_id: null, contact_id: null });
}

/** Which of its columns are whole numbers. */
const numbers: ReadonlySet<string> = new Set<keyof EmailRow>([
  'uid',
  'size',
  'attempts',
  'files_attempts',
  'deal_id',
  'company_id',
  'contact_id',
  'activity_id',
  'colleague_id',
  'triage_person_id',
  'sales_lead_id',
  'triage_lead_id',
  'decision_id',
  'wanted_by',
]);

/** Written with what else its transaction writes. */
export async function updateEmail(
  ctx: Ctx,
  id: EmailId,
  columns: Partial<Omit<EmailRow, 'id'>>,
): Promise<void> {
  await changeLater(ctx, 'inbound_emails', numbers, id, columns);
}

/** Only when it still has this status: the second of two who decide is told. */
export async function updateEmailFrom(
  ctx: Ctx,
  id: EmailId,
  status: Status,
  columns: Partial<Omit<EmailRow, 'id'>>,
): Promise<boolean> {
  return (await ctx.db('inbound_emails').where({ id, status }).update(columns)) > 0;
}

export const reasonColumns = ({ code, details }: Reason) => ({
  reason: code,
  reason_details: JSON.stringify(details),
});

export async function findEmail(ctx: Ctx, id: EmailId): Promise<Email | null> {
  const row = await ctx.db('inbound_emails').where({ id }).first();
  return row ? toEmail(row) : null;
}

export async function findEmailAt(ctx: Ctx, locator: Locator): Promise<Email | null> {
  const { mailbox, folder, uidValidity, uid, part } = locator;
  const row = await ctx
    .db('inbound_emails')
    .where({ mailbox, folder, uid_validity: uidValidity, uid, part })
    .first();
  return row ? toEmail(row) : null;
}

/** The messages attached to the one at this place, in order. */
export async function listAttachedAt(
  ctx: Ctx,
  { mailbox, folder, uidValidity, uid }: Locator,
): Promise<Email[]> {
  const rows = await ctx
    .db('inbound_emails')
    .where({ mailbox, folder, uid_validity: uidValidity, uid })
    .whereNot({ part: '' })
    .orderBy('id');
  return rows.map(toEmail);
}
