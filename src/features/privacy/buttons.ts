/** What is clicked about a person's data. */
import { button, modal } from '../../slack/ids.ts';
import type { ErasureId } from './erasure.ts';
import type { Candidate } from './seeking.ts';

export const findForm = modal<null>('privacy.find');
export const heldWindow = modal<null>('privacy.held');
export const pickPerson = button<Candidate>('privacy.pick');
export const exportPerson = button<Candidate>('privacy.export');
export const openErase = button<Candidate>('privacy.erase');
export const eraseForm = modal<{ person: Candidate; word: string }>('privacy.eraseForm');
export const sendCertificate = button<ErasureId>('privacy.certificate');
