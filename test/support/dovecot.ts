import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { millis, sleep, systemTime } from '../../src/lib/time.ts';
import { freePort } from '../../src/sandbox/ports.ts';

/** Why the tests with a real IMAP server cannot run here; null when they can. */
export const withoutDovecot: string | null =
  existsSync('/usr/sbin/dovecot') && existsSync('/usr/lib/dovecot/lmtp')
    ? null
    : 'skipped: install dovecot-imapd dovecot-lmtpd';

export interface Dovecot {
  host: '127.0.0.1';
  /** TLS from the first byte */
  port: number;
  plainPort: number;
  /** PEM of its self-signed certificate */
  certificate: string;
  user: string;
  pass: string;
  /** An access token that lets this account in for so many seconds, as a token server would sign it. */
  accessToken(account: string, seconds: number): string;
  /** Appends a message as another client would. @returns its UID */
  append(raw: string | Buffer, options?: { folder?: string; date?: Date }): Promise<number>;
  /** Hands a message to LMTP, as a mail server would: the tag of the recipient survives in Delivered-To. */
  deliver(raw: string | Buffer, recipient: string): Promise<void>;
  /** Works in the mailbox as the colleague whose client shows it. */
  asClient<T>(work: (client: ImapFlow) => Promise<T>): Promise<T>;
  /** Stops the server as an outage does, all connections with it. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Deletes every message in every folder. */
  empty(): Promise<void>;
  /**
   * While it is full it takes no mail, of anybody: the mailbox, or the folders below `archive`, which have a quota of
   * their own. Null: there is room everywhere. Connections that are open go on with what they knew.
   */
  fill(what: 'mailbox' | 'archive' | null): Promise<void>;
  /** Forgets all UIDs: the next client sees another UIDVALIDITY. */
  renumber(): Promise<void>;
  remove(): Promise<void>;
}

const user = 'crm@firma.example';
const pass = 'heslo-do-posty';

/** Folders below it are counted apart from the mailbox, as archives of providers are. */
export const archive = 'Archiv';

