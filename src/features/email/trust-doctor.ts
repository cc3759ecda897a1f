/** `npm run doctor`: which colleagues' mail would fail, judged by what came lately. */
import { listMembers } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import { addMinutes } from '../../lib/time.ts';
import type { Check } from '../../operations/doctor.ts';
import { isOwn } from './addresses.ts';
import { type MailboxConfig, ownSideOf } from './config.ts';
import type { Doubt } from './model.ts';
import { parseHeaders } from './raw-headers.ts';
import { checkSender, rulesOf } from './trust.ts';

const days = 60;
const mostMails = 300;

/** Reads the mails that are stored; asks no server. */
export const trustChecks = (ctx: Ctx, mailboxes: MailboxConfig[]): Check[] =>
  mailboxes.map((mailbox) => ({ what: `senders in ${mailbox.name}`, look: () => judge(ctx, mailbox) }));

/** @throws Error whose message says whose mail would fail and what to do */
async function judge(ctx: Ctx, mailbox: MailboxConfig): Promise<string> {
  if (mailbox.trust === 'all')
    return 'everybody is believed ("trust": "all"): a forged sender is logged as a real one';
  if (!(await ctx.database.writer.schema.hasTable('inbound_emails'))) return 'nothing came yet';
  const people = (await listMembers(ctx.db)).flatMap(({ email }) => (email ? [email] : []));
  const own = ownSideOf(mailbox, people);
  const found = new Map<string, { mails: number; failed: number; why: Doubt | null }>();
  for (const { blob, folder } of await listLately(ctx, mailbox)) {
    const raw = await ctx.ports.mailBlobs.get(blob).catch(() => null);
    if (!raw) continue;
    const { headers, from } = parseHeaders(raw);
    if (!from || !isOwn(from, own) || own.mailbox.has(from)) continue;
    const check = checkSender(headers, from, rulesOf(mailbox, own, folder));
    const known = found.get(from) ?? { mails: 0, failed: 0, why: null };
    found.set(from, {
      mails: known.mails + 1,
      failed: known.failed + (check.verified ? 0 : 1),
      why: check.verified ? known.why : check.why,
    });
  }
  const failing = [...found].filter(([, { failed }]) => failed > 0);
  if (failing.length > 0) throw new Error(adviceOn(mailbox, failing));
  if (found.size === 0) return `no colleague's mail came in ${days} days, so nothing can be said yet`;
  return `mail of ${found.size} colleagues would count as theirs ("trust": "${mailbox.trust}")`;
}

async function listLately(ctx: Ctx, { name }: MailboxConfig): Promise<{ blob: string; folder: string }[]> {
  const rows = await ctx
    .db('inbound_emails')
    .where({ mailbox: name, part: '' })
    .whereNotNull('blob')
    .where('received_at', '>=', addMinutes(ctx.time.now(), -days * 24 * 60))
    .orderBy('id', 'desc')
    .limit(mostMails)
    .select('blob', 'folder');
  return rows.map(({ blob, folder }) => ({ blob: blob as string, folder }));
}

function adviceOn(
  { trust, authservId }: MailboxConfig,
  failing: [string, { mails: number; failed: number; why: Doubt | null }][],
): string {
  const who = failing
    .slice(0, 10)
    .map(([address, { mails, failed }]) => `${address} (${failed} of ${mails})`)
    .join(', ');
  const more = failing.length > 10 ? ` and ${failing.length - 10} more` : '';
  const advice =
    trust === 'internal-relay'
      ? 'their mail came from outside: let them send through your own server, or use "auth-results"'
      : failing.every(([, { why }]) => why === 'noResults')
        ? `no Authentication-Results of ${authservId} is on it: check "authservId" against the header of a mail`
        : 'publish SPF, DKIM and DMARC for their domain, or let them send through its own server';
  return `mail of these colleagues waits to be sorted as not verified: ${who}${more}; ${advice}`;
}
