/** A mail whose sender is not who it says, or may not be: a person decides where it belongs. */
import type { Clue, Considered, Reason, ReasonCode } from './model.ts';
import { reason } from './model.ts';
import type { SenderCheck } from './reading/trust.ts';

interface Verdict {
  outcome: string;
  deal?: Considered['deal'] | null;
  reason: Reason;
  considered?: Considered[];
}

/** Logging becomes asking; what would have decided is the best guess. */
export function mistrust<V extends Verdict>(verdict: V, sender: SenderCheck, address: string): V {
  if (sender.verified || verdict.outcome !== 'logged') return verdict;
  const guess: Considered[] = verdict.deal
    ? [{ deal: verdict.deal, why: clueOf[verdict.reason.code] ?? 'company' }]
    : [];
  return {
    ...verdict,
    outcome: 'triage',
    deal: null,
    reason: reason('senderNotVerified', { address, why: sender.why }),
    considered: [...guess, ...(verdict.considered ?? [])],
  };
}

const clueOf: Partial<Record<ReasonCode, Clue>> = {
  addressTag: 'tag',
  thread: 'thread',
  ourId: 'thread',
  subjectTag: 'subject',
  offerNumber: 'number',
  customersReference: 'number',
  contactsOnlyDeal: 'contact',
};
