/** What leads tell people: that nobody touches one, that one is theirs now; and how those messages keep up. */
import {
  asPerson,
  findPerson,
  findPersonBySlackId,
  isActiveMember,
  type Person,
} from '../../access/people.ts';
import { listStandIns } from '../../access/standing-in.ts';
import { transaction } from '../../db/transaction.ts';
import { onEvent } from '../../events/watchers.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { type LeadId, type PersonId, randomId } from '../../lib/ids.ts';
import { afterQuietHours } from '../../lib/quiet.ts';
import { dateIn } from '../../lib/time.ts';
import { workdaysBetween } from '../../lib/workdays.ts';
import { type Delivery, type Effect, effect } from '../../outbox/effects.ts';
import { listMessages, rememberMessage } from '../../outbox/messages.ts';
import { enqueue, type Queued } from '../../outbox/store.ts';
import { ownersOf, readLeadCard } from './card.ts';
import { isOpen, type Lead } from './model.ts';
import { type NudgeKind, takenOverMessage, type Untouched, untouchedMessage } from './nudge-views.ts';
import { findLead, listLeadsByIds } from './service.ts';
import { placeOf } from './touch.ts';
import { leadCard } from './views.ts';

interface Told {
  personId: PersonId;
  leads: { id: LeadId; touches: number }[];
}

const viewOf = (kind: NudgeKind, touches: number) => `leads.${kind}:${touches}`;
const cardView = 'leads.card';

/** Told to the owner, or to who stands in for them; several in one message, and not in quiet hours. */
const untouchedEffect = (kind: NudgeKind) =>
  effect<Told>(
    `leads.${kind}`,
    async (ctx, { personId, leads }, { id }): Promise<Delivery> => {
      const person = await whoIsTold(ctx, personId);
      if (!person) return { do: 'drop', reason: 'nobody to tell' };
      const now = ctx.time.now();
      const morning = afterQuietHours(now, person.zone, person.country ?? ctx.settings.country);
      if (morning > now) {
        await transaction(ctx, (tx) => enqueue(tx, again(kind, { personId, leads }, morning)));
        return { do: 'drop', reason: 'it comes in the morning' };
      }
      const seen = asPerson(ctx, person);
      const all = (await readUntouched(seen, leads)).filter((one) => one.asks);
      if (all.length === 0) return { do: 'drop', reason: 'somebody touched them' };
      return {
        do: 'post',
        to: { person: person.id },
        ...untouchedMessage(all, kind, readerOf(seen)),
        sent: async (tx, message) => {
          for (const { lead } of all) {
            await rememberMessage(tx, {
              subject: { kind: 'lead', id: lead.id },
              view: viewOf(kind, lead.touches),
              ...message,
              personSlackId: person.slackId,
            });
          }
          // Touched while the message was on its way: then it says so.
          const now = await listLeadsByIds(
            tx,
            all.map(({ lead }) => lead.id),
          );
          const moved = now.some(
            (one) => !leads.some((told) => told.id === one.id && told.touches === one.touches),
          );
          if (moved) await queueRedraw(tx, message, `after:${id}`);
        },
      };
    },
    {
      collapse: (_tx, effects) => together(kind, effects),
    },
  );

export const leadNudge = untouchedEffect('nudge');
export const leadEscalation = untouchedEffect('escalation');

const again = (kind: NudgeKind, told: Told, runAt: Queued['runAt']): Queued => ({
  kind: `leads.${kind}`,
  payload: told,
  dedupeKey: `leads.${kind}:${told.leads.map(({ id, touches }) => `${id}.${touches}`).join(',')}:${told.personId}:${runAt}`,
  lane: `person:${told.personId}`,
  priority: 'nudge',
  ...(runAt ? { runAt } : {}),
});

/** Several that were missed are one message. */
function together(kind: NudgeKind, effects: Effect[]): Queued | null {
  const told = effects.map((one) => one.payload as Told);
  const [first] = told;
  if (!first) return null;
  const leads = told.flatMap((one) => one.leads);
  return {
    ...again(kind, { personId: first.personId, leads }, undefined),
    dedupeKey: `late:${effects.map((one) => one.id).join(',')}`,
  };
}

const whoIsTold = async (ctx: Ctx, personId: PersonId): Promise<Person | null> =>
  (await listStandIns(ctx, personId))[0] ?? null;

async function readUntouched(ctx: Ctx, told: Told['leads']): Promise<Untouched[]> {
  const leads = await listLeadsByIds(ctx, [...new Set(told.map(({ id }) => id))]);
  const owners = await ownersOf(ctx, leads);
  const all: Untouched[] = [];
  for (const lead of leads) {
    const asks = isOpen(lead) && told.some((one) => one.id === lead.id && one.touches === lead.touches);
    all.push({ lead, owner: owners.get(lead.ownerId) ?? '?', asks, days: await daysUntouched(ctx, lead) });
  }
  return all;
}

