/** What a row changes of a record that is there: what is empty, or all that differs, as the importer chose. */
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { dateIn, instantOf } from '../../lib/time.ts';
import type { TypedCompany } from '../companies/model.ts';
import type { NewContact } from '../contacts/model.ts';
import { parsePhone } from '../contacts/phones.ts';
import type { Deal, DealFields, NewDeal, StageKey } from '../deals/model.ts';
import type { CompanyThere, ContactThere } from './look-up.ts';
import type { FieldKey, ImportRule } from './model.ts';
import type { CompanyFacts, ContactFacts, DealFacts } from './row-facts.ts';

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The given values that are to be set. */
function wanted<T extends object>(given: T, before: object, rule: ImportRule): Partial<T> {
  const there = before as Record<string, unknown>;
  const kept = Object.entries(given).filter(([field, value]) => {
    if (isEmpty(value)) return false;
    if (isEmpty(there[field])) return true;
    return rule === 'overwrite' && JSON.stringify(there[field]) !== JSON.stringify(value);
  });
  return Object.fromEntries(kept) as Partial<T>;
}

const typedCompany = (facts: CompanyFacts, ownerId: PersonId | null): Partial<TypedCompany> => ({
  ...(facts.name ? { name: facts.name } : {}),
  ...(facts.ico ? { ico: facts.ico } : {}),
  ...facts.fields,
  ...(facts.tags.length > 0 ? { tags: facts.tags } : {}),
  ...(ownerId ? { ownerId } : {}),
});

export const newCompany = (facts: CompanyFacts, ownerId: PersonId | null): TypedCompany => ({
  ...typedCompany(facts, ownerId),
  name: facts.name ?? '',
  ...(facts.domain ? { domains: [facts.domain] } : {}),
});

/** A name is never written over: it may be what the company was found by. */
export function companyChange(
  facts: CompanyFacts,
  before: CompanyThere,
  rule: ImportRule,
  ownerId: PersonId | null,
): Partial<TypedCompany> {
  const { name, ...given } = typedCompany(facts, ownerId);
  const change = wanted(given, before, rule);
  // Whose it is was settled when it was created; who imports a list does not take it away.
  if (rule === 'fill' && before.ownerId) delete change.ownerId;
  return change;
}

export const newContact = (facts: ContactFacts, companyId: NewContact['companyId']): NewContact => ({
  name: facts.name,
  companyId: companyId ?? null,
  titleBefore: facts.titleBefore,
  titleAfter: facts.titleAfter,
  position: facts.position,
  emails: facts.emails,
  phones: facts.phones.map((typed) => ({ typed, kind: null })),
});

export function contactChange(
  ctx: Ctx,
  facts: ContactFacts,
  before: ContactThere,
  rule: ImportRule,
  companyId: NewContact['companyId'],
): Partial<NewContact> {
  const { titleBefore, titleAfter, position } = facts;
  const change: Partial<NewContact> = wanted({ titleBefore, titleAfter, position }, before, rule);
  if (companyId && !before.companyId) change.companyId = companyId;
  const addresses = before.emails.map(({ address }) => address);
  const fresh = facts.emails.filter((email) => !addresses.includes(email));
  if (fresh.length > 0 && (rule === 'overwrite' || addresses.length === 0))
    change.emails = [...fresh, ...addresses];
  const numbers = before.phones.map(({ number, typed }) => number ?? typed);
  const numberOf = (typed: string) => parsePhone(typed, ctx.settings.country).number ?? typed;
  const newer = facts.phones.filter((phone) => !numbers.includes(numberOf(phone)));
  if (newer.length > 0 && (rule === 'overwrite' || numbers.length === 0))
    change.phones = [
      ...newer.map((typed) => ({ typed, kind: null })),
      ...before.phones.map(({ typed, kind }) => ({ typed, kind })),
    ];
  return change;
}

/** Won and lost are said by verbs of their own. */
const openStage = (stage: string | null): StageKey | null =>
  stage && !isClosed(stage) ? (stage as StageKey) : null;

/** What has passed rings no alarm at a deal that is won or lost, and stays there; at an open one it would. */
export function pastFields(ctx: Ctx, { stage, deadline, nextStepOn }: DealFacts): FieldKey[] {
  const { settings, time } = ctx;
  const zone = ctx.actor.kind === 'person' ? ctx.actor.zone : settings.zone;
  const isOver = deadline !== null && instantOf(deadline, zone) <= time.now() && !isClosed(stage);
  const isGone = nextStepOn !== null && nextStepOn < dateIn(time.now(), zone);
  return [...(isOver ? ['deal.deadline' as const] : []), ...(isGone ? ['deal.nextStepOn' as const] : [])];
}

const isClosed = (stage: string | null): boolean => stage === 'won' || stage === 'lost';

function typedDeal(ctx: Ctx, facts: DealFacts, ownerId: PersonId | null): Partial<DealFields> {
  const { settings } = ctx;
  const stage = openStage(facts.stage);
  const zone = ctx.actor.kind === 'person' ? ctx.actor.zone : settings.zone;
  const past = pastFields(ctx, facts);
  const deadline = past.includes('deal.deadline') ? null : facts.deadline;
  const on = past.includes('deal.nextStepOn') ? null : facts.nextStepOn;
  return {
    ...(facts.value ? { value: facts.value } : {}),
    ...(stage ? { stage } : {}),
    ...(ownerId ? { ownerId } : {}),
    ...(facts.source ? { source: facts.source } : {}),
    ...(deadline ? { bidDeadline: { local: deadline, zone } } : {}),
    ...(facts.expected ? { dates: { expected: facts.expected } } : {}),
    ...(facts.nextStep
      ? {
          nextStep: {
            text: facts.nextStep,
            on,
            ownerId: (ownerId ?? (ctx.actor.kind === 'person' ? ctx.actor.id : 0)) as PersonId,
          },
        }
      : {}),
    ...(facts.offerNumber ? { offerNumber: facts.offerNumber } : {}),
    ...(facts.customerReference ? { customerReference: facts.customerReference } : {}),
  };
}

export const newDeal = (
  ctx: Ctx,
  facts: DealFacts,
  name: string,
  ownerId: PersonId | null,
  links: Pick<NewDeal, 'companyId' | 'contacts'>,
): NewDeal => ({ ...typedDeal(ctx, facts, ownerId), ...links, name });

export function dealChange(
  ctx: Ctx,
  facts: DealFacts,
  before: Deal,
  rule: ImportRule,
  ownerId: PersonId | null,
): Partial<DealFields> {
  const { dates, bidDeadline, stage, nextStep, ...given } = typedDeal(ctx, facts, ownerId);
  const change: Partial<DealFields> = wanted(given, before, rule);
  // One that is there is closed by a person, not by a list.
  const isAhead = bidDeadline && instantOf(bidDeadline.local, bidDeadline.zone) > ctx.time.now();
  if (rule === 'fill') delete change.ownerId;
  if (rule === 'overwrite' && stage && stage !== before.stage && before.outcome === 'open')
    change.stage = stage;
  if (
    isAhead &&
    (!before.bidDeadline || (rule === 'overwrite' && before.bidDeadline.local !== bidDeadline.local))
  )
    change.bidDeadline = bidDeadline;
  if (
    dates?.expected &&
    (!before.dates.expected || (rule === 'overwrite' && before.dates.expected !== dates.expected))
  )
    change.dates = dates;
  if (nextStep && (!before.nextStep || (rule === 'overwrite' && before.nextStep.text !== nextStep.text)))
    change.nextStep = nextStep;
  return change;
}
