/** Messages that a mail carries as attachments: what is never logged, or of somebody erased, is not kept that way either. */
import type { Ctx } from '../../../lib/context.ts';
import { isOwn } from '../addresses.ts';
import type { MailFile } from '../model.ts';
import type { Place } from '../process.ts';
import { decodeWords } from '../reading/encoded-words.ts';
import { addressesOf } from '../reading/header-block.ts';
import { parseHeaders } from '../reading/raw-headers.ts';
import type { CustomerMail } from '../reading/understand.ts';
import { neverLogged } from './never-log-service.ts';

/** Without such messages. @returns the same one where there is none */
export async function withoutNeverLogged(tx: Ctx, mail: CustomerMail, place: Place): Promise<CustomerMail> {
  const kept: MailFile[] = [];
  for (const file of mail.files)
    if (file.kind !== 'message' || !(await isNeverLogged(tx, file, mail, place))) kept.push(file);
  return kept.length < mail.files.length ? { ...mail, files: kept } : mail;
}

async function isNeverLogged(tx: Ctx, file: MailFile, mail: CustomerMail, place: Place): Promise<boolean> {
  // Over from the thread that reads, it is no Buffer any more.
  const { headers } = parseHeaders(Buffer.from(file.content));
  const people = ['from', 'to', 'cc'].flatMap((name) => (headers[name] ?? []).flatMap(addressesOf));
  const outside = people.filter(({ address }) => !isOwn(address, place.own));
  const [from] = outside;
  if (!from) return false;
  const attached: CustomerMail = {
    ...mail,
    from,
    outside,
    direction: 'in',
    subject: decodeWords(headers.subject?.[0] ?? ''),
    // Whoever sends it on decides with their own list too.
    forwardedBy: mail.forwardedBy ?? (mail.direction === 'in' ? null : mail.from),
  };
  return (await neverLogged(tx, attached, place)) !== null;
}
