import { cleanLine } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import type { VrMember, VrPerson, VrRecord, VrSubject } from './ares-vr-answer.ts';
import { type Executive, humanName, wholeName } from './executive.ts';
import type { Leadership } from './leadership.ts';
import { Ico } from './model.ts';

/** What the public register says now; null without any record. */
export function leadershipOf(subject: VrSubject): Leadership | null {
  const record = livingRecord(subject.zaznamy);
  if (!record) return null;
  const organs = (record.statutarniOrgany ?? []).filter(isPresent);
  return {
    executives: organs.flatMap((organ) =>
      (organ.clenoveOrganu ?? [])
        .filter(isPresent)
        .flatMap((member) => executiveOf(member, organ.nazevOrganu) ?? []),
    ),
    acting:
      organs
        .flatMap((organ) => organ.zpusobJednani ?? [])
        .filter(isPresent)
        .flatMap(({ hodnota }) => hodnota ?? [])
        .map(cleanLine)
        .at(-1) ?? null,
    courtFile: courtFileOf(record),
    legalForm: null,
    activities: [],
    nace: null,
  };
}

/** One number can have several records, the first of them long dead: of those that live the primary one. */
function livingRecord(records: VrRecord[]): VrRecord | null {
  const living = records.filter(({ stavSubjektu }) => stavSubjektu === 'AKTIVNI');
  const open = living.length > 0 ? living : records.filter(isPresent);
  const among = open.length > 0 ? open : records;
  return among.find(({ primarniZaznam }) => primarniZaznam) ?? among[0] ?? null;
}

const isPresent = ({ datumVymazu }: { datumVymazu?: string | null }): boolean => !datumVymazu;

function courtFileOf({ spisovaZnacka }: VrRecord): string | null {
  const file = (spisovaZnacka ?? []).find(isPresent);
  return file?.oddil && file.vlozka && file.soud ? `${file.oddil} ${file.vlozka}/${file.soud}` : null;
}

function executiveOf(member: VrMember, organ: string | undefined): Executive | null {
  const { clenstvi, funkce } = member.clenstvi ?? {};
  const office = {
    // datumZapisu dates the entry; the office may have begun long before it.
    since: dayOf(funkce?.vznikFunkce ?? clenstvi?.vznikClenstvi ?? member.datumZapisu),
    until: dayOf(clenstvi?.zanikClenstvi),
    role: roleOf(funkce?.zanikFunkce ? undefined : funkce?.nazev, member.nazevAngazma, organ),
  };
  const { fyzickaOsoba, pravnickaOsoba } = member;
  const person = fyzickaOsoba && personOf(fyzickaOsoba);
  if (person) return { ...office, name: wholeName(person), person, ico: null, representedBy: [] };
  const name = cleanLine(pravnickaOsoba?.obchodniJmeno ?? '');
  // A court may hide a member: there is nobody to name then.
  if (name === '') return null;
  const representedBy = (pravnickaOsoba?.zastoupeni ?? [])
    .filter(isPresent)
    .flatMap((one) => (one.fyzickaOsoba && personOf(one.fyzickaOsoba)) ?? [])
    .map(wholeName);
  return {
    ...office,
    name,
    person: null,
    ico: Ico.safeParse(pravnickaOsoba?.ico).data ?? null,
    representedBy,
  };
}

function personOf(person: VrPerson): NonNullable<Executive['person']> | null {
  const givenName = humanName(person.jmeno);
  const familyName = humanName(person.prijmeni);
  if (!givenName && !familyName) return null;
  return {
    titleBefore: person.titulPredJmenem ?? null,
    givenName,
    familyName,
    titleAfter: person.titulZaJmenem ?? null,
  };
}

/** `jednatel`; the name of the body says more than nothing. */
function roleOf(...names: (string | undefined)[]): string | null {
  const role = cleanLine(names.find((name) => name !== undefined) ?? '');
  return role === '' ? null : role.charAt(0).toLowerCase() + role.slice(1);
}

const dayOf = (day: string | null | undefined): PlainDate | null => (day as PlainDate | undefined) ?? null;
