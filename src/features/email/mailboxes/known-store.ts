/** Whom the firm deals with, as far as an address or a thread tells. */
import type { Ctx } from '../../../lib/context.ts';
import { domainAndParents, domainOf, isFreeMail, isOwn, type OwnSide } from '../addresses.ts';
import { mailsNamed } from '../thread-store.ts';

/** Whether one of these outside addresses is a contact's, a lead's, or of a company's own domain. */
export async function someKnown(ctx: Ctx, addresses: string[], own: OwnSide): Promise<boolean> {
  const outside = [...new Set(addresses)].filter((one) => !isOwn(one, own)).slice(0, mostAsked);
  if (outside.length === 0) return false;
  const contact = await ctx
    .db('contacts')
    .whereIn('id', ctx.db('contact_emails').whereIn('address', outside).select('contact_id'))
    .whereNull('deleted_at')
    .first('id');
  if (contact) return true;
  const lead = await ctx.db('leads').whereIn('email', outside).whereNull('deleted_at').first('id');
  if (lead) return true;
  const domains = new Set(
    outside.flatMap((address) => {
      const parts = domainAndParents(domainOf(address));
      return parts.some(isFreeMail) ? [] : parts;
    }),
  );
  if (domains.size === 0) return false;
  const company = await ctx
    .db('companies')
    .whereIn(
      'id',
      ctx
        .db('company_domains')
        .whereIn('domain', [...domains])
        .select('company_id'),
    )
    .whereNull('deleted_at')
    .first('id');
  return company !== undefined;
}

const mostAsked = 100;

/** Whether a mail that these ids name was logged. */
export async function isKnownThread(ctx: Ctx, threadIds: string[]): Promise<boolean> {
  if (threadIds.length === 0) return false;
  const named = await mailsNamed.many(ctx, threadIds);
  return [...named.values()].flat().some(({ status }) => status === 'logged');
}