/** Debian's Dovecot, unprivileged, on loopback, in a folder of its own. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-dovecot-'));
  const [imap, imaps, lmtp] = [await freePort(), await freePort(), await freePort()];
  const account =
    process.getuid?.() === 0 ? accountOf('nobody') : { ...userInfo(), group: groupOf(userInfo().username) };
  for (const name of ['', 'base', 'state', 'mail', 'archive', 'home']) {
    mkdirSync(path.join(folder, name), { recursive: true });
    if (process.getuid?.() === 0) chownSync(path.join(folder, name), account.uid, account.gid);
  }
  chmodSync(folder, 0o755);
  const certificate = selfSigned(folder, account);
  const writeUsers = (full: 'mailbox' | 'archive' | null) => {
    // One kilobyte would still have room for a small mail in an empty mailbox.
    const rule = (what: 'mailbox' | 'archive') => (full === what ? '*:bytes=1' : '*:storage=10G');
    const rules = `userdb_quota_rule=${rule('mailbox')} userdb_quota2_rule=${rule('archive')}`;
    writeFileSync(path.join(folder, 'users'), `${user}:{PLAIN}${pass}::::::${rules}\n`);
  };
  writeUsers(null);
  const keys = path.join(folder, 'keys/default/HS256');
  mkdirSync(keys, { recursive: true });
  writeFileSync(path.join(keys, 'default'), Buffer.from(tokenKey).toString('base64'));
  writeFileSync(path.join(folder, 'oauth2.conf'), oauthConfiguration(folder));
  const config = path.join(folder, 'dovecot.conf');
  writeFileSync(config, configuration({ folder, imap, imaps, lmtp, account }));
  for (const file of ['users', 'dovecot.conf', 'oauth2.conf']) chmodSync(path.join(folder, file), 0o644);

  let server: ReturnType<typeof spawn> | null = null;
  const dovecot: Dovecot = {
    host: '127.0.0.1',
    port: imaps,
    plainPort: imap,
    certificate,
    user,
    pass,
    accessToken: signedToken,
    append: (raw, { folder: into = 'INBOX', date } = {}) =>
      dovecot.asClient(async (client) => {
        const appended = await client.append(into, Buffer.from(raw), [], date);
        return appended ? (appended.uid ?? 0) : 0;
      }),
    async deliver(raw, recipient) {
      const transport = createTransport({
        host: '127.0.0.1',
        port: lmtp,
        lmtp: true,
        secure: false,
        ignoreTLS: true,
      });
      const { rejectedErrors } = await transport.sendMail({
        envelope: { from: 'posta@posta.example', to: [recipient] },
        raw: Buffer.from(raw),
      });
      transport.close();
      if (rejectedErrors?.[0]) throw rejectedErrors[0];
    },
    async asClient(work) {
      const client = new ImapFlow({
        host: '127.0.0.1',
        port: imap,
        secure: false,
        doSTARTTLS: false,
        auth: { user, pass },
        logger: false,
      });
      client.on('error', () => {});
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.logout().catch(() => client.close());
      }
    },
    async start() {
      server = spawn('/usr/sbin/dovecot', ['-F', '-c', config], {
        stdio: 'ignore',
        ...(process.getuid?.() === 0 ? { uid: account.uid, gid: account.gid } : {}),
      });
      for (let tries = 0; tries < 100; tries += 1) {
        const ready = await dovecot.asClient(async () => true).catch(() => false);
        if (ready) return;
        await sleep(50);
      }
      throw new Error(`dovecot did not start; its log is ${path.join(folder, 'log')}`);
    },
    async stop() {
      const running = server;
      server = null;
      if (!running || running.exitCode !== null) return;
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGTERM');
      await ended;
    },
    empty: () =>
      dovecot.asClient(async (client) => {
        for (const { path: name, flags } of await client.list()) {
          if (flags.has('\\Noselect')) continue;
          const opened = await client.mailboxOpen(name);
          if (opened.exists > 0) await client.messageDelete('1:*');
        }
      }),
    async fill(what) {
      writeUsers(what);
      // It reads the file again when its second has passed.
      await sleep(1100);
    },
    async renumber() {
      await dovecot.stop();
      const mail = path.join(folder, 'mail', user);
      for (const name of [
        'dovecot-uidlist',
        'dovecot-uidvalidity',
        'dovecot.index',
        'dovecot.index.log',
        'dovecot.index.cache',
      ]) {
        rmSync(path.join(mail, name), { force: true });
      }
      execFileSync('find', [mail, '-name', 'dovecot-uidvalidity.*', '-delete']);
      await dovecot.start();
    },
    async remove() {
      await dovecot.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await dovecot.start();
  return dovecot;
}

interface Account {
  uid: number;
  gid: number;
  username: string;
  group: string;
}

function accountOf(username: string): Account {
  const number = (flag: string) => Number(execFileSync('id', [flag, username], { encoding: 'utf8' }));
  return { uid: number('-u'), gid: number('-g'), username, group: groupOf(username) };
}

const groupOf = (username: string): string =>
  execFileSync('id', ['-gn', username], { encoding: 'utf8' }).trim();

function selfSigned(folder: string, { uid, gid }: Account): string {
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      certificate,
      ...subject,
    ],
    {
      stdio: 'ignore',
    },
  );
  if (process.getuid?.() === 0) for (const file of [key, certificate]) chownSync(file, uid, gid);
  return execFileSync('cat', [certificate], { encoding: 'utf8' });
}

interface Settings {
  folder: string;
  imap: number;
  imaps: number;
  lmtp: number;
  account: Account;
}

const configuration = ({ folder, imap, imaps, lmtp, account }: Settings): string => `
base_dir = ${folder}/base
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap lmtp
listen = 127.0.0.1
recipient_delimiter = +
default_internal_user = ${account.username}
default_login_user = ${account.username}
default_internal_group = ${account.group}
mail_plugins = quota
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
mail_max_userip_connections = 100
lmtp_save_to_detail_mailbox = no
auth_username_format = %Lu
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
  default_fields = uid=${account.uid} gid=${account.gid} home=${folder}/home
}
plugin {
  quota = maildir:box:ns=
  quota2 = maildir:archive:ns=${archive}/
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Odeslana {
    auto = create
    special_use = \\Sent
  }
}
namespace archive {
  prefix = ${archive}/
  separator = /
  location = maildir:${folder}/archive/%u
  list = children
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = ${imaps}
    ssl = yes
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
`;

const tokenKey = 'klic-kterym-podepisuje-zkusebni-server';

/** Dovecot checks the signature of a token by itself; nobody is asked. */
const oauthConfiguration = (folder: string): string => `
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=${folder}/keys/
username_attribute = email
`;

function signedToken(account: string, seconds: number): string {
  const now = Math.floor(millis(systemTime.now()) / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: account, email: account, iat: now - 10, exp: now + seconds };
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${createHmac('sha256', tokenKey).update(body).digest('base64url')}`;
}
