import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../../src/events/changes.ts';
import { untouchedInputs } from '../../src/features/deals/conflicts.ts';
import type { TypedDeal } from '../../src/features/deals/form-reading.ts';

const changed = (field: string, from: unknown, to: unknown): FieldChange => ({ field, from, to, by: null });

/** Which inputs of Eva's form show what Oliver made of them meanwhile. */
describe('of what Oliver changed, Eva sees anew', () => {
  const noon = { local: '2027-03-15T12:00', zone: 'Europe/Prague', at: '2027-03-15T11:00:00.000Z' };
  const petr = { contactId: 1, role: 'decides' };
  const jana = { contactId: 2, role: null };

  it.each<[string, object, FieldChange, string[]]>([
    ['a name she left alone', { name: 'Lávka' }, changed('name', 'Lávka', 'Most'), ['name']],
    ['not the name she typed', { name: 'Lávka II' }, changed('name', 'Lávka', 'Most'), []],
    ['a field that was folded away', {}, changed('source', null, 'veletrh'), ['source']],
    [
      'an amount with its currency',
      { value: null },
      changed('value', null, { amount: 1, currency: 'CZK' }),
      ['value', 'currency'],
    ],
    [
      'not a currency she chose',
      { value: { amount: 1, currency: 'EUR' } },
      changed('value', { amount: 1, currency: 'CZK' }, null),
      [],
    ],
    [
      'a deadline with its hour',
      { bidDeadline: noon },
      changed('bidDeadline', noon, null),
      ['bidDate', 'bidTime'],
    ],
    [
      'not a deadline she moved',
      { bidDeadline: { ...noon, local: '2027-03-16T12:00' } },
      changed('bidDeadline', noon, null),
      [],
    ],
    [
      'a watched date',
      { dates: { opening: null } },
      changed('dates.opening', null, '2027-03-15'),
      ['opening', 'openingTime'],
    ],
    [
      'people whose roles alone differ',
      { contacts: [petr, jana] },
      changed('contacts', [jana, petr], []),
      ['contacts'],
    ],
    [
      'not people to whom she adds one',
      { contacts: [petr], newContacts: [{ name: 'Ivo Dub', role: null }] },
      changed('contacts', [petr], []),
      [],
    ],
    [
      'not a company that she is just creating',
      { newCompany: { name: 'Mostaři' }, companyId: null },
      changed('companyId', null, 7),
      [],
    ],
    ['a stage as it is now', {}, changed('stage', 'new', 'rfp'), ['stage']],
  ])('%s', (_, typed, change, inputs) => {
    expect(untouchedInputs(typed as TypedDeal, [change])).toEqual(inputs);
  });
});
