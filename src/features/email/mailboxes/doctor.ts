import type { ImapFlow } from 'imapflow';
import type { Ctx } from '../../../lib/context.ts';
import { SecretsProblem } from '../../../lib/secrets.ts';
import type { Check } from '../../../operations/doctor.ts';
import type { MailboxConfig } from './config.ts';
import { openImap } from './imap.ts';
import { NoFolder } from './mail-failure.ts';
import { resolveFolders } from './mail-folders.ts';
import { peopleChecks } from './people-doctor.ts';
import { TokenRefused, TokenServerAway } from './token-server.ts';
import { examineTokens, NotAuthorized, withLogin } from './tokens.ts';

/** `npm run doctor`: whether each mailbox lets us in and has its folders, and whether those it names are here. */
export const mailChecks = (ctx: Ctx, mailboxes: MailboxConfig[]): Check[] =>
  mailboxes.flatMap((mailbox) => [
    {
      what: `mailbox ${mailbox.name}`,
      look: async () => {
        try {
          return await tryMailbox(ctx, mailbox);
        } catch (error) {
          throw new Error(adviceFor(mailbox, error));
        }
      },
    },
    ...peopleChecks(ctx, mailbox),
  ]);

async function tryMailbox(ctx: Ctx, mailbox: MailboxConfig): Promise<string> {
  // Before the first start there is no table to ask.
  if (mailbox.oauth && !(await ctx.database.writer.schema.hasTable('mailbox_tokens'))) {
    throw new NotAuthorized(mailbox.name);
  }
  const client = await withLogin(ctx, mailbox, (login) => openImap(ctx, mailbox, login));
  try {
    const folders = await foldersOf(ctx, client, mailbox);
    const reading = mailbox.person ? 'to be read when its person wants it:' : 'reading';
    return `${mailbox.host} lets ${mailbox.user} in; ${reading} ${folders.join(', ')}${await keyHint(ctx, mailbox)}`;
  } finally {
    client.close();
  }
}

/** @throws Error what to write into `folders` */
async function foldersOf(ctx: Ctx, client: ImapFlow, mailbox: MailboxConfig): Promise<string[]> {
  const there = (await client.list()).map(({ path }) => path).join(', ');
  const found: string[] = [];
  for (const folder of mailbox.folders) {
    try {
      found.push(...(await resolveFolders(ctx, client, { name: mailbox.name, folders: [folder] })));
    } catch (error) {
      if (!(error instanceof NoFolder)) throw error;
      const what = folder.startsWith('\\')
        ? `marks none of its folders as ${folder}`
        : `has no folder ${folder}`;
      throw new Error(`${mailbox.host} ${what}: name in "folders" which to read of ${there}`);
    }
  }
  return found;
}

async function keyHint(ctx: Ctx, mailbox: MailboxConfig): Promise<string> {
  if (!mailbox.oauth) return '';
  const { needsOldKey } = await examineTokens(ctx, mailbox);
  return needsOldKey ? '; its tokens still need SECRETS_KEY_OLD' : '';
}

function adviceFor(mailbox: MailboxConfig, error: unknown): string {
  const { name, host, port, user } = mailbox;
  const { authenticationFailed, code, message } = error as {
    authenticationFailed?: boolean;
    code?: string;
    message: string;
  };
  const again = `npm run mail:authorize -- ${name}`;
  if (error instanceof NotAuthorized) return `${user} has not agreed yet: ${again}`;
  if (error instanceof TokenRefused) return `${message}; let ${user} agree again: ${again}`;
  if (error instanceof TokenServerAway) return `${message}: check the network, the firewall and a proxy`;
  if (error instanceof SecretsProblem) {
    return error.kind === 'missing' ? message : `${message}, or let ${user} agree again: ${again}`;
  }
  if (authenticationFailed && mailbox.oauth) {
    return `${host} does not let the account into ${user}: is IMAP switched on for it? Else let it agree again: ${again}`;
  }
  if (authenticationFailed) {
    const hint = host.endsWith('office365.com')
      ? 'Microsoft 365 takes no passwords: use "oauth" in MAILBOXES'
      : 'set a new one (or an app password) in MAILBOXES';
    return `${host} refuses the password of ${user}: ${hint}`;
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `there is no server ${host}: check "host" in MAILBOXES and the network`;
  }
  if (noAnswer.has(code ?? '')) {
    return `${host}:${port} does not answer: check "port", "secure" and the firewall`;
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code ?? '')) {
    return `the certificate of ${host} is not trusted (${code}): check "host", or give its authority as "ca"`;
  }
  if (/SSL|TLS|EPROTO/.test(code ?? '')) {
    return `${host}:${port} does not speak TLS as expected: "secure" is true for 993 and false for 143 (STARTTLS)`;
  }
  return message.startsWith(host) ? message : `${host}: ${message}`;
}

const noAnswer = new Set([
  'ECONNREFUSED',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
