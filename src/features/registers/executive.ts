import { z } from 'zod';
import { cleanLine } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { Ico } from './ico.ts';

const plainDate = z.custom<PlainDate>(
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
);

/** Who acts for a company. No birth date and no home address: whoever reads an answer drops them at the door. */
export const Executive = z.object({
  /** with titles: `Ing. Petr Říha, Ph.D.`; of a legal person its name */
  name: z.string(),
  /** the parts of a person's name; null of a legal person, or where the register has one text */
  person: z
    .object({
      titleBefore: z.string().nullable(),
      givenName: z.string().nullable(),
      familyName: z.string().nullable(),
      titleAfter: z.string().nullable(),
    })
    .nullable(),
  /** as the register writes it: `jednatel`, `předseda představenstva`, `konateľ` */
  role: z.string().nullable(),
  since: plainDate.nullable(),
  /** the end of the office that is known already; can lie ahead */
  until: plainDate.nullable(),
  /** of a legal person */
  ico: Ico.nullable(),
  /** who acts for the legal person */
  representedBy: z.array(z.string()),
});
export type Executive = z.infer<typeof Executive>;

/** `Ing. Petr Říha, Ph.D.` */
export function wholeName(person: NonNullable<Executive['person']>): string {
  const { titleBefore, givenName, familyName, titleAfter } = person;
  const name = [titleBefore, givenName, familyName].filter(Boolean).join(' ');
  return titleAfter ? `${name}, ${titleAfter}` : name;
}

/** The court writes names in capitals: `JOSEF ŘÍHA-MALÝ` is `Josef Říha-Malý`. Others stay as they are. */
export function humanName(text: string | undefined): string | null {
  const name = cleanLine(text ?? '');
  if (name === '') return null;
  if (name !== name.toUpperCase() || !/\p{L}{2}/u.test(name)) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s\-'’.])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());
}
