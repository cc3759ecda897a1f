/** What is watched of a company in registers, and when a difference is a change. */
import { type Instant, minutesBetween, type PlainDate } from '../../lib/time.ts';
import type { CompanyRecord } from '../registers/record.ts';
import { same } from './fields.ts';
import type { Company } from './model.ts';
import type { FieldSources } from './provenance.ts';

export const watchedFields = [
  'insolvency',
  'unreliable',
  'inLiquidation',
  'dissolvedOn',
  'name',
  'office',
  'executives',
  'vat',
] as const;
export type WatchedField = (typeof watchedFields)[number];

/** Who waits with these pays for it: they are told the same morning, however much else changed. */
export const neverHeld: readonly WatchedField[] = ['insolvency', 'unreliable'];

/** A field that is missing is not known now: nothing follows from it. */
export type WatchedFacts = Partial<Record<WatchedField, unknown>>;

export interface FactChange {
  field: WatchedField;
  from: unknown;
  to: unknown;
}

/** Only what a register said just now: what it said yesterday, shown because it is silent today, is no second answer. */
export function factsOf(record: CompanyRecord, company: Pick<Company, 'vatNumber'>): WatchedFacts {
  const facts: WatchedFacts = {};
  const fresh = <T>(said: { value: T; stale: boolean } | null): T | undefined =>
    said && !said.stale ? said.value : undefined;
  if (fresh(record.name) !== undefined) {
    facts.name = record.name?.value;
    facts.inLiquidation = record.state?.value === 'inLiquidation';
    facts.dissolvedOn = record.state?.value === 'dissolved' ? (record.dissolvedOn?.value ?? null) : null;
    const line = fresh(record.office)?.line;
    if (line) facts.office = line;
  }
  const executives = fresh(record.executives);
  if (executives) facts.executives = [...new Set(executives.map(({ name }) => name))].sort();
  if (record.vat?.kind === 'answered' && record.vat.trouble === null) {
    const { kind, unreliable, unreliableSince } = record.vat.subject;
    if (kind !== 'unknown') facts.vat = kind === 'unreliablePerson' ? 'none' : kind;
    if (unreliable !== null || kind === 'unreliablePerson')
      facts.unreliable = unreliable || kind === 'unreliablePerson' ? (unreliableSince ?? 'yes') : null;
  }
  const { vies } = record;
  if (company.vatNumber && vies && vies.kind !== 'unavailable' && !vies.stale) facts.vat = vies.kind;
  Object.assign(facts, insolvencyOf(record));
  return facts;
}

/** Two answers at least an hour apart decide it (registers/isir-verdict.ts); one alone says nothing yet. */
export function insolvencyOf({
  insolvency,
  insolvencyVerdict,
}: Pick<CompanyRecord, 'insolvency' | 'insolvencyVerdict'>): WatchedFacts {
  if (insolvency?.kind !== 'answered' || insolvency.trouble !== null) return {};
  if (insolvencyVerdict === 'notInsolvent') return { insolvency: null };
  if (insolvencyVerdict !== 'insolvent') return {};
  const ongoing = (insolvency.decided ?? []).filter((one) => one.ongoing);
  return {
    insolvency: ongoing
      .map(({ reference }) => reference)
      .sort()
      .join(', '),
  };
}

/** What people know before the first night: bad news is news then too, and so is a seat that the register moved since. */
export function firstFacts(company: Company, sources: FieldSources, today: PlainDate): WatchedFacts {
  const byRegister = (field: string) => sources.get(field)?.source === 'register';
  return {
    insolvency: null,
    unreliable: null,
    inLiquidation: company.inLiquidation,
    // An end that lies ahead has not happened.
    dissolvedOn: company.dissolvedOn && company.dissolvedOn <= today ? company.dissolvedOn : null,
    ...(byRegister('name') ? { name: company.name } : {}),
    ...(byRegister('office') && company.officeLine ? { office: company.officeLine } : {}),
    ...(company.executives.length > 0
      ? { executives: [...new Set(company.executives.map(({ name }) => name))].sort() }
      : {}),
  };
}

/** What was said once and not told yet. */
export type SeenOnce = Partial<Record<WatchedField, { value: unknown; at: Instant }>>;

export interface Judged {
  told: WatchedFacts;
  once: SeenOnce;
  changes: FactChange[];
}

/** A second answer counts when it comes so much later: a register that stumbles stumbles for hours. */
const apartMinutes = 6 * 60;

/** A difference is a change when two answers agree on it; insolvency comes decided by two of its own. */
export function judge(told: WatchedFacts, once: SeenOnce, seen: WatchedFacts, now: Instant): Judged {
  const next: Judged = { told: { ...told }, once: { ...once }, changes: [] };
  for (const field of watchedFields) {
    const to = seen[field];
    if (to === undefined) continue;
    const before = once[field];
    delete next.once[field];
    if (!(field in told)) next.told[field] = to;
    else if (!same(told[field], to)) {
      const agreed = before && same(before.value, to) && minutesBetween(before.at, now) >= apartMinutes;
      if (agreed || field === 'insolvency') {
        next.changes.push({ field, from: told[field], to });
        next.told[field] = to;
      } else next.once[field] = before && same(before.value, to) ? before : { value: to, at: now };
    }
  }
  return next;
}
