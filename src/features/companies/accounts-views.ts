/** Bank accounts that the VAT register publishes for a company, and one of them looked for. */
import type { Reader } from '../../i18n/reader.ts';
import { dateIn } from '../../lib/time.ts';
import { actions, bold, context, esc, type Message, section } from '../../slack/blocks.ts';
import { startPaymentCode } from '../payments/buttons.ts';
import type { TypedAccount } from '../registers/bank-account.ts';
import {
  accountStatus,
  type PublishedAccount,
  type VatLookup,
  type VatSubject,
} from '../registers/crpdph-answer.ts';
import { Ico } from '../registers/model.ts';
import { officialSources } from './official-views.ts';

const shown = 30;

/** @param typed the account that was asked for; null: all of them */
export function accountsAnswer(
  ico: string,
  vat: VatLookup,
  typed: TypedAccount | null,
  reader: Reader,
): Message {
  const { t } = reader;
  const text = t.official.accountsOf(ico);
  const source = officialSources({ vat, insolvency: null, aresMentionsInsolvency: false }, reader);
  const lines =
    vat.kind === 'answered'
      ? typed
        ? [verdict(vat.subject, typed, reader)]
        : listed(vat.subject, reader)
      : vat.kind === 'unavailable'
        ? []
        : [t.official[vat.kind]];
  return {
    text,
    blocks: [
      section([bold(text), ...lines].join('\n')),
      ...(source.length > 0 ? [context(source.join(' · '))] : []),
      ...(vat.kind === 'answered' && vat.subject.accounts.length > 0
        ? [actions([startPaymentCode.make(t.payments.button, { ico: Ico.parse(ico) })])]
        : []),
    ],
  };
}

/** Why what was typed is no account. */
export const accountProblem = (typed: TypedAccount & { kind: 'notAnAccount' }, { t }: Reader): string =>
  typed.problem === 'shape' ? t.official.accountShape : t.official.accountDigits;

function verdict(subject: VatSubject, typed: TypedAccount, reader: Reader): string {
  const { t, date, now } = reader;
  if (typed.kind === 'notAnAccount') return accountProblem(typed, reader);
  const name = esc(typed.local ?? typed.iban);
  const status = accountStatus(subject.accounts, typed.iban, dateIn(now, 'Europe/Prague'));
  if (status.kind === 'notPublished') return `⚠️ ${t.official.accountMissing(name)}`;
  const { since, until } = status.account;
  return status.kind === 'published'
    ? `✅ ${t.official.accountPublished(name, since && date(since))}`
    : `⚠️ ${t.official.accountEnded(name, until ? date(until) : '')}`;
}

function listed({ kind, accounts }: VatSubject, reader: Reader): string[] {
  const { t } = reader;
  if (accounts.length === 0) return [`${t.official.vat[kind]} · ${t.official.noAccounts}`];
  const line = ({ local, iban, since, until }: PublishedAccount) =>
    `• ${t.official.account(esc(local ?? iban), since && reader.date(since), until && reader.date(until))}`;
  const rest = accounts.length - shown;
  return [...accounts.slice(0, shown).map(line), ...(rest > 0 ? [t.official.moreAccounts(rest)] : [])];
}
