/** Waiting mails that a change of the records may concern. */
import type { Knex } from 'knex';
import type { Ctx } from '../../../lib/context.ts';
import type { Email, EmailId } from '../model.ts';
import { toEmail } from '../store.ts';
import { waitingIds } from './waiting-store.ts';

export type RecordKind = 'contact' | 'company' | 'deal' | 'lead';

/** Of records, or mails themselves. */
export interface About {
  kind: RecordKind | 'emails';
  ids: number[];
}

/** No query names more: domains of companies become conditions of their own. */
const mostTogether = 100;

export function inParts({ kind, ids }: About): About[] {
  const parts = Math.ceil(ids.length / mostTogether);
  return Array.from({ length: parts }, (_, at) => ({
    kind,
    ids: ids.slice(at * mostTogether, (at + 1) * mostTogether),
  }));
}

const waits = "inbound_emails.status = 'triage' and inbound_emails.counterpart is not null";

/** @param domains of the company */
function waitingAbout(ctx: Ctx, { kind, ids }: About, domains: string[]) {
  const mails = ctx.db('inbound_emails').whereRaw(waits).whereIn('inbound_emails.id', waitingIds(ctx));
  if (kind === 'emails') return mails.whereIn('id', ids);
  if (kind === 'lead')
    return mails.whereIn(
      'counterpart',
      ctx.db('leads').whereIn('id', ids).whereNotNull('email').select('email'),
    );
  if (kind === 'contact')
    return mails.where((any) =>
      any
        .whereIn('counterpart', ctx.db('contact_emails').whereIn('contact_id', ids).select('address'))
        .orWhereIn('contact_id', ids),
    );
  if (kind === 'deal')
    return mails.where((any) =>
      any
        .whereIn(
          'company_id',
          ctx.db('deals').whereIn('id', ids).whereNotNull('company_id').select('company_id'),
        )
        .orWhereIn('contact_id', ctx.db('deal_contacts').whereIn('deal_id', ids).select('contact_id')),
    );
  return mails.where((any) => {
    any.whereIn('company_id', ids);
    for (const domain of domains) orFrom(any, domain);
  });
}

const domainsOf = async (ctx: Ctx, { kind, ids }: About): Promise<string[]> =>
  kind === 'company' ? ctx.db('company_domains').whereIn('company_id', ids).pluck('domain') : [];

const orFrom = (query: Knex.QueryBuilder, domain: string): void =>
  void query.orWhereLike('counterpart', `%@${domain}`).orWhereLike('counterpart', `%.${domain}`);

export const someWaitAbout = async (ctx: Ctx, about: About): Promise<boolean> =>
  (await waitingAbout(ctx, about, await domainsOf(ctx, about)).first('inbound_emails.id')) !== undefined;

export const listIdsAbout = async (ctx: Ctx, about: About): Promise<number[]> =>
  waitingAbout(ctx, about, await domainsOf(ctx, about)).pluck('inbound_emails.id');

/** So many are looked at again at once; the newest. */
const mostMails = 100;

/** Those on another's card come first: a card that is decided passes what is left on. */
export async function listWaitingAbout(ctx: Ctx, about: About): Promise<Email[]> {
  const domains = await domainsOf(ctx, about);
  const rows = await waitingAbout(ctx, about, domains).orderBy('id', 'desc').limit(mostMails);
  const mails = rows.map(toEmail).reverse();
  return [...mails.filter(({ leadId }) => leadId !== null), ...mails.filter(({ leadId }) => leadId === null)];
}

/** What a person asked to be asked about on its own, or took back: it is not decided behind their back. */
export async function listByHandOnly(ctx: Ctx, ids: EmailId[]): Promise<Set<EmailId>> {
  const rows: { subject_id: number }[] = await ctx
    .db('events')
    .where({ subject_kind: 'email' })
    .whereIn('subject_id', ids)
    .where((any) =>
      any
        .whereIn('kind', ['email.unfiled', 'email.unignored'])
        .orWhere((alone) => alone.where({ kind: 'email.triage' }).whereLike('details', '%"alone":true%')),
    )
    .select('subject_id');
  return new Set(rows.map(({ subject_id }) => subject_id as EmailId));
}
