/** `npm run doctor`: which colleagues' mail would fail, judged by what came lately. */
import { listMemberEmails } from '../../../access/people.ts';
import type { Ctx } from '../../../lib/context.ts';
import { addMinutes } from '../../../lib/time.ts';
import type { Check } from '../../../operations/doctor.ts';
import { isOwn } from '../addresses.ts';
import type { Doubt } from '../model.ts';
import { parseAuthResults } from '../reading/auth-results.ts';
import { parseHeaders } from '../reading/raw-headers.ts';
import { checkSender, rulesOf } from '../reading/trust.ts';
import { type MailboxConfig, ownSideOf } from './config.ts';
import { mailboxesOf } from './mailbox-people.ts';

const days = 60;
const mostMails = 300;

/** Reads the mails that are stored; asks no server. */
export const trustChecks = (ctx: Ctx, mailboxes: MailboxConfig[]): Check[] =>
  mailboxes.map((mailbox) => ({ what: `senders in ${mailbox.name}`, look: () => judge(ctx, mailbox) }));

/** @throws Error whose message says whose mail would fail and what to do */
async function judge(ctx: Ctx, mailbox: MailboxConfig): Promise<string> {
  if (!(await ctx.database.writer.schema.hasTable('inbound_emails'))) return 'nothing came yet';
  if (mailbox.trust === 'all') return whatIfChecked(ctx, mailbox);
  const { found } = await tally(ctx, mailbox);
  const failing = failingOf(found);
  if (failing.length > 0) throw new Error(adviceOn(mailbox, failing));
  if (found.size === 0) return `no colleague's mail came in ${days} days, so nothing can be said yet`;
  return `mail of ${found.size} colleagues would count as theirs ("trust": "${mailbox.trust}")`;
}

/** Nobody is checked yet: what to write to check them, and whose mail would fail then. */
async function whatIfChecked(ctx: Ctx, mailbox: MailboxConfig): Promise<string> {
  const now = 'everybody is believed ("trust": "all"): a forged sender is logged as a real one';
  const { signer } = await tally(ctx, mailbox);
  if (!signer) return now;
  const { found } = await tally(ctx, { ...mailbox, trust: 'auth-results', authservId: signer });
  const failing = failingOf(found);
  const fate =
    failing.length > 0 ? `mail of these would wait to be sorted: ${listed(failing)}` : 'none would fail';
  return `${now}. With "authservId": "${signer}" senders are checked; of ${found.size} colleagues ${fate}`;
}

interface Tally {
  mails: number;
  failed: number;
  why: Doubt | null;
}

/** @returns the mails of each colleague, and the name under which the firm's server says most often who sent a mail */
async function tally(
  ctx: Ctx,
  mailbox: MailboxConfig,
): Promise<{ found: Map<string, Tally>; signer: string | null }> {
  const people = await listMemberEmails(ctx.db);
  const own = ownSideOf(mailbox, people, mailboxesOf(ctx));
  const found = new Map<string, Tally>();
  const signers = new Map<string, number>();
  for (const { blob, folder } of await listLately(ctx, mailbox)) {
    const raw = await ctx.ports.mailBlobs.get(blob).catch(() => null);
    if (!raw) continue;
    const { headers, from } = parseHeaders(raw);
    const signer = signerOf(headers['authentication-results']?.[0]);
    if (signer) signers.set(signer, (signers.get(signer) ?? 0) + 1);
    if (!from || !isOwn(from, own) || own.mailbox.has(from)) continue;
    const check = checkSender(headers, from, rulesOf(mailbox, own, folder));
    const known = found.get(from) ?? { mails: 0, failed: 0, why: null };
    found.set(from, {
      mails: known.mails + 1,
      failed: known.failed + (check.verified ? 0 : 1),
      why: check.verified ? known.why : check.why,
    });
  }
  const [signer = null] = [...signers].sort(([, a], [, b]) => b - a).map(([name]) => name);
  return { found, signer };
}

/** The topmost field is the last server's, which is the firm's. Microsoft 365 writes it without a name. */
function signerOf(topmost: string | undefined): string | null {
  const parsed = topmost === undefined ? null : parseAuthResults(topmost);
  return parsed && (parsed.authservId ?? 'microsoft365');
}

const failingOf = (found: Map<string, Tally>): [string, Tally][] =>
  [...found].filter(([, { failed }]) => failed > 0);

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

function listed(failing: [string, Tally][]): string {
  const who = failing
    .slice(0, 10)
    .map(([address, { mails, failed }]) => `${address} (${failed} of ${mails})`)
    .join(', ');
  return failing.length > 10 ? `${who} and ${failing.length - 10} more` : who;
}

function adviceOn({ trust, authservId }: MailboxConfig, failing: [string, Tally][]): string {
  const advice =
    trust === 'internal-relay'
      ? 'their mail came from outside: let them send through your own server, or use "auth-results"'
      : failing.every(([, { why }]) => why === 'noResults')
        ? `no Authentication-Results of ${authservId} is on it: check "authservId" against the header of a mail`
        : authservId === 'microsoft365'
          ? 'it was sent from outside the directory, else X-MS-Exchange-Organization-AuthAs would say Internal: ' +
            'let them send through Microsoft 365, or publish SPF, DKIM and DMARC for their domain'
          : 'publish SPF, DKIM and DMARC for their domain, or let them send through its own server';
  return `mail of these colleagues waits to be sorted as not verified: ${listed(failing)}; ${advice}`;
}
