import type { CrmError } from '../../../lib/errors.ts';
import type { Company } from '../../companies/model.ts';
import type { Alike } from '../alike.ts';
import type { NewContact } from '../model.ts';
import type { PhoneInput } from '../phones.ts';

export interface ReadCard {
  contact: NewContact & { emails: string[]; phones: PhoneInput[] };
  /** the firm as the card names it */
  company: string | null;
}

export interface SeenCard extends ReadCard {
  /** the one of ours that the card names */
  known: Company | null;
  alike: Alike | null;
}

/** What became of the cards that were chosen. */
export interface Kept {
  created: number;
  /** by their address */
  known: number;
  failed: { name: string; error: CrmError }[];
}
