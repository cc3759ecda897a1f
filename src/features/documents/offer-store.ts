import { insertId } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, FileId, PersonId } from '../../lib/ids.ts';
import type { OfferId } from './buttons.ts';
import type { OfferedFile } from './model.ts';

interface OfferRow {
  id: number;
  channel: string;
  ts: string;
  thread: string | null;
  permalink: string | null;
  deal_id: number | null;
  person_id: number | null;
  files: string;
  reply_ts: string | null;
  kept: string | null;
  kept_by: number | null;
  created_at: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    file_offers: OfferRow;
  }
}

/** Files of one message in Slack that could be kept. */
export interface Offer {
  id: OfferId;
  channel: string;
  ts: string;
  thread: string | null;
  permalink: string | null;
  /** null: to be picked */
  dealId: DealId | null;
  personId: PersonId | null;
  files: OfferedFile[];
  replyTs: string | null;
  kept: FileId[] | null;
  keptBy: PersonId | null;
}

const toOffer = (row: OfferRow): Offer => ({
  id: row.id as OfferId,
  channel: row.channel,
  ts: row.ts,
  thread: row.thread,
  permalink: row.permalink,
  dealId: row.deal_id as DealId | null,
  personId: row.person_id as PersonId | null,
  files: JSON.parse(row.files) as OfferedFile[],
  replyTs: row.reply_ts,
  kept: row.kept ? (JSON.parse(row.kept) as FileId[]) : null,
  keptBy: row.kept_by as PersonId | null,
});

export async function findOffer(ctx: Ctx, id: OfferId): Promise<Offer | null> {
  const row = await ctx.db('file_offers').where({ id }).first();
  return row ? toOffer(row) : null;
}

export type NewOffer = Pick<
  Offer,
  'channel' | 'ts' | 'thread' | 'permalink' | 'dealId' | 'personId' | 'files'
>;

/** One for one message. @returns the one that is there already too */
export async function keepOffer(ctx: Ctx, offer: NewOffer): Promise<{ offer: Offer; isNew: boolean }> {
  const at = { channel: offer.channel, ts: offer.ts };
  const known = await ctx.db('file_offers').where(at).first();
  if (known) return { offer: toOffer(known), isNew: false };
  const id = (await insertId(
    ctx.db('file_offers').insert({
      ...at,
      thread: offer.thread,
      permalink: offer.permalink,
      deal_id: offer.dealId,
      person_id: offer.personId,
      files: JSON.stringify(offer.files),
      created_at: ctx.time.now(),
    }),
  )) as OfferId;
  return { offer: (await findOffer(ctx, id)) as Offer, isNew: true };
}

export async function noteReply(ctx: Ctx, id: OfferId, ts: string): Promise<void> {
  await ctx.db('file_offers').where({ id }).update({ reply_ts: ts });
}

export async function noteKept(ctx: Ctx, id: OfferId, files: FileId[], by: PersonId | null): Promise<void> {
  await ctx
    .db('file_offers')
    .where({ id })
    .update({ kept: JSON.stringify(files), kept_by: by });
}

/** Offers that were taken in channels, for files of this deal. */
export async function listKeptInChannels(ctx: Ctx, dealId: DealId): Promise<Offer[]> {
  const rows = await ctx
    .db('file_offers')
    .where({ deal_id: dealId })
    .whereNotNull('kept')
    .whereNotNull('reply_ts')
    .where('channel', 'not like', 'D%');
  return rows.map(toOffer);
}
