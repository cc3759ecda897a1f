/** A bid for which nobody answered by the afternoon of the working day before. */
import { listAdmins, listPeople, listSalesLeads, type Person } from '../../access/people.ts';
import { listStandIns } from '../../access/standing-in.ts';
import { transaction } from '../../db/transaction.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { editAnywhere, effectFor } from '../../outbox/recipients.ts';
import { enqueue } from '../../outbox/store.ts';
import type { Message } from '../../slack/blocks.ts';
import { channelProblem } from '../../slack/channels.ts';
import { findDeal } from '../deals/service.ts';
import { baseRung, isWatchable, type Nudge, stampOf, type WatchedKind, watchedDate } from './model.ts';
import { escalationNotice } from './notices.ts';
import { readNudgeCards } from './nudge-card.ts';
import { listToldNudges } from './nudges.ts';
import { escalationView } from './redraw.ts';
import { maySee } from './service.ts';
import { findPlannedDate, listWatchers } from './store.ts';

interface Unanswered {
  dealId: DealId;
  kind: WatchedKind;
  version: number;
}

/** The deal's channel is told, else the sales leads. */
export const escalation = effect<Unanswered>('watching.escalation', async (ctx, about): Promise<Delivery> => {
  const told = await readUnanswered(ctx, about);
  if (typeof told === 'string') return { do: 'drop', reason: told };
  const deal = await findDeal(ctx, about.dealId);
  if (deal?.channel && !deal.restricted && (await isUsable(ctx, deal.channel))) {
    const message = await renderFor(ctx, told);
    return message ? { do: 'post', to: { channel: deal.channel }, ...message, ...noticeOf(about) } : gone;
  }
  await transaction(ctx, async (tx) => {
    for (const lead of await leadsFor(tx, about.dealId, told)) {
      await enqueue(tx, {
        kind: 'watching.escalationTo',
        payload: { ...about, personId: lead.id },
        dedupeKey: `escalation:${about.dealId}:${about.kind}:${about.version}:${lead.id}`,
        lane: `person:${lead.id}`,
        priority: 'nudge',
      });
    }
  });
  return { do: 'drop', reason: 'the sales leads are told instead' };
});

export const escalationTo = effectFor<Unanswered>(
  'watching.escalationTo',
  async (seen, { personId, ...about }, { ctx }): Promise<Delivery> => {
    const told = await readUnanswered(ctx, about);
    if (typeof told === 'string') return { do: 'drop', reason: told };
    const message = await renderFor(seen, told);
    return message ? { do: 'post', to: { person: personId }, ...message, ...noticeOf(about) } : gone;
  },
);

const noticeOf = (about: Unanswered) => ({
  remember: { subject: { kind: 'deal' as const, id: about.dealId }, view: escalationView(about) },
});

/** What others were told shows what came of the date; it goes with the deal, and from the sight of who lost it. */
export const escalationEdit = editAnywhere<Unanswered>(
  'watching.escalationEdit',
  async (seen, { channel, ts, ...about }, { person }): Promise<Delivery> => {
    const deal = await findDeal(seen, about.dealId);
    if (!deal || (deal.restricted && !person)) return { do: 'delete', channel, ts };
    const [first, ...rest] = lastOfEach(await listToldNudges(seen, about));
    const message = first && (await renderFor(seen, [first, ...rest]));
    return message ? { do: 'edit', channel, ts, ...message } : gone;
  },
);

const gone: Delivery = { do: 'drop', reason: 'the deal is gone, or invisible to the recipient' };

/** The last nudge of each who watches; or why nobody needs to be told. */
async function readUnanswered(
  ctx: Ctx,
  { dealId, kind, version }: Unanswered,
): Promise<[Nudge, ...Nudge[]] | string> {
  const planned = await findPlannedDate(ctx, dealId, kind);
  const deal = await findDeal(ctx, dealId);
  const date = deal && watchedDate(deal, kind, ctx.settings.zone);
  if (!deal || !date || planned?.version !== version || planned.stamp !== stampOf(date))
    return 'the date has moved';
  if (!isWatchable(deal, kind)) return 'the bid is submitted or closed';
  if (date.kind === 'moment' && date.at <= ctx.time.now()) return 'the deadline has passed';
  const watching = new Set((await listWatchers(ctx, dealId, kind)).map((watcher) => watcher.id));
  const told = (await listToldNudges(ctx, { dealId, kind, version })).filter((nudge) =>
    watching.has(nudge.watcherId),
  );
  const last = lastOfEach(told);
  const [first, ...rest] = last;
  if (!first) return 'nobody was told';
  const answered = told.some((nudge) => nudge.reaction && last.some((one) => isSameRung(one, nudge)));
  return answered ? 'somebody answered' : [first, ...rest];
}

const lastOfEach = (told: Nudge[]): Nudge[] => [
  ...new Map(told.map((nudge) => [nudge.watcherId, nudge])).values(),
];

const isSameRung = (one: Nudge, other: Nudge): boolean =>
  one.watcherId === other.watcherId && baseRung(one.rung) === baseRung(other.rung);

async function renderFor(ctx: Ctx, told: [Nudge, ...Nudge[]]): Promise<Message | null> {
  const [card] = await readNudgeCards(ctx, told);
  if (!card) return null;
  const people = await listPeople(
    ctx.db,
    told.map((nudge) => nudge.sentTo ?? nudge.personId),
  );
  const reminded = told.map((nudge) => ({
    name: people.find((person) => person.id === (nudge.sentTo ?? nudge.personId))?.name ?? '',
    at: nudge.sentAt as Instant,
    answeredAt: nudge.reaction?.at ?? null,
  }));
  return escalationNotice(card, reminded, readerOf(ctx));
}

/** Those who see the deal and were not told themselves already; of one who is away, whoever stands in. */
async function leadsFor(ctx: Ctx, dealId: DealId, told: Nudge[]): Promise<Person[]> {
  const deal = await findDeal(ctx, dealId);
  if (!deal) return [];
  const fits = (person: Person) =>
    maySee(ctx, deal, person) && !told.some((nudge) => (nudge.sentTo ?? nudge.personId) === person.id);
  const fitting = async (people: Person[]) => {
    const found = new Map<PersonId, Person>();
    for (const { id } of people.filter(fits)) {
      const one = (await listStandIns(ctx, id)).find(fits);
      if (one) found.set(one.id, one);
    }
    return [...found.values()];
  };
  const leads = await fitting(await listSalesLeads(ctx.db));
  return leads.length > 0 ? leads : fitting(await listAdmins(ctx.db));
}

const isUsable = async (ctx: Ctx, channel: string): Promise<boolean> =>
  (await channelProblem(ctx, ctx.ports.slack, channel)) === 'ok';
