/** From what was typed into a deal's form to what a use case takes. */
import { findPersonBySlackId, isActiveMember, type Person } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, type ErrorCode, type ErrorDetails, FieldErrors } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import { type Currency, type Money, parseAmount } from '../../lib/money.ts';
import { at, type LocalDateTime, type PlainDate, parsePlainDate } from '../../lib/time.ts';
import type { FormValues } from '../../slack/forms.ts';
import { parsePick } from '../companies/picks.ts';
import { readPick } from '../companies/search-service.ts';
import { readContactPicks } from '../contacts/views.ts';
import { timedDates } from './form-fields.ts';
import {
  type DateKind,
  type Deal,
  type DealDate,
  type DealFields,
  dateKinds,
  type StageKey,
} from './model.ts';
import type { DealInput } from './service.ts';

export type TypedDeal = DealInput<Partial<DealFields>>;

/**
 * Only the fields that the form has: folded ones stay as they are.
 * Never inside a transaction: a picked company may be asked of the register.
 * @throws FieldErrors by the names of the fields
 */
export async function readDealForm(
  ctx: Ctx,
  form: FormValues,
  before: Deal | null,
  meet: Meet = nobody,
  window: string | null = null,
): Promise<TypedDeal> {
  const problems = new Problems();
  const typed: TypedDeal = {};
  if (form.has('name')) typed.name = form.text('name') ?? '';
  if (form.has('value')) {
    const fallback = (form.choice('currency') as Currency | null) ?? ctx.settings.currency;
    typed.value = readValue(form.text('value'), fallback, 'value', problems);
  }
  if (form.has('bidDate')) {
    const local = readMoment(form, 'bidDate', 'bidTime', '12:00', problems) as LocalDateTime | null;
    typed.bidDeadline = local && { local, zone: before?.bidDeadline?.zone ?? ctx.settings.zone };
  }
  for (const kind of dateKinds.filter((one) => form.has(one)))
    typed.dates = { ...typed.dates, [kind]: readDealDate(form, kind, problems) };
  if (form.has('stage') && form.choice('stage')) typed.stage = form.choice('stage') as StageKey;
  for (const name of ['source', 'offerNumber', 'customerReference', 'portalUrl', 'channel'] as const)
    if (form.has(name)) typed[name] = name === 'channel' ? form.choice(name) : form.text(name);
  if (form.has('restricted')) typed.restricted = form.choices('restricted').includes('yes');
  if (form.has('contacts')) readContacts(form, before, typed);
  if (form.has('owner')) typed.ownerId = await readPerson(ctx, form.choice('owner'), 'owner', problems, meet);
  if (form.has('people'))
    typed.people = await readPeople(ctx, form.choices('people'), 'people', problems, meet);
  if (form.has('nextStep')) typed.nextStep = readNextStep(ctx, form, before);
  problems.raise();
  // A stage that was closed by its own verb is shown, not set.
  if (before && typed.stage === before.stage) delete typed.stage;
  if (form.has('company'))
    Object.assign(typed, await readPick(ctx, parsePick(form.choice('company')), { window }));
  return typed;
}

/** Errors are told all at once. */
export class Problems {
  readonly errors: CrmError[] = [];

  add<C extends ErrorCode>(field: string, code: C, details: ErrorDetails[C]): null {
    this.errors.push(new CrmError(code, details, field));
    return null;
  }

  /** @throws FieldErrors when there are any */
  raise(): void {
    if (this.errors.length > 0) throw new FieldErrors(this.errors);
  }
}

/** `1,2 mil.`, `48 200 €`: the currency that the text names goes before the chosen one. */
export function readValue(
  text: string | null,
  fallback: Currency,
  field: string,
  problems: Problems,
): Money | null {
  if (!text) return null;
  const parsed = parseAmount(text);
  if (typeof parsed === 'string') return problems.add(field, `amount.${parsed}`, { text });
  return { amount: parsed.amount, currency: parsed.currency ?? fallback };
}

export function readMoment(
  form: FormValues,
  dayField: string,
  clockField: string,
  usual: string | null,
  problems: Problems,
): DealDate | null {
  const day = form.choice(dayField);
  const clock = form.choice(clockField);
  if (!day) return clock ? problems.add(dayField, 'date.timeWithoutDay', {}) : null;
  const date = readDay(day, dayField, problems);
  const hour = clock ?? usual;
  return date && hour ? at(date, hour) : date;
}

export function readDay(text: string | null, field: string, problems: Problems): PlainDate | null {
  if (!text) return null;
  try {
    return parsePlainDate(text);
  } catch {
    return problems.add(field, 'date.invalid', { text });
  }
}

const readDealDate = (form: FormValues, kind: DateKind, problems: Problems): DealDate | null =>
  timedDates.includes(kind)
    ? readMoment(form, kind, `${kind}Time`, null, problems)
    : readDay(form.choice(kind), kind, problems);

function readContacts(form: FormValues, before: Deal | null, typed: TypedDeal): void {
  const { ids, names } = readContactPicks(form.choices('contacts'));
  const role = (id: number) => before?.contacts.find((one) => one.contactId === id)?.role ?? null;
  typed.contacts = ids.map((contactId) => ({ contactId, role: role(contactId) }));
  typed.newContacts = names.map((name) => ({ name, role: null }));
}

function readNextStep(ctx: Ctx, form: FormValues, before: Deal | null): DealFields['nextStep'] {
  const text = form.text('nextStep');
  const own = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  const ownerId = before?.nextStep?.ownerId ?? before?.ownerId ?? (own as PersonId);
  return text ? { text, on: form.choice('nextStepOn') as PlainDate | null, ownerId } : null;
}

/** Somebody whom the nightly list has not brought yet, asked of Slack. */
export type Meet = (slackId: string) => Promise<Person | null>;
const nobody: Meet = async () => null;

/** A person chosen by their Slack user; undefined when none is. */
export async function readPerson(
  ctx: Ctx,
  slackId: string | null,
  field: string,
  problems: Problems,
  meet: Meet = nobody,
): Promise<PersonId | undefined> {
  if (!slackId) return undefined;
  const person = (await findPersonBySlackId(ctx.db, slackId)) ?? (await meet(slackId));
  if (isActiveMember(person)) return person.id;
  problems.add(field, 'person.notMember', { name: (person as { name?: string } | null)?.name ?? slackId });
  return undefined;
}

export async function readPeople(
  ctx: Ctx,
  slackIds: string[],
  field: string,
  problems: Problems,
  meet: Meet = nobody,
): Promise<PersonId[]> {
  const people: PersonId[] = [];
  for (const slackId of slackIds) {
    const id = await readPerson(ctx, slackId, field, problems, meet);
    if (id !== undefined) people.push(id);
  }
  return people;
}
