/** What a mail carries besides its words, in a line each. Text for mrkdwn. */
import type { Reader } from '../../i18n/reader.ts';
import { type Currency, currencies } from '../../lib/money.ts';
import { cut } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { esc, lineOf } from '../../slack/blocks.ts';
import type { EmailCard } from './card.ts';
import { invitationLines } from './meeting-lines.ts';
import type { EmailFile } from './model.ts';
import type { FileDetails } from './reading/findings.ts';

const mostLines = 5;

/** @param isMeetingsEntry they stand in the entry of the meeting, which says when and where */
export function findLines(
  { email, files, invitation }: Pick<EmailCard, 'email' | 'files' | 'invitation'>,
  reader: Reader,
  isMeetingsEntry = false,
): string[] {
  const { t } = reader;
  const ofFiles = files.flatMap((file) => fileLine(file, reader) ?? []).slice(0, mostLines);
  return [
    ...(email.marks.includes('encrypted') ? [t.mailFinds.encrypted] : []),
    ...(email.marks.includes('signed') ? [t.mailFinds.signed] : []),
    ...(invitation ? invitationLines(invitation, reader, isMeetingsEntry) : []),
    ...ofFiles,
  ];
}

/** null for a file of which nothing is to be said */
function fileLine({ name, details }: EmailFile, reader: Reader): string | null {
  if (details?.is === 'invoice') return invoiceLine(details, reader);
  const { mailFinds } = reader.t;
  if (details?.is === 'broken') return esc(mailFinds.broken(cut(name, 100)));
  if (details?.is !== 'unsafe') return null;
  const what = mailFinds.dangers[details.danger];
  const line = details.inside
    ? mailFinds.unsafeInside(cut(name, 100), cut(details.inside, 100), what)
    : mailFinds.unsafeFile(cut(name, 100), what);
  return esc(line);
}

/** `🧾 Faktura 2026001 · 12 100 Kč · splatnost 15. 3. 2026 · IČO 00000027` */
function invoiceLine(invoice: Extract<FileDetails, { is: 'invoice' }>, reader: Reader): string {
  const { number, amount, currency, dueOn, supplierIco } = invoice;
  const words = reader.t.mailFinds.invoice;
  return `🧾 ${esc(
    lineOf(
      ' · ',
      number ? words.number(cut(number, 60)) : words.title,
      amount !== null && currency !== null && moneyText(amount, currency, reader),
      dueOn && words.due(reader.date(dueOn as PlainDate)),
      supplierIco && words.supplier(supplierIco),
    ),
  )}`;
}

const moneyText = (amount: number, currency: string, reader: Reader): string =>
  currencies.includes(currency as Currency)
    ? reader.money({ amount, currency: currency as Currency })
    : `${(amount / 100).toFixed(2)} ${currency}`;
