import { describe, expect, it } from 'vitest';
import { whatHappened } from '../../src/features/reports/moves.ts';
import type { CrmEvent } from '../../src/lib/event.ts';
import type { EventId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { bridge, deadline } from './support.ts';

const happened = (kind: string, details: Record<string, unknown> = {}): CrmEvent => ({
  id: 1 as EventId,
  kind,
  subject: { kind: 'deal', id: 42 },
  actorId: null,
  details,
  at: '2027-03-08T08:00:00.000Z' as Instant,
});

describe('what a digest says of a deal', () => {
  it('that moved twice: from where it first was to where it is now', () => {
    const { moved } = whatHappened(
      [
        happened('deal.changed', { stage: { from: 'new', to: 'qualified' } }),
        happened('deal.changed', { stage: { from: 'qualified', to: 'rfp' } }),
      ],
      [bridge()],
    );
    expect(moved.map((move) => move.stage)).toEqual([{ from: 'new', to: 'rfp' }]);
  });

  it('that went there and back: nothing', () => {
    const { moved } = whatHappened(
      [
        happened('deal.changed', { stage: { from: 'rfp', to: 'offer' } }),
        happened('deal.changed', { stage: { from: 'offer', to: 'rfp' } }),
      ],
      [bridge()],
    );
    expect(moved).toEqual([]);
  });

  it('whose deadline and value changed: both, from what to what', () => {
    const [from, to] = [deadline('2027-03-15T12:00'), deadline('2027-03-22T12:00')];
    const value = { from: null, to: { amount: 100, currency: 'EUR' } };
    const { moved } = whatHappened(
      [happened('deal.changed', { bidDeadline: { from, to }, value })],
      [bridge()],
    );
    expect(moved).toMatchObject([{ stage: null, deadline: { from, to }, value }]);
  });

  it('that was only renamed: nothing', () => {
    const { moved } = whatHappened([happened('deal.changed', { name: { from: 'a', to: 'b' } })], [bridge()]);
    expect(moved).toEqual([]);
  });

  it('that was won and reopened: how it moved, not that it was won', () => {
    const { won, moved } = whatHappened(
      [
        happened('deal.won', { stage: { from: 'offer', to: 'won' } }),
        happened('deal.reopened', { stage: { from: 'won', to: 'negotiation' } }),
      ],
      [bridge({ stage: 'negotiation' })],
    );
    expect(won).toEqual([]);
    expect(moved.map((move) => move.stage)).toEqual([{ from: 'offer', to: 'negotiation' }]);
  });

  it('that is new and won already: both, and no move', () => {
    const deal = bridge({ stage: 'won', outcome: 'won' });
    const events = [happened('deal.created'), happened('deal.won', { stage: { from: 'new', to: 'won' } })];
    expect(whatHappened(events, [deal])).toEqual({ created: [deal], won: [deal], lost: [], moved: [] });
  });
});
