/** The parts of one mail's card: lines, and what its buttons begin with. */
import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { esc, lineOf } from '../../slack/blocks.ts';
import { pickValue } from '../companies/picks.ts';
import type { NewLeadStart } from '../leads/buttons.ts';
import { domainOf, isFreeMail } from './addresses.ts';
import type { EmailCard } from './card.ts';
import { findLines } from './find-lines.ts';
import { isOpen, nameLimit, nameOf, othersOf, subjectOf } from './mail-lines.ts';
import { isNoticeMail } from './reading/portals.ts';
import { isNobodys } from './sender.ts';
import { suggestedName } from './triage/filing-windows.ts';

/** Unless the reason says it already. */
export const doubtOf = ({ email }: EmailCard, { t }: Reader): string | null =>
  email.senderDoubt && email.reason?.code !== 'senderNotVerified' ? t.mailRules.doubted : null;

/** Robots never become contacts, portals neither. */
export const mayBecomeContact = ({ email, contact }: EmailCard): boolean =>
  email.counterpart !== null && contact === null && !isNoticeMail(email) && !isNobodys(email);

export const icoLine = ({ facts: { ico }, signatureCompany }: EmailCard, { t }: Reader): string | null => {
  if (!ico || !signatureCompany) return ico && `IČO ${ico}`;
  const { name, city, source } = signatureCompany;
  return `IČO ${ico} (${t.filing.companyOf[source](lineOf(', ', cut(name, 80), city && cut(city, 40)))})`;
};

/** Whom a new deal would be for. */
export function companyOf({ email, signatureCompany }: EmailCard): { companyId?: CompanyId } {
  const companyId = email.companyId ?? signatureCompany?.companyId ?? null;
  return companyId ? { companyId } : {};
}

/** What the form of a new lead begins with: who wrote, and what their signature gives. */
export function leadStart(card: EmailCard): NewLeadStart {
  const { email, company, signatureCompany, facts } = card;
  const { phone, position } = facts;
  const ours = company ?? null;
  const picked = ours
    ? { value: pickValue({ kind: 'own', id: ours.id }), text: ours.name }
    : signatureCompany && {
        value: pickValue(
          signatureCompany.companyId
            ? { kind: 'own', id: signatureCompany.companyId }
            : { kind: 'register', ico: signatureCompany.ico },
        ),
        text: signatureCompany.name,
      };
  return {
    name: cut(suggestedName(card), 100),
    email: email.counterpart ?? '',
    source: 'mail',
    ...(phone ? { phone: cut(phone, 40) } : {}),
    ...(position ? { position: cut(position, 100) } : {}),
    ...(picked ? { company: { ...picked, text: cut(picked.text, 75) } } : {}),
    // Everybody sees a lead.
    ...(email.privacy === 'full' && email.subject ? { note: cut(email.subject, 200) } : {}),
    origin: { emailId: email.id },
  };
}

/** The others of this sender that are asked about here. */
export function joinedLine({ joined }: EmailCard, reader: Reader): string | null {
  if (joined.length === 0) return null;
  const subjects = joined
    .slice(0, 3)
    .map((email) => reader.t.activities.quoted(cut(subjectOf({ email }, reader), 60)));
  return `✉️ ${esc(reader.t.filing.joined(joined.length, lineOf(', ', ...subjects, joined.length > 3 && '…')))}`;
}

/** What only claims to be from somebody says nothing against them. */
export function ignoreChoices({ email, joined }: EmailCard, { t }: Reader) {
  const counterpart = email.senderDoubt ? null : email.counterpart;
  const domain = counterpart ? domainOf(counterpart) : null;
  return [
    { text: `${t.email.ignore}: ${t.email.ignoreMail}`, value: { email: email.id, what: 'mail' as const } },
    ...(joined.length > 0
      ? [
          {
            text: `${t.email.ignore}: ${t.filing.ignoreAll(joined.length + 1)}`,
            value: { email: email.id, what: 'all' as const },
          },
        ]
      : []),
    ...(counterpart
      ? [
          {
            text: `${t.email.ignore}: ${t.email.ignoreAddress(counterpart)}`,
            value: { email: email.id, what: 'address' as const },
          },
        ]
      : []),
    ...(domain && !isFreeMail(domain)
      ? [
          {
            text: `${t.email.ignore}: ${t.email.ignoreDomain(domain)}`,
            value: { email: email.id, what: 'domain' as const },
          },
        ]
      : []),
    { text: t.common.whoSees, value: { email: email.id, what: 'whoSees' as const } },
  ];
}

export const senderOf = ({ colleague, email }: EmailCard): string =>
  cut(colleague?.name ?? email.forwardedBy ?? '', nameLimit);

export const firstTo = ({ text, email }: EmailCard): string =>
  nameOf(text?.to[0] ?? null).replace(/^\?$/, email.locator.mailbox);

export function whoLine({ email, text, colleague }: EmailCard, { t }: Reader): string {
  const { from } = email;
  const outgoing = email.direction === 'out';
  const other = outgoing ? (text?.to.find(({ address }) => address === email.counterpart) ?? null) : from;
  const address = other?.address ?? email.counterpart ?? '';
  const named = other?.name
    ? `${nameOf(other)} <${cut(address, nameLimit)}>`
    : cut(address || '?', nameLimit);
  const who = cut(colleague?.name ?? email.forwardedBy ?? '', nameLimit);
  const others = othersOf(email);
  return esc(
    lineOf(
      ' · ',
      // Of a forward in which nobody can be read only who sent it in is known.
      outgoing
        ? address && t.email.to(lineOf(' ', named, others > 0 && t.email.andMore(others)))
        : t.email.from(named),
      email.forwardedBy && t.email.forwardedBy(who),
      // What only claims to be from a colleague, none has sent.
      outgoing && !email.forwardedBy && !email.senderDoubt && colleague && t.email.sentBy(colleague.name),
    ),
  );
}

const excerptLimit = 250;

export function excerpt(card: EmailCard, reader: Reader): string | null {
  const { t } = reader;
  const words = (card.text?.text || card.text?.quoted || '').replace(/\s+/g, ' ').trim();
  const count = fileCount(card);
  const isEmpty = !words && !card.text?.note && count === 0 && findLines(card, reader).length === 0;
  if (isEmpty) return isOpen(card) ? esc(t.email.noText) : null;
  return (
    lineOf(
      '   ',
      words && esc(t.activities.quoted(cut(words, excerptLimit))),
      card.email.status === 'triage' && count > 0 && t.email.files(count),
    ) || null
  );
}

export const fileCount = ({ files }: EmailCard): number =>
  files.filter(({ kind }) => ['file', 'message', 'invoice', 'unsafe'].includes(kind)).length;
