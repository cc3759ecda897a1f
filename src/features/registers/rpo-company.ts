import { cleanLine, fold } from '../../lib/text.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';
import { Ico, type Office, type RegisterFacts } from './model.ts';
import { presentOf, type RpoAddress, type RpoSubject } from './rpo-answer.ts';

/** One record of ours, or null without a present IČO or a name. Its DIČ comes from RÚZ, its IČ DPH from VIES. */
export function factsOfRpo(subject: RpoSubject, fetchedAt: Instant): RegisterFacts | null {
  const ico = presentIco(subject);
  const name = cleanLine(presentOf(subject.fullNames)?.value ?? '');
  if (ico === null || name === '') return null;
  return {
    source: 'rpo',
    fetchedAt,
    registerId: subject.id ?? null,
    updatedOn: dayOf(subject.dbModificationDate),
    ico,
    name,
    dic: null,
    office: officeOfRpo(presentOf(subject.addresses) ?? {}),
    legalForm: null,
    naturalPerson: registerName(subject).startsWith('zivnostensky'),
    foundedOn: dayOf(subject.establishment),
    dissolvedOn: dayOf(subject.termination),
    inLiquidation: /(^|\P{L})v likvidacii?(\P{L}|$)/u.test(fold(name)),
    vat: { status: 'unknown', confirmed: false },
    insolvency: 'none',
    courtFile: courtFileOf(subject),
    nace: [],
  };
}

/** A number that the subject gave up is no longer its own. */
export function presentIco(subject: RpoSubject): Ico | null {
  const present = subject.identifiers.filter((identifier) => !identifier.validTo);
  const ico = Ico.safeParse(presentOf(present)?.value);
  return ico.success ? ico.data : null;
}

const dayOf = (day: string | null | undefined): PlainDate | null => (day as PlainDate | undefined) ?? null;

const registerName = (subject: RpoSubject): string => fold(subject.sourceRegister?.value?.value ?? '');

/** `Sa/426/B, Mestský súd Bratislava III`; a number in the register of trades is no court's file. */
function courtFileOf(subject: RpoSubject): string | null {
  if (!registerName(subject).startsWith('obchodny')) return null;
  const file = presentOf(subject.sourceRegister?.registrationNumbers)?.value.trim();
  const court = presentOf(subject.sourceRegister?.registrationOffices)?.value.trim();
  return file ? [file, court].filter(Boolean).join(', ') : null;
}

/** The countries of neighbours and owners we meet, by the numbers of ISO 3166; the rest go by their name. */
const countries: Record<string, string> = {
  '703': 'SK',
  '203': 'CZ',
  '040': 'AT',
  '348': 'HU',
  '616': 'PL',
  '804': 'UA',
  '276': 'DE',
  '756': 'CH',
  '380': 'IT',
  '250': 'FR',
  '528': 'NL',
  '826': 'GB',
};

function officeOfRpo(address: Partial<RpoAddress>): Office {
  const country = countries[address.country?.code ?? ''] ?? null;
  const countryName = address.country?.value ?? null;
  const isSlovak = country === 'SK' || address.country === undefined;
  const city = address.municipality?.value ?? null;
  const street = streetOf(address);
  const postalCode = grouped(address.postalCodes?.[0] ?? null, isSlovak);
  const town = [postalCode, city].filter(Boolean).join(' ');
  return {
    line: [street, town, isSlovak ? null : countryName].filter(Boolean).join(', '),
    street,
    municipalityPart: null,
    city,
    district: null,
    region: null,
    postalCode,
    country: country ?? (isSlovak ? 'SK' : null),
    countryName,
  };
}

/** `Hlavná 812/5`; a village without streets gives its own name a number: `Nižný Potok 12`. */
function streetOf(address: Partial<RpoAddress>): string | null {
  const house = address.regNumber ? String(address.regNumber) : null;
  const number = [house, address.buildingNumber].filter(Boolean).join('/');
  const name = address.street ?? (number ? address.municipality?.value : undefined);
  return name ? [name, number].filter(Boolean).join(' ') : null;
}

function grouped(code: string | null, isSlovak: boolean): string | null {
  const digits = code?.replace(/\s/gu, '') ?? '';
  return isSlovak && /^\d{5}$/.test(digits)
    ? `${digits.slice(0, 3)} ${digits.slice(3)}`
    : code?.trim() || null;
}
