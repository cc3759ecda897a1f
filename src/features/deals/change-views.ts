/** What changed on a deal, in words: for the second of two editors, and for a timeline. */

import type { FieldChange } from '../../events/changes.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Money } from '../../lib/money.ts';
import { bold, esc } from '../../slack/blocks.ts';
import type { Names } from './change-names.ts';
import { dateText, short } from './lines.ts';
import type { DateKind, Deadline, DealContact, DealDate, StageKey } from './model.ts';

/** `Tomáš · Hodnota bez DPH: 1 000 000 Kč → 1 200 000 Kč` */
export function changeLine(change: FieldChange, names: Names, reader: Reader): string {
  const { t } = reader;
  const who = change.by === null ? 'Vizitka' : (names.people.get(change.by) ?? '?');
  return t.deals.changed.line(
    bold(esc(who)),
    fieldName(change.field, reader),
    valueText(change.field, change.from, names, reader),
    valueText(change.field, change.to, names, reader),
  );
}

export function fieldName(field: string, { t }: Reader): string {
  if (field.startsWith('dates.')) return t.deals.dates[field.slice('dates.'.length) as DateKind];
  const labels: Record<string, string> = {
    ...t.deals.fields,
    companyId: t.deals.fields.company,
    ownerId: t.deals.fields.owner,
  } as never;
  return labels[field] ?? field;
}

function valueText(field: string, value: unknown, names: Names, reader: Reader): string {
  const { t } = reader;
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
    return t.deals.changed.nothing;
  if (typeof value === 'boolean') return value ? t.deals.changed.yes : t.deals.changed.no;
  if (field.startsWith('dates.')) return dateText(value as DealDate, reader);
  switch (field) {
    case 'value':
      return reader.money(value as Money);
    case 'stage':
      return t.deals.stages[value as StageKey];
    case 'bidDeadline':
      return reader.nearTime((value as Deadline).local);
    case 'nextStep':
      return short((value as { text: string }).text, 80);
    case 'companyId':
      return short(names.companies.get(value as number) ?? '?', 80);
    case 'ownerId':
      return short(names.people.get(value as number) ?? '?', 80);
    case 'people':
      return (value as number[]).map((id) => short(names.people.get(id) ?? '?', 60)).join(', ');
    case 'contacts':
      return (value as DealContact[])
        .map((one) => short(names.contacts.get(one.contactId) ?? '?', 60))
        .join(', ');
    case 'channel':
      return `<#${value}>`;
    default:
      return typeof value === 'string' ? short(value, 80) : '✓';
  }
}
