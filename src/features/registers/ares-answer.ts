import { z } from 'zod';

/**
 * ARES 1.3.0 as it really answers. Nothing is `required` in its contract and old records come in old shapes, so a
 * field that we can live without is dropped when it is strange; one that would mislead refuses the record.
 */
const text = z.string().trim().min(1).optional().catch(undefined);
const number = z.coerce.number().int().optional().catch(undefined);
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d/)
  .transform((value) => value.slice(0, 10));

export const AresAddress = z.object({
  kodStatu: text,
  nazevStatu: text,
  nazevKraje: text,
  nazevOkresu: text,
  nazevObce: text,
  nazevSpravnihoObvodu: text,
  nazevMestskehoObvodu: text,
  nazevUlice: text,
  cisloDomovni: number,
  /** 1 house number, 2 registration number; 2023 recordings have it as text */
  typCisloDomovni: number,
  cisloOrientacni: number,
  cisloOrientacniPismeno: text,
  nazevCastiObce: text,
  psc: number,
  pscTxt: text,
  cisloDoAdresy: text,
  textovaAdresa: text,
});
export type AresAddress = z.infer<typeof AresAddress>;

const listOf = <T extends z.ZodType>(item: T) => z.array(item).optional().catch(undefined);

const MoreFacts = z.object({
  datovyZdroj: text,
  obchodniJmeno: listOf(z.object({ obchodniJmeno: text, primarniZaznam: z.boolean().optional() })),
  sidlo: listOf(z.object({ sidlo: AresAddress.optional(), primarniZaznam: z.boolean().optional() })),
  pravniForma: text,
  spisovaZnacka: text,
});

/** EkonomickySubjekt, the same in GET and in the list of POST vyhledat. */
export const AresSubject = z.object({
  ico: z
    .string()
    .regex(/^\d{1,8}$/)
    .optional(),
  obchodniJmeno: text,
  sidlo: AresAddress.optional().catch(undefined),
  /** any line of it can be missing, or all of them */
  adresaDorucovaci: z
    .object({ radekAdresy1: text, radekAdresy2: text, radekAdresy3: text })
    .optional()
    .catch(undefined),
  pravniForma: text,
  datumVzniku: day.optional().catch(undefined),
  datumZaniku: day.nullish(),
  datumAktualizace: day.optional().catch(undefined),
  dic: text,
  dicSkDph: text,
  czNace: listOf(z.string()),
  seznamRegistraci: z.record(z.string(), z.unknown()).optional().catch(undefined),
  dalsiUdaje: listOf(MoreFacts),
});
export type AresSubject = z.infer<typeof AresSubject>;

export const AresList = z.object({
  pocetCelkem: z.number().int().nonnegative(),
  ekonomickeSubjekty: z.array(AresSubject).optional(),
});

/** Chyba. A 404 of a wrong address has `status` and `path` instead. */
export const AresError = z.object({
  kod: z.string(),
  subKod: z.string().optional(),
  popis: z.string().optional(),
});
export type AresError = z.infer<typeof AresError>;