async function daysUntouched(ctx: Ctx, { ownerId, touchedAt }: Lead): Promise<number> {
  const { zone, country } = await placeOf(ctx, ownerId);
  return workdaysBetween(dateIn(touchedAt, zone), dateIn(ctx.time.now(), zone), country);
}

/** The card of a lead in its new owner's DM. */
export const leadGiven = effect<{ leadId: LeadId; personId: PersonId; from: string | null }>(
  'leads.given',
  async (ctx, { leadId, personId, from }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'no active member' };
    const lead = await findLead(ctx, leadId);
    if (lead?.ownerId !== personId || !isOpen(lead))
      return { do: 'drop', reason: 'it is not theirs any more' };
    const seen = asPerson(ctx, person);
    const reader = readerOf(seen);
    const { t } = reader;
    const note = `👤 ${from ? t.leads.handedOver(from) : t.leads.given}`;
    return {
      do: 'post',
      to: { person: personId },
      ...leadCard(await readLeadCard(seen, leadId), reader, note),
      remember: { subject: { kind: 'lead', id: leadId }, view: cardView },
    };
  },
);

/** To the successor of somebody who left, one message however many leads there are. */
export const leadsTakenOver = effect<{ personId: PersonId; from: string; count: number }>(
  'leads.takenOver',
  async (ctx, { personId, from, count }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'no active member' };
    const reader = readerOf(asPerson(ctx, person));
    return { do: 'post', to: { person: personId }, ...takenOverMessage(from, count, personId, reader) };
  },
);

/** A message that tells of leads shows how they are now. */
export const leadRedraw = effect<{ channel: string; ts: string }>(
  'leads.redraw',
  async (ctx, { channel, ts }): Promise<Delivery> => {
    const rows = await ctx.db('slack_messages').where({ channel, ts, subject_kind: 'lead' }).orderBy('id');
    const [first] = rows;
    const person = first?.person_slack_id ? await findPersonBySlackId(ctx.db, first.person_slack_id) : null;
    if (!first || !isActiveMember(person)) return { do: 'drop', reason: 'the recipient is no active member' };
    const seen = asPerson(ctx, person);
    const reader = readerOf(seen);
    const leads = await listLeadsByIds(
      seen,
      rows.map((row) => row.subject_id as LeadId),
    );
    const [lead] = leads;
    if (!lead) return { do: 'delete', channel, ts };
    if (first.view === cardView)
      return { do: 'edit', channel, ts, ...leadCard(await readLeadCard(seen, lead.id), reader) };
    const told = rows.map((row) => ({
      id: row.subject_id as LeadId,
      touches: Number(row.view.split(':')[1]),
    }));
    const kind = first.view.startsWith('leads.nudge') ? 'nudge' : 'escalation';
    return { do: 'edit', channel, ts, ...untouchedMessage(await readUntouched(seen, told), kind, reader) };
  },
);

export async function queueRedraw(
  tx: Ctx,
  { channel, ts }: { channel: string; ts: string },
  cause: string,
): Promise<void> {
  await enqueue(tx, {
    kind: 'leads.redraw',
    payload: { channel, ts },
    dedupeKey: `leads.redraw:${cause}:${channel}:${ts}`,
    lane: `edit:${channel}:${ts}`,
    priority: 'edit',
  });
}

/** Whatever happens to a lead shows where it was told of. */
export async function queueLeadRedraws(tx: Ctx, id: LeadId): Promise<void> {
  for (const message of await listMessages(tx, { kind: 'lead', id }))
    await queueRedraw(tx, message, randomId());
}

export const redrawLeads = onEvent('lead.*', async (tx, { subject }) =>
  queueLeadRedraws(tx, subject.id as LeadId),
);

/** Whoever gets a lead from somebody else, or in turn, hears of it; of imported ones together, at the end of the import. */
export const tellNewOwner = onEvent('lead.*', async (tx, event) => {
  const { ownerId, leaving, origin } = event.details as {
    ownerId?: PersonId | { to: PersonId };
    leaving?: boolean;
    origin?: { importId?: number } | null;
  };
  const owner = typeof ownerId === 'object' ? ownerId.to : ownerId;
  if (!owner || leaving || origin?.importId || owner === event.actorId) return;
  const from = event.actorId ? await findPerson(tx.db, event.actorId) : null;
  await enqueue(tx, {
    kind: 'leads.given',
    payload: { leadId: event.subject.id, personId: owner, from: from?.name ?? null },
    dedupeKey: `${event.id}:${owner}`,
    lane: `person:${owner}`,
    priority: 'answer',
  });
});
