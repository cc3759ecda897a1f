import type { Reader } from '../../i18n/reader.ts';
import type { VatCheck } from './model.ts';

/** `IČ DPH SK2000000011: podle VIES platné, před hodinou, číslo konzultace WAPI...`; an outage is never "not valid" */
export function vatCheckText(check: VatCheck, reader: Reader): string {
  const { vat } = reader.t.registers;
  if (check.kind === 'unavailable') return vat.unknown(check.number);
  const proof = check.consultation ? [vat.consultation(check.consultation)] : [];
  return [vat[check.kind](check.number), reader.age(check.fetchedAt), ...proof].join(', ');
}
