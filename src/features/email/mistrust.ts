/** A mail whose sender is not who it says, or may not be: a person decides where it belongs. */
import type { Verdict } from './judge.ts';
import type { MailboxConfig } from './mailboxes/config.ts';
import type { Decision } from './match.ts';
import type { Clue, Considered, ReasonCode } from './model.ts';
import { reason } from './model.ts';
import type { SenderCheck } from './reading/trust.ts';

/**
 * Logging becomes asking; what would have decided is the best guess. What only claims to be among colleagues is asked about
 * too, where everything is meant to be logged.
 */
export function mistrust(
  verdict: Verdict,
  sender: SenderCheck,
  address: string,
  { mode }: Pick<MailboxConfig, 'mode'>,
): Verdict {
  if (sender.verified) return verdict;
  const asked = {
    outcome: 'triage' as const,
    deal: null,
    lead: null,
    reason: reason('senderNotVerified', { address, why: sender.why }),
  };
  if (verdict.outcome === 'logged') return { ...verdict, ...asked, considered: asGuesses(verdict) };
  if (verdict.reason.code !== 'internal' || mode !== 'dropbox') return verdict;
  return { ...asked, considered: [], companyId: null, contactId: null };
}

/** The deal that would have been decided on comes first. */
export const asGuesses = ({ deal, reason: why, considered }: Decision): Considered[] => [
  ...(deal ? [{ deal, why: clueOf[why.code] ?? 'company' }] : []),
  ...considered,
];

const clueOf: Partial<Record<ReasonCode, Clue>> = {
  addressTag: 'tag',
  thread: 'thread',
  ourId: 'thread',
  subjectTag: 'subject',
  offerNumber: 'number',
  customersReference: 'number',
  contactsOnlyDeal: 'contact',
  chosenDeal: 'chosen',
};
