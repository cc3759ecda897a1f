/** Mails of one conversation: what refers to the same messages. */
import { asking } from '../../db/recall.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, LeadId } from '../../lib/ids.ts';
import type { Email, EmailId, Privacy, ReasonCode, Status } from './model.ts';
import { toEmail } from './store.ts';

/** A mail that a Message-ID names: its own, or one that it answers. */
export interface NamedMail {
  id: EmailId;
  /** it has this Message-ID itself */
  own: boolean;
  status: Status;
  dealId: DealId | null;
  leadId: LeadId | null;
  privacy: Privacy;
  reason: ReasonCode | null;
}

/** Of the mails that a Message-ID names those that are logged, or not open to all; the newest first. */
export const mailsNamed = asking<string, NamedMail[]>(
  'mails named',
  [],
  async (ctx, ids) => {
    if (ids.length === 0) return new Map();
    const together = await namedBy(ctx, ids, mostTogether);
    const rows = together.length < mostTogether ? together : await namedByEach(ctx, ids);
    const named = Map.groupBy(rows, (row) => row.message_id);
    return new Map([...named].map(([id, mails]) => [id, mails.map(toNamed)]));
  },
  ['email_threads', 'inbound_emails'],
);

/** Every mail of a long conversation names its first one. */
const mostTogether = 5000;
const mostEach = 200;

interface NamedRow {
  message_id: string;
  own: boolean | number;
  email_id: number;
  status: string;
  deal_id: number | null;
  sales_lead_id: number | null;
  privacy: string;
  reason: string | null;
}

async function namedByEach(ctx: Ctx, ids: string[]): Promise<NamedRow[]> {
  const rows: NamedRow[] = [];
  for (const id of new Set(ids)) rows.push(...(await namedBy(ctx, [id], mostEach)));
  return rows;
}

const namedBy = async (ctx: Ctx, ids: string[], most: number): Promise<NamedRow[]> =>
  ctx
    .db('email_threads')
    .join('inbound_emails', 'inbound_emails.id', 'email_threads.email_id')
    .whereIn('email_threads.message_id', ids)
    .where((any) =>
      any
        .where('inbound_emails.status', 'logged')
        .orWhere((narrow) =>
          narrow.where('email_threads.own', true).whereNot('inbound_emails.privacy', 'full'),
        ),
    )
    .orderBy('email_threads.email_id', 'desc')
    .limit(most)
    .select(
      'email_threads.message_id',
      'email_threads.own',
      'email_threads.email_id',
      'inbound_emails.status',
      'inbound_emails.deal_id',
      'inbound_emails.sales_lead_id',
      'inbound_emails.privacy',
      'inbound_emails.reason',
    );

const toNamed = (row: NamedRow): NamedMail => ({
  id: row.email_id as EmailId,
  own: Boolean(row.own),
  status: row.status as Status,
  dealId: row.deal_id as DealId | null,
  leadId: row.sales_lead_id as LeadId | null,
  privacy: row.privacy as Privacy,
  reason: row.reason as ReasonCode | null,
});

/** More of one conversation do not move at once. */
const limit = 100;

/** Other waiting mails of the conversations of these; who a sender only claims to be is asked about on its own. */
export async function listWaitingInThreads(ctx: Ctx, ids: EmailId[]): Promise<Email[]> {
  const rows = await ctx
    .db('inbound_emails')
    .where({ status: 'triage' })
    .whereNull('sender_doubt')
    .whereNotIn('id', ids)
    .whereIn(
      'id',
      ctx
        .db('email_threads')
        .whereIn('message_id', ctx.db('email_threads').whereIn('email_id', ids).select('message_id'))
        .select('email_id'),
    )
    .orderBy('id')
    .limit(limit);
  return rows.map(toEmail);
}

/** Others of its conversation that are logged where it is. */
export async function listLoggedInThread(ctx: Ctx, { id, dealId }: Email): Promise<Email[]> {
  const rows = await ctx
    .db('inbound_emails')
    .where({ status: 'logged', deal_id: dealId })
    .whereNot({ id })
    .whereIn(
      'id',
      ctx
        .db('email_threads')
        .whereIn('message_id', ctx.db('email_threads').where({ email_id: id }).select('message_id'))
        .select('email_id'),
    )
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map(toEmail);
}
