/** Waiting mails that a change of the records may concern. */
import type { Knex } from 'knex';
import type { Ctx } from '../../../lib/context.ts';
import type { Email, EmailId } from '../model.ts';
import { toEmail } from '../store.ts';

export type About =
  | { kind: 'contact' | 'company' | 'deal' | 'lead'; id: number }
  | { kind: 'emails'; ids: EmailId[] };

/** Written out, so that the partial indexes of what waits answer it. */
const waits = "inbound_emails.status = 'triage' and inbound_emails.counterpart is not null";

/** @param domains of the company */
function waitingAbout(ctx: Ctx, about: About, domains: string[]) {
  const mails = ctx.db('inbound_emails').whereRaw(waits);
  if (about.kind === 'emails') return mails.whereIn('id', about.ids);
  const { kind, id } = about;
  if (kind === 'lead')
    return mails.whereIn('counterpart', ctx.db('leads').where({ id }).whereNotNull('email').select('email'));
  if (kind === 'contact')
    return mails.where((any) =>
      any
        .whereIn('counterpart', ctx.db('contact_emails').where({ contact_id: id }).select('address'))
        .orWhere({ contact_id: id }),
    );
  if (kind === 'deal')
    return mails.where((any) =>
      any
        .whereIn('company_id', ctx.db('deals').where({ id }).whereNotNull('company_id').select('company_id'))
        .orWhereIn('contact_id', ctx.db('deal_contacts').where({ deal_id: id }).select('contact_id')),
    );
  return mails.where((any) => {
    any.where({ company_id: id });
    for (const domain of domains) orFrom(any, domain);
  });
}

const domainsOf = async (ctx: Ctx, about: About): Promise<string[]> =>
  about.kind === 'company' ? ctx.db('company_domains').where({ company_id: about.id }).pluck('domain') : [];

const orFrom = (query: Knex.QueryBuilder, domain: string): void =>
  void query.orWhereLike('counterpart', `%@${domain}`).orWhereLike('counterpart', `%.${domain}`);

export const someWaitAbout = async (ctx: Ctx, about: About): Promise<boolean> =>
  (await waitingAbout(ctx, about, await domainsOf(ctx, about)).first('inbound_emails.id')) !== undefined;

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
