/** In which mailbox a message in a file counts as found, when nobody says it. */
import { readFile } from 'node:fs/promises';
import { domainOf, isFreeMail, withoutTag } from './addresses.ts';
import { type MailboxConfig, MailboxConfig as MailboxSchema } from './mailboxes/config.ts';

/**
 * A dropbox as the messages themselves tell of it: named crm@, or where the servers say they delivered to, or where
 * somebody of the same company forwarded to.
 */
export async function guessMailboxes(
  files: string[],
  ownDomains: string[],
): Promise<(file: string) => Promise<MailboxConfig>> {
  const named = new Set<string>();
  for (const file of files) {
    for (const address of addressesIn(await headOf(file))) if (address.startsWith('crm@')) named.add(address);
  }
  return async (file) => {
    const addresses = [...named, ...dropboxesIn(await headOf(file))];
    return MailboxSchema.parse({
      name: 'replay',
      host: 'none',
      user: 'replay',
      pass: 'none',
      mode: 'dropbox',
      addresses: addresses.length > 0 ? addresses : ['crm@vizitka.invalid'],
      ownDomains,
    });
  };
}

async function headOf(file: string): Promise<string> {
  const raw = await readFile(file).catch(() => Buffer.alloc(0));
  return raw.toString('latin1', 0, 20_000).split(/\r?\n\r?\n/)[0] ?? '';
}

function dropboxesIn(head: string): string[] {
  const field = (name: string) =>
    [...head.matchAll(new RegExp(`^${name}:((?:[^\\n]|\\n[ \\t])*)`, 'gim'))].flatMap(([, value = '']) =>
      addressesIn(value),
    );
  const delivered = [...field('delivered-to'), ...field('x-original-to')];
  const [from] = field('from');
  const [to, ...others] = [...field('to'), ...field('cc')];
  const isForward = /^subject:\s*(fwd?|fw|wg|p=c5=98|=\?[^?]+\?[bq]\?)/im.test(head);
  const toColleague =
    from && to && others.length === 0 && isForward && domainOf(from) === domainOf(to) ? [to] : [];
  return [...delivered, ...toColleague].filter((address) => !isFreeMail(domainOf(address)));
}

const addressesIn = (text: string): string[] =>
  (text.toLowerCase().match(/[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/g) ?? []).map(withoutTag);
