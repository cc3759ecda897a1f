/** What happened to deals over a while, netted: a deal that went there and back did not move. */
import type { CrmEvent } from '../../lib/event.ts';
import type { DealId } from '../../lib/ids.ts';
import type { Money } from '../../lib/money.ts';
import type { Deadline, Deal, StageKey } from '../deals/model.ts';

/** The events that tell of moves, as deals record them. */
export const moveKinds = [
  'deal.created',
  'deal.changed',
  'deal.submitted',
  'deal.submissionTakenBack',
  'deal.won',
  'deal.lost',
  'deal.reopened',
];

export interface Change<T> {
  from: T;
  to: T;
}

export interface Move {
  deal: Deal;
  stage: Change<StageKey> | null;
  value: Change<Money | null> | null;
  deadline: Change<Deadline | null> | null;
}

export interface Happened {
  created: Deal[];
  won: Deal[];
  lost: Deal[];
  /** neither new nor closed meanwhile */
  moved: Move[];
}

type Field = 'stage' | 'value' | 'bidDeadline';
const fields: Field[] = ['stage', 'value', 'bidDeadline'];

export const dealsOf = (events: CrmEvent[]): DealId[] => [
  ...new Set(events.map((event) => event.subject.id as DealId)),
];

/** @param events oldest first @param deals those of them that the audience sees, as they are now */
export function whatHappened(events: CrmEvent[], deals: Deal[]): Happened {
  const happened: Happened = { created: [], won: [], lost: [], moved: [] };
  const byDeal = Map.groupBy(events, (event) => event.subject.id);
  for (const deal of deals) {
    const own = byDeal.get(deal.id) ?? [];
    const created = own.some((event) => event.kind === 'deal.created');
    const closed = deal.outcome !== 'open' && own.some((event) => event.kind === `deal.${deal.outcome}`);
    if (created) happened.created.push(deal);
    if (closed) happened[deal.outcome as 'won' | 'lost'].push(deal);
    const move = created || closed ? null : moveOf(deal, own);
    if (move) happened.moved.push(move);
  }
  return happened;
}

function moveOf(deal: Deal, events: CrmEvent[]): Move | null {
  const net = new Map<Field, Change<unknown>>();
  for (const event of events) {
    for (const field of fields) {
      const change = event.details[field];
      if (!isChange(change)) continue;
      net.set(field, { from: net.has(field) ? net.get(field)?.from : change.from, to: change.to });
    }
  }
  const changed = <T>(field: Field): Change<T> | null => {
    const change = net.get(field);
    return change && JSON.stringify(change.from) !== JSON.stringify(change.to) ? (change as Change<T>) : null;
  };
  const move: Move = {
    deal,
    stage: changed('stage'),
    value: changed('value'),
    deadline: changed('bidDeadline'),
  };
  return move.stage || move.value || move.deadline ? move : null;
}

const isChange = (value: unknown): value is Change<unknown> =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
