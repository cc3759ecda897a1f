import { z } from 'zod';
import { cleanLine } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { type Executive, wholeName } from './executive.ts';
import type { Leadership } from './leadership.ts';
import { presentOf } from './rpo-answer.ts';

/** GET /entity/{id}: flat lists with history, a value without `validTo` is the present one. Addresses are not read. */
const text = z.string().trim().min(1).optional().catch(undefined);
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d/)
  .transform((value) => value.slice(0, 10));
const period = { validFrom: day.optional().catch(undefined), validTo: day.nullish() };
const listOf = <T extends z.ZodType>(item: T) => z.array(item).optional().catch(undefined);
const coded = z.object({ value: text, code: z.coerce.string().optional().catch(undefined) });
const names = listOf(z.union([z.string(), coded.transform(({ value }) => value ?? '')]));

const StatutoryBody = z.object({
  ...period,
  stakeholderType: coded.optional().catch(undefined),
  statutoryBodyMember: coded.optional().catch(undefined),
  personName: z
    .object({ formatedName: text, givenNames: names, familyNames: names, prefixes: names, postfixes: names })
    .optional()
    .catch(undefined),
  fullName: text,
});

export const RpoEntity = z.object({
  id: z.number().int(),
  legalForms: listOf(z.object({ value: coded, ...period })),
  activities: listOf(z.object({ economicActivityDescription: text, ...period })),
  // Not `listOf`: one that cannot be read must not read as nobody.
  statutoryBodies: z.array(StatutoryBody).optional(),
  authorizations: listOf(z.object({ value: text, ...period })),
  statisticalCodes: z
    .object({ mainActivity: coded.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type RpoEntity = z.infer<typeof RpoEntity>;

export function leadershipOfRpo(entity: RpoEntity): Leadership {
  const form = presentOf(entity.legalForms)?.value;
  return {
    executives: (entity.statutoryBodies ?? []).filter(isPresent).flatMap((body) => executiveOf(body) ?? []),
    acting: cleanLine((entity.authorizations ?? []).filter(isPresent).at(-1)?.value ?? '') || null,
    courtFile: null,
    legalForm: form?.code ? { code: form.code, name: form.value ?? null } : null,
    activities: (entity.activities ?? [])
      .filter(isPresent)
      .flatMap(({ economicActivityDescription }) => economicActivityDescription ?? [])
      .map(cleanLine),
    nace: entity.statisticalCodes?.mainActivity?.code ?? null,
  };
}

const isPresent = ({ validTo }: { validTo?: string | null }): boolean => !validTo;

function executiveOf(body: z.infer<typeof StatutoryBody>): Executive | null {
  const { personName, stakeholderType, statutoryBodyMember } = body;
  const person = personName && {
    titleBefore: joined(personName.prefixes),
    givenName: joined(personName.givenNames),
    familyName: joined(personName.familyNames),
    titleAfter: joined(personName.postfixes),
  };
  const isWhole = person !== undefined && person.familyName !== null;
  const name = personName?.formatedName ?? (isWhole ? wholeName(person) : cleanLine(body.fullName ?? ''));
  if (name === '') return null;
  return {
    name: cleanLine(name),
    person: isWhole ? person : null,
    role: statutoryBodyMember?.value ?? stakeholderType?.value ?? null,
    since: (body.validFrom as PlainDate | undefined) ?? null,
    until: null,
    ico: null,
    representedBy: [],
  };
}

const joined = (parts: string[] | undefined): string | null => cleanLine((parts ?? []).join(' ')) || null;
