import {
  asPerson,
  changePerson,
  findPersonBySlackId,
  getPerson,
  isActiveMember,
  keepPerson,
  listAdmins,
  listSalesLeads,
  type Person,
  type SlackPerson,
} from '../../access/people.ts';
import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { type Language, languageOfLocale } from '../../i18n/catalog.ts';
import type { Country, Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import { enqueue } from '../../outbox/store.ts';
import { changeDeal, listDealsOf } from '../deals/service.ts';

/** Takes over what Slack says of people; who was deactivated is handed over by the admins. At most 200 at a time. */
export function takeOverPeople(ctx: Ctx, people: SlackPerson[]): Promise<void> {
  return transaction(ctx, async (tx) => {
    for (const one of people) {
      const { person, deactivated } = await keepPerson(tx, one);
      if (deactivated && person.kind === 'member') await announceDeparture(tx, person);
    }
  });
}

async function announceDeparture(tx: Ctx, person: Person): Promise<void> {
  const event = await recordEvent(tx, 'person.deactivated', { kind: 'person', id: person.id }, {});
  const admins = await listAdmins(tx.db);
  for (const admin of admins) {
    await enqueue(tx, {
      kind: 'people.handOver',
      payload: { personId: person.id, adminId: admin.id },
      dedupeKey: `${event}:${admin.id}`,
      lane: `person:${admin.id}`,
      priority: 'answer',
    });
  }
  const [lead] = await listSalesLeads(tx.db);
  if (!lead || admins.some((admin) => admin.id === lead.id)) return;
  await enqueue(tx, {
    kind: 'people.standsIn',
    payload: { personId: person.id, leadId: lead.id },
    dedupeKey: `${event}:standsIn:${lead.id}`,
    lane: `person:${lead.id}`,
    priority: 'answer',
  });
}

/** Asks once which language a person wants, when Slack's own setting does not tell. */
export async function askLanguageOnce(ctx: Ctx, person: Person): Promise<void> {
  if (person.language || person.languageAskedAt || languageOfLocale(person.slackLocale)) return;
  await transaction(ctx, async (tx) => {
    await changePerson(tx, person.id, { language_asked_at: tx.time.now() });
    await enqueue(tx, {
      kind: 'people.askLanguage',
      payload: { personId: person.id },
      dedupeKey: `language:${person.id}`,
      lane: `person:${person.id}`,
      priority: 'answer',
    });
  });
}

/** The actor's own language and country. */
export function chooseSettings(ctx: Ctx, choice: { language?: Language; country?: Country }): Promise<Ctx> {
  return transaction(ctx, async (tx) => {
    const id = (tx.actor as { id: PersonId }).id;
    await changePerson(tx, id, { ...choice, language_asked_at: tx.time.now() });
    return asPerson(ctx, await getPerson(tx.db, id));
  });
}

/** Who besides Slack's owners and admins is an admin, and who is a sales lead. @throws CrmError admin.only, notFound */
export function appoint(ctx: Ctx, roles: { admins: string[]; salesLeads: string[] }): Promise<void> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const chosen = new Map<PersonId, { is_admin: boolean; is_sales_lead: boolean }>();
    for (const slackId of new Set([...roles.admins, ...roles.salesLeads])) {
      const person = await findPersonBySlackId(tx.db, slackId);
      if (!isActiveMember(person)) return notFound('person');
      chosen.set(person.id, {
        is_admin: roles.admins.includes(slackId) && !person.isSlackAdmin,
        is_sales_lead: roles.salesLeads.includes(slackId),
      });
    }
    await tx.db('people').update({ is_admin: false, is_sales_lead: false });
    for (const [id, role] of chosen) await changePerson(tx, id, role);
    await recordEvent(tx, 'people.appointed', { kind: 'workspace', id: 0 }, Object.fromEntries(chosen));
  });
}

/**
 * Who takes over from a person who left: their nudges, what is asked of them, and their open deals.
 * @throws CrmError admin.only, notFound, person.isBack
 */
export async function chooseSuccessor(
  ctx: Ctx,
  personId: PersonId,
  successorSlackId: string,
): Promise<[Person, Person]> {
  assertAdmin(ctx);
  const people = await transaction(ctx, async (tx): Promise<[Person, Person]> => {
    const successor = await findPersonBySlackId(tx.db, successorSlackId);
    if (!isActiveMember(successor)) return notFound('person');
    // The card stays in the admins' DM. To hand over to the same person would never come to an end.
    const left = await getPerson(tx.db, personId);
    if (!left.deactivatedAt) refuse('person.isBack', { name: left.name });
    await changePerson(tx, personId, { successor_id: successor.id });
    const subject = { kind: 'person', id: personId } as const;
    const event = await recordEvent(tx, 'person.handedOver', subject, { successorId: successor.id });
    await enqueue(tx, {
      kind: 'people.tookOver',
      payload: { personId, successorId: successor.id },
      dedupeKey: `${event}:${successor.id}`,
      lane: `person:${successor.id}`,
      priority: 'answer',
    });
    return [await getPerson(tx.db, personId), successor];
  });
  await handOverDeals(ctx, ...people);
  const [left, successor] = people;
  for (const part of ctx.ports.leavingParts ?? []) await part.handOver?.(ctx, left.id, successor.id);
  return people;
}

/** Deal by deal, each in its own transaction: cut short, it goes on when somebody chooses again. */
async function handOverDeals(ctx: Ctx, from: Person, to: Person): Promise<void> {
  for (;;) {
    const { deals } = await listDealsOf(ctx, from.id, { limit: 50, offset: 0 });
    if (deals.length === 0) return;
    for (const deal of deals) await changeDeal(ctx, deal.id, { ownerId: to.id });
  }
}
