/** Which deal a portal's notice is about: by the number that the customer or the portal gave it, else by its link. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, DealId } from '../../lib/ids.ts';
import { numberKey, numberKeysIn } from '../deals/numbers.ts';
import { domainOf, type OwnSide } from './addresses.ts';
import type { Decision } from './match.ts';
import { type Considered, reason } from './model.ts';
import { isListedPortal } from './reading/portals.ts';
import type { CustomerMail } from './reading/understand.ts';

interface Candidate {
  id: DealId;
  customer_reference: string | null;
  portal_url: string | null;
}

const mostLines = 300;
const mostDeals = 5000;

/** Which deals it may speak of: `linked`, those whose own link leads to its host. */
export type Vouched = 'all' | 'linked';

/**
 * Who says that what looks like a portal is one: the lists, a company that we know by its domain, or a deal's link. null:
 * nobody; a host may call itself what it likes.
 * @param company the sender's
 */
export async function whoVouches(
  ctx: Ctx,
  address: string,
  own: OwnSide,
  company: CompanyId | null,
): Promise<Vouched | null> {
  if (isListedPortal(address, own) || company !== null) return 'all';
  const deals = await listOnPortals(ctx);
  return deals.some((deal) => isAt(deal, domainOf(address))) ? 'linked' : null;
}

/** null when it says nothing of any deal: then the usual ways are tried, and at last a person */
export async function decidePortalNotice(
  ctx: Ctx,
  mail: CustomerMail,
  vouched: Vouched,
): Promise<Decision | null> {
  const lines = [mail.subject, ...mail.full.split('\n')].slice(0, mostLines);
  const keys = new Set(lines.flatMap(numberKeysIn));
  const links = new Set(linksIn(lines).flatMap(linkKeys));
  if (keys.size === 0 && links.size === 0) return null;
  const all = await listOnPortals(ctx);
  const deals = vouched === 'all' ? all : all.filter((deal) => isAt(deal, domainOf(mail.from.address)));
  const byNumber = deals.flatMap((deal) => {
    const number = numbersOf(deal).find((one) => keys.has(numberKey(one) ?? ''));
    return number ? [{ id: deal.id, number }] : [];
  });
  const [first] = byNumber;
  if (first && byNumber.length === 1)
    return logged(first.id, reason('portalReference', { deal: first.id, number: first.number }));
  const byLink = deals.filter(({ portal_url }) => links.has(linkKeys(portal_url ?? '').at(-1) ?? ''));
  const [linked] = byLink;
  if (linked && byLink.length === 1) return logged(linked.id, reason('portalLink', { deal: linked.id }));
  const several = [...new Set([...byNumber, ...byLink].map(({ id }) => id))];
  if (several.length === 0) return null;
  const considered = several.map((deal): Considered => ({ deal, why: 'number' }));
  // Not the subject: reasons are read by more people than a mail may be.
  const number = first?.number ?? [...keys][0] ?? mail.from.address;
  return {
    outcome: 'triage',
    deal: null,
    reason: reason('severalByNumber', { number, deals: several }),
    considered,
  };
}

const listOnPortals = (ctx: Ctx): Promise<Candidate[]> =>
  ctx
    .db('deals')
    .where({ is_open: true })
    .whereNull('deleted_at')
    .where((any) => any.whereNotNull('customer_reference').orWhereNotNull('portal_url'))
    .orderBy('updated_at', 'desc')
    .limit(mostDeals)
    .select('id', 'customer_reference', 'portal_url');

const isAt = ({ portal_url }: Candidate, host: string): boolean => hostOf(portal_url ?? '') === host;

const hostOf = (link: string): string | null =>
  URL.parse(link)
    ?.hostname.replace(/^www\./, '')
    .toLowerCase() ?? null;

const logged = (deal: DealId, why: Decision['reason']): Decision => ({
  outcome: 'logged',
  deal,
  reason: why,
  considered: [],
});

/** The customer's number, and the portal's own, which stands in the link: `N006/26/V00001234`. */
const numbersOf = ({ customer_reference, portal_url }: Candidate): string[] => [
  ...(customer_reference ? [customer_reference] : []),
  ...partsOf(portal_url ?? '').filter((part) => /\d/.test(part) && /\D/.test(part) && part.length >= 8),
];

const linksIn = (lines: string[]): string[] =>
  lines.flatMap((line) => line.match(/https?:\/\/[^\s<>"']+/g) ?? []).slice(0, 100);

const partsOf = (link: string): string[] => {
  try {
    const { pathname, search, hash } = new URL(link);
    return decodeURIComponent(`${pathname}/${search}/${hash}`)
      .split(/[/?#&=.]+/)
      .filter(Boolean);
  } catch {
    return [];
  }
};

/**
 * Each number in the path with the portal before it: `josephine.proebiz.com 12345` of
 * `https://josephine.proebiz.com/sk/tender/12345/summary`. The last of a deal's link is the tender; a notice's link may
 * go on, to a question about it.
 */
export function linkKeys(link: string): string[] {
  const [path = ''] = link.replace(/[).,;]+$/, '').split(/[?#]/);
  const ids = partsOf(path).filter((part) => /\d{3}/.test(part));
  if (ids.length === 0) return [];
  const host = new URL(path).hostname.replace(/^www\./, '').toLowerCase();
  return ids.map((id) => `${host} ${id.toLowerCase()}`);
}
