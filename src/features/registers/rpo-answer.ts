import { z } from 'zod';

/**
 * RPO (register of legal persons, sole traders and public bodies of Slovakia) as `search` answers. It sends history
 * and presence together: a value without `validTo` is the present one. A strange optional field is dropped.
 */
const text = z.string().trim().min(1).optional().catch(undefined);
const number = z.coerce.number().int().optional().catch(undefined);
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d/)
  .transform((value) => value.slice(0, 10));
const someDay = day.optional().catch(undefined);

const period = { validFrom: someDay, validTo: day.nullish() };
const Dated = z.object({ value: z.string(), ...period });
const listOf = <T extends z.ZodType>(item: T) => z.array(item).optional().catch(undefined);
const coded = z.object({ value: text, code: text }).optional().catch(undefined);

export const RpoAddress = z.object({
  ...period,
  street: text,
  /** súpisné číslo, 0 for none */
  regNumber: number,
  /** orientačné číslo, `12A` */
  buildingNumber: z.coerce.string().trim().min(1).optional().catch(undefined),
  postalCodes: listOf(z.coerce.string()),
  municipality: coded,
  /** `code` is the number of ISO 3166: 703 Slovakia */
  country: coded,
});
export type RpoAddress = z.infer<typeof RpoAddress>;

export const RpoSubject = z.object({
  id: z.number().int().optional().catch(undefined),
  dbModificationDate: someDay,
  identifiers: z.array(Dated),
  fullNames: listOf(Dated),
  addresses: listOf(RpoAddress),
  establishment: someDay,
  /** the day it ended; a strange one refuses the record, lest an ended company looks alive */
  termination: day.nullish(),
  sourceRegister: z
    .object({
      value: coded,
      registrationOffices: listOf(Dated),
      registrationNumbers: listOf(Dated),
    })
    .optional()
    .catch(undefined),
});
export type RpoSubject = z.infer<typeof RpoSubject>;

export const RpoList = z.object({ results: z.array(z.unknown()) });

/** What holds now: without an end, the latest of several. Of a subject that ended, what held last. */
export function presentOf<T extends { validFrom?: string; validTo?: string | null }>(
  values: T[] | undefined,
): T | null {
  const byStart = (values ?? []).toSorted((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''));
  return byStart.findLast((value) => !value.validTo) ?? byStart.at(-1) ?? null;
}
