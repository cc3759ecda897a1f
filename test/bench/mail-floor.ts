/** What the libraries give at best: batches of fifty, each message read by mailparser, and nothing kept. */
import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';

const { host, port, ca, secure = true, user, pass } = JSON.parse(process.env.LOGIN ?? '{}');
const client = new ImapFlow({
  host,
  port,
  secure,
  ...(ca ? { tls: { ca } } : {}),
  ...(secure ? {} : { doSTARTTLS: false }),
  auth: { user, pass },
  logger: false,
});
client.on('error', () => {});
await client.connect();
const lock = await client.getMailboxLock('INBOX', { readOnly: true });
const uids = (await client.search({ all: true }, { uid: true })) || [];
for (let first = 0; first < uids.length; first += 50) {
  const batch = uids.slice(first, first + 50);
  for (const { source } of await client.fetchAll(
    batch.join(','),
    { uid: true, source: true },
    { uid: true },
  )) {
    await simpleParser(source as Buffer);
  }
}
lock.release();
await client.logout();
process.send?.(uids.length);
