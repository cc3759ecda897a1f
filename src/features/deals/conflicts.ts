/** Two people edit one deal: what the second typed stays, what they left alone shows what the first made of it. */
import type { FieldChange } from '../../events/changes.ts';
import type { TypedDeal } from './form-reading.ts';
import type { DealContact } from './model.ts';

/** The inputs that show a field of the deal. */
const inputsOf: Record<string, string[]> = {
  value: ['value', 'currency'],
  companyId: ['company'],
  ownerId: ['owner'],
  bidDeadline: ['bidDate', 'bidTime'],
  nextStep: ['nextStep', 'nextStepOn'],
};

/** Inputs to begin anew with what the deal says now: their field was changed by others and not touched by this person. */
export function untouchedInputs(typed: TypedDeal, changes: FieldChange[]): string[] {
  return changes
    .filter(({ field, from }) => !addsSomebody(typed, field) && isSame(field, typedValue(typed, field), from))
    .flatMap(({ field }) =>
      field.startsWith('dates.')
        ? [field.slice('dates.'.length), `${field.slice('dates.'.length)}Time`]
        : (inputsOf[field] ?? [field]),
    );
}

const addsSomebody = (typed: TypedDeal, field: string): boolean =>
  field === 'contacts' && (typed.newContacts?.length ?? 0) > 0;

function typedValue(typed: TypedDeal, field: string): unknown {
  if (field.startsWith('dates.'))
    return (typed.dates as Record<string, unknown> | undefined)?.[field.slice('dates.'.length)];
  // A new company was certainly typed by this person.
  if (field === 'companyId' && typed.newCompany) return typed.newCompany;
  // The form leaves a stage out that is as it was.
  if (field === 'stage' && typed.stage === undefined) return undefined;
  return (typed as Record<string, unknown>)[field];
}

function isSame(field: string, typed: unknown, from: unknown): boolean {
  if (typed === undefined) return true;
  if (typed === null || from === null) return (typed ?? null) === (from ?? null);
  if (field === 'bidDeadline')
    return (typed as { local: string }).local === (from as { local: string }).local;
  if (field === 'nextStep') {
    const [one, other] = [typed, from] as { text: string; on: string | null }[];
    return one?.text === other?.text && one?.on === other?.on;
  }
  if (field === 'contacts') return ids(typed).join() === ids(from).join();
  if (field === 'people')
    return [...(typed as number[])].sort().join() === [...(from as number[])].sort().join();
  return JSON.stringify(typed) === JSON.stringify(from);
}

const ids = (contacts: unknown): number[] => (contacts as DealContact[]).map((one) => one.contactId).sort();
