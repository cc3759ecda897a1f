/** Where our messages are in Slack, so that a card is edited in place and never posted again. */
import { transaction } from '../db/transaction.ts';
import type { Ctx } from '../lib/context.ts';
import type { Subject } from '../lib/ids.ts';

interface SlackMessageRow {
  id: number;
  subject_kind: string;
  subject_id: number;
  view: string;
  channel: string;
  ts: string;
  person_slack_id: string | null;
  posted_at: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    slack_messages: SlackMessageRow;
  }
}

export interface SlackMessage {
  id: number;
  channel: string;
  ts: string;
  view: string;
  subject: Subject;
  /** whose DM it is in; null in a channel */
  personSlackId: string | null;
}

export async function rememberMessage(ctx: Ctx, message: Omit<SlackMessage, 'id'>): Promise<void> {
  await ctx
    .db('slack_messages')
    .insert({
      subject_kind: message.subject.kind,
      subject_id: message.subject.id,
      view: message.view,
      channel: message.channel,
      ts: message.ts,
      person_slack_id: message.personSlackId,
      posted_at: ctx.time.now(),
    })
    .onConflict(['channel', 'ts', 'view'])
    .ignore();
}

export async function listMessages(ctx: Ctx, subject: Subject, view?: string): Promise<SlackMessage[]> {
  const rows = await ctx
    .db('slack_messages')
    .where({ subject_kind: subject.kind, subject_id: subject.id, ...(view ? { view } : {}) })
    .orderBy('id');
  return rows.map(toMessage);
}

/** The same of many. */
export async function listMessagesOf<K extends number>(
  ctx: Ctx,
  kind: Subject['kind'],
  ids: K[],
  view: string,
): Promise<Map<K, SlackMessage[]>> {
  const rows = await ctx
    .db('slack_messages')
    .where({ subject_kind: kind, view })
    .whereIn('subject_id', ids)
    .orderBy('id');
  return Map.groupBy(rows.map(toMessage), ({ subject }) => subject.id as unknown as K);
}

export async function findMessage(ctx: Ctx, channel: string, ts: string): Promise<SlackMessage | null> {
  const row = await ctx.db('slack_messages').where({ channel, ts }).orderBy('id').first();
  return row ? toMessage(row) : null;
}

const toMessage = (row: SlackMessageRow): SlackMessage => ({
  id: row.id,
  channel: row.channel,
  ts: row.ts,
  view: row.view,
  subject: { kind: row.subject_kind as Subject['kind'], id: row.subject_id },
  personSlackId: row.person_slack_id,
});

/** It is not in Slack any more: there is nothing to edit. */
export function forgetMessage(ctx: Ctx, channel: string, ts: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    await tx.db('slack_messages').where({ channel, ts }).del();
  });
}
