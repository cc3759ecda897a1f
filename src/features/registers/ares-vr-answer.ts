import { z } from 'zod';

/** EkonomickySubjektVr of ARES 1.3.0: what we need of it. Birth dates, homes and citizenships are not even read. */
const text = z.string().trim().min(1).optional().catch(undefined);
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d/)
  .transform((value) => value.slice(0, 10));
const someDay = day.optional().catch(undefined);
/** A strange end refuses the entry's list, lest somebody who left looks present. */
const end = day.nullish();
const listOf = <T extends z.ZodType>(item: T) => z.array(item).optional().catch(undefined);

/** Scalars come wrapped, and empty ones as `{}`. */
const Wrapped = z.object({ hodnota: text, datumZapisu: someDay, datumVymazu: end });

const Person = z.object({
  jmeno: text,
  prijmeni: text,
  titulPredJmenem: text,
  titulZaJmenem: text,
  textOsoba: text,
});
const Office = z.object({
  clenstvi: z.object({ vznikClenstvi: someDay, zanikClenstvi: end }).optional(),
  funkce: z.object({ vznikFunkce: someDay, zanikFunkce: end, nazev: text }).optional(),
});
const Engaged = z.object({
  datumZapisu: someDay,
  datumVymazu: end,
  clenstvi: Office.optional(),
  nazevAngazma: text,
});

const Member = Engaged.extend({
  fyzickaOsoba: Person.optional(),
  pravnickaOsoba: z
    .object({
      ico: text,
      obchodniJmeno: text,
      zastoupeni: listOf(Engaged.extend({ fyzickaOsoba: Person.optional() })),
    })
    .optional(),
});
export type VrMember = z.infer<typeof Member>;
export type VrPerson = z.infer<typeof Person>;

const Organ = z.object({
  datumVymazu: end,
  nazevOrganu: text,
  // Not `listOf`: a member that cannot be read must not read as nobody.
  clenoveOrganu: z.array(Member).optional(),
  zpusobJednani: listOf(Wrapped),
});

export const VrRecord = z.object({
  primarniZaznam: z.boolean().optional().catch(undefined),
  stavSubjektu: text,
  datumVymazu: end,
  spisovaZnacka: listOf(
    z.object({ soud: text, oddil: text, vlozka: z.coerce.number().int().optional(), datumVymazu: end }),
  ),
  statutarniOrgany: z.array(Organ).optional(),
});
export type VrRecord = z.infer<typeof VrRecord>;

export const VrSubject = z.object({ icoId: text, zaznamy: z.array(VrRecord) });
export type VrSubject = z.infer<typeof VrSubject>;
