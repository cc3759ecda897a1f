/** What becomes of a night's changes: they are told, or held back because there are too many to be true. */
import { isActiveMember, listAdmins, listPeople, listSalesLeads, type Person } from '../../access/people.ts';
import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, PersonId, Subject } from '../../lib/ids.ts';
import { afterQuietHours } from '../../lib/quiet.ts';
import type { Instant } from '../../lib/time.ts';
import { listMessages } from '../../outbox/messages.ts';
import { enqueue } from '../../outbox/store.ts';
import { listOpenDealsOfCompany } from '../deals/service.ts';
import { Ico, registerOf } from '../registers/model.ts';
import { recallWhole } from '../registers/whole.ts';
import { same } from './fields.ts';
import { companyOfRegister } from './from-register.ts';
import type { Company } from './model.ts';
import { fillFromRegister } from './register-service.ts';
import { findCompany, lockCompany } from './store.ts';
import {
  listHeldChanges,
  listHoldable,
  listUntold,
  type RegisterChange,
  takeUntold,
} from './watch-changes-store.ts';
import { type FactChange, neverHeld } from './watch-facts.ts';
import { answerNight, countChecked, endNight, findWatched, type Night, saveTold } from './watch-store.ts';

/** Of fewer companies one is more than a tenth soon, and no sign that a register went mad. */
const fewestChecked = 10;
const tooMany = 0.1;

/** Nobody hears of anything before the whole night is known; what must never wait is told however much changed. */
export async function judgeNight(ctx: Ctx, night: Night): Promise<void> {
  await transaction(ctx, async (tx) => {
    const checked = await countChecked(tx, night.replace('+', ''));
    const changed = (await listHoldable(tx, night)).length;
    const isHeld = checked >= fewestChecked && changed > checked * tooMany;
    await endNight(tx, { night, checked, changed, verdict: isHeld ? 'held' : 'tell' });
    if (isHeld) await tellAdmins(tx, night);
  });
  await tellNight(ctx, night);
}

async function tellAdmins(tx: Ctx, night: Night): Promise<void> {
  for (const admin of await listAdmins(tx.db)) {
    await enqueue(tx, {
      kind: 'companies.held',
      payload: { night, personId: admin.id },
      dedupeKey: `company.night:${night}:${admin.id}`,
      lane: `person:${admin.id}`,
      priority: 'answer',
      runAt: inTheMorning(tx, admin),
    });
  }
}

const inTheMorning = (ctx: Ctx, person: Person): Instant =>
  afterQuietHours(ctx.time.now(), person.zone, person.country ?? ctx.settings.country);

const chunk = 50;

/** Each company in a transaction of its own, so that a crash repeats nothing and loses nothing. */
export async function tellNight(ctx: Ctx, night: Night): Promise<void> {
  const system: Ctx = { ...ctx, actor: { kind: 'system', name: 'registers' } };
  for (;;) {
    const ids = await listUntold(system, night, chunk);
    for (const id of ids) await transaction(system, (tx) => tellCompany(tx, night, id));
    if (ids.length < chunk) return;
  }
}

async function tellCompany(tx: Ctx, night: Night, id: CompanyId): Promise<void> {
  await lockCompany(tx, id);
  const changes = await takeUntold(tx, night, id);
  const before = await findCompany(tx, id);
  if (!before || changes.length === 0) return;
  // Of what must never wait nothing stands on the company itself, and the rest of its night may be held.
  const isUrgent = changes.every(({ field }) => neverHeld.includes(field));
  const company = isUrgent ? before : await takeOver(tx, before);
  await recordEvent(tx, 'company.watched', { kind: 'company', id }, detailsOf(changes));
  const ids = changes.map((change) => change.id);
  // Branches share the IČO: whoever has several of them hears of it once.
  const { ico, country } = company;
  const news = ico ? [night, country, ico, ...changes.map(({ field }) => field)].join('.') : ids.join('.');
  for (const person of await readersOf(tx, company, changes)) {
    await enqueue(tx, {
      kind: 'companies.changed',
      payload: { companyId: id, changes: ids, personId: person.id },
      dedupeKey: `company.change:${news}:${person.id}`,
      lane: `person:${person.id}`,
      priority: 'answer',
      runAt: inTheMorning(tx, person),
    });
  }
}

/** What a register may write; where somebody typed something else, the card asks. */
async function takeOver(tx: Ctx, company: Company): Promise<Company> {
  if (company.ico === null) return company;
  const record = await recallWhole(tx, Ico.parse(company.ico), registerOf(company.country));
  return record ? fillFromRegister(tx, company.id, companyOfRegister(record)) : company;
}

const detailsOf = (changes: RegisterChange[]): Record<string, Omit<FactChange, 'field'>> =>
  Object.fromEntries(changes.map(({ field, from, to }) => [field, { from, to }]));

/** Whose company it is, else whose deals are open there, else the sales leads; of an insolvency the sales leads too. */
async function readersOf(tx: Ctx, company: Company, changes: RegisterChange[]): Promise<Person[]> {
  const active = async (ids: (Company['ownerId'] | null)[]) =>
    (await listPeople(tx.db, [...new Set(ids.filter((id) => id !== null))])).filter(isActiveMember);
  const leads = await listSalesLeads(tx.db);
  let readers = await active([company.ownerId]);
  if (readers.length === 0)
    readers = await active((await listOpenDealsOfCompany(tx, company.id)).map(({ ownerId }) => ownerId));
  if (readers.length === 0) readers = leads;
  const isInsolvent = changes.some(({ field, to }) => field === 'insolvency' && to !== null);
  const all = [...readers, ...(isInsolvent ? leads : [])];
  return all.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index);
}

/**
 * An admin decides over changes that were held back: they are told after all, or nobody hears of them. A register that
 * goes on saying what was dropped is asked about anew, as if it had never said so.
 * @returns false when another admin was faster; @throws CrmError admin.only
 */
export async function answerHeld(ctx: Ctx, night: Night, answer: 'told' | 'dropped'): Promise<boolean> {
  assertAdmin(ctx);
  const isFirst = await transaction(ctx, async (tx) => {
    const held = answer === 'dropped' ? await listHeldChanges(tx, night) : [];
    const first = await answerNight(tx, night, answer, actorId(tx));
    if (first) for (const change of held) await putBack(tx, change);
    if (first) await tellOtherAdmins(tx, night);
    return first;
  });
  if (isFirst && answer === 'told') await tellNight(ctx, night);
  return isFirst;
}

/** Where the cards about a held night are remembered. */
export const everybody: Subject = { kind: 'workspace', id: 0 };
export const heldView = (night: Night): string => `companies.held:${night}`;

/** Their cards ask no more. */
async function tellOtherAdmins(tx: Ctx, night: Night): Promise<void> {
  const [me] = await listPeople(tx.db, [actorId(tx) ?? (0 as PersonId)]);
  for (const { channel, ts, personSlackId } of await listMessages(tx, everybody, heldView(night)))
    if (personSlackId && personSlackId !== me?.slackId)
      await enqueue(tx, {
        kind: 'companies.heldElsewhere',
        payload: { channel, ts, slackId: personSlackId },
        dedupeKey: `held:${night}:${ts}`,
        lane: `edit:${channel}:${ts}`,
        priority: 'edit',
      });
}

/** Nobody was told: what was known before is what the next answer is held against. */
async function putBack(tx: Ctx, { companyId, field, from, to }: RegisterChange): Promise<void> {
  await lockCompany(tx, companyId);
  const told = (await findWatched(tx, companyId))?.told;
  if (told && same(told[field], to)) await saveTold(tx, companyId, { ...told, [field]: from });
}
