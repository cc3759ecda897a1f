/** Reads what the form shows when it opens, or is drawn again. */
import type { PlainTextOption } from '@slack/types';
import { findPerson, findPersonBySlackId, listPeople } from '../../access/people.ts';
import type { Reader } from '../../i18n/reader.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { ActivityId } from '../../lib/ids.ts';
import { option } from '../../slack/forms.ts';
import { getCompany } from '../companies/service.ts';
import { fullName } from '../contacts/model.ts';
import { listContactsByIds } from '../contacts/service.ts';
import { type Deal, dealNumber } from '../deals/model.ts';
import { findDeal } from '../deals/service.ts';
import { type Lead, leadName } from '../leads/model.ts';
import { getLead } from '../leads/service.ts';
import type { LogMeta } from './buttons.ts';
import { contactOption, type FormFields, type FormNotes, logModal } from './form.ts';
import { type ActivitySource, sourceKey } from './model.ts';
import { findBySource, getActivityToEdit, listKinds } from './service.ts';
import { readTarget, type Target, targetOf } from './target.ts';
import { findLastBy } from './timeline-store.ts';

/** The kind that this person logged last; at first, a call. */
export async function usualKind(ctx: Ctx): Promise<string> {
  const person = actorId(ctx);
  return (person !== null && (await findLastBy(ctx, person))?.kind) || 'call';
}

const noNotes: FormNotes = {
  notFound: null,
  alreadyLogged: null,
  permalink: null,
  threadNeedsInvite: false,
};

/** The form of a new entry. */
export async function newEntryModal(
  ctx: Ctx,
  meta: LogMeta,
  known: { text?: string | null; at?: FormFields['at']; people?: string[]; notFound?: string | null },
  reader: Reader,
) {
  const kinds = await listKinds(ctx);
  const deal = await dealOf(ctx, meta.target);
  const me = ctx.actor.kind === 'person' ? await findPerson(ctx.db, ctx.actor.id) : null;
  const fields: FormFields = {
    target: await targetOption(ctx, meta.target, deal),
    contacts: await likelyContacts(ctx, meta, deal),
    at: known.at ?? ctx.time.now(),
    text: known.text ?? '',
    flags: [],
    minutesLong: null,
    direction: null,
    people: [...new Set([...(me ? [me.slackId] : []), ...(known.people ?? [])])],
    nextStep: deal?.nextStep?.text ?? null,
  };
  const { threadNeedsInvite } = meta;
  const said = await messageNotes(ctx, meta);
  const notes = { ...noNotes, threadNeedsInvite, notFound: known.notFound ?? null, ...said };
  return logModal(meta, fields, kinds, notes, reader);
}

/** The form of one that is changed. @throws CrmError notFound, entry.notYours */
export async function changedEntryModal(ctx: Ctx, meta: LogMeta & { id: ActivityId }, reader: Reader) {
  const activity = await getActivityToEdit(ctx, meta.id);
  const deal = await dealOf(ctx, targetOf(activity));
  const contacts = await listContactsByIds(ctx, activity.contactIds);
  const people = await listPeople(ctx.db, activity.peopleIds);
  const fields: FormFields = {
    target: await targetOption(ctx, targetOf(activity), deal),
    contacts: contacts.map((contact) => contactOption(contact.id, fullName(contact), contact.position)),
    at: activity.at,
    text: activity.text,
    flags: activity.flags,
    minutesLong: activity.minutesLong,
    direction: activity.direction,
    people: people.map((person) => person.slackId),
    nextStep: null,
  };
  return logModal(meta, fields, await listKinds(ctx), noNotes, reader);
}

async function messageNotes(ctx: Ctx, { message, thread }: LogMeta): Promise<Partial<FormNotes>> {
  if (!message) return {};
  const sources: ActivitySource[] = [
    { by: 'message', ...message },
    ...(thread ? [{ by: 'message' as const, ...message, ts: thread.ts, whole: true as const }] : []),
  ];
  const found = await Promise.all(sources.map((source) => findBySource(ctx, sourceKey(source) as string)));
  const before = found.find((one) => one !== null);
  if (!before) return { permalink: message.permalink };
  const [author] = await listPeople(ctx.db, before.authorId ? [before.authorId] : []);
  return {
    permalink: message.permalink,
    alreadyLogged: { by: author?.name ?? '?', at: before.createdAt },
  };
}

async function dealOf(ctx: Ctx, target: Target | null): Promise<Deal | null> {
  const about = readTarget(target);
  return about?.dealId ? findDeal(ctx, about.dealId) : null;
}

async function targetOption(
  ctx: Ctx,
  target: Target | null,
  deal: Deal | null,
): Promise<PlainTextOption | null> {
  if (!target) return null;
  if (deal) return dealOption(deal);
  const { companyId, leadId } = readTarget(target) ?? {};
  if (leadId) return leadOption(await getLead(ctx, leadId));
  return companyId ? option((await getCompany(ctx, companyId)).name, target) : null;
}

export const dealOption = (deal: Pick<Deal, 'id' | 'name'>): PlainTextOption =>
  option(`${dealNumber(deal.id)} · ${deal.name}`, `d${deal.id}`);

export const leadOption = (lead: Lead): PlainTextOption => option(leadName(lead), `l${lead.id}`);

/** Whose card it began at; when a deal has one contact, it was them. */
async function likelyContacts(
  ctx: Ctx,
  { contactId }: LogMeta,
  deal: Deal | null,
): Promise<PlainTextOption[]> {
  const only = deal?.contacts.length === 1 ? deal.contacts.map((one) => one.contactId) : [];
  const contacts = await listContactsByIds(ctx, contactId ? [contactId] : only);
  return contacts.map((contact) => contactOption(contact.id, fullName(contact), contact.position));
}

/** Colleagues by their Slack ids, in our ids; whoever is no member is left out. */
export async function personIds(ctx: Ctx, slackIds: string[]) {
  const people = await Promise.all(slackIds.map((id) => findPersonBySlackId(ctx.db, id)));
  return people.flatMap((person) => (person?.kind === 'member' ? [person.id] : []));
}
