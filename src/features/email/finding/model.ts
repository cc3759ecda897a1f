import type { DealId } from '../../../lib/ids.ts';
import type { Email } from '../model.ts';

/** A mail that was looked for, as the actor may see it. */
export interface FoundMail {
  email: Email;
  /** who wrote to whom; null: somebody of ours */
  from: string | null;
  to: string | null;
  deal: { id: DealId; name: string } | null;
  /** without a deal: the lead or the company it is with */
  about: string | null;
  /** the place where it says what was looked for; null: its subject or its people alone say so */
  excerpt: ExcerptPart[] | null;
}

export interface ExcerptPart {
  text: string;
  isSought: boolean;
}
