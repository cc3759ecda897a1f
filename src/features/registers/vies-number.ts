/**
 * IČ DPH: `SK` and ten digits, divisible by 11, the first not 0, the third 2, 3, 4, 7, 8 or 9. Usually SK and the DIČ,
 * but members of a VAT group have the group's: it is a field of its own, never put together from the DIČ unchecked.
 */
export function isSlovakVatNumber(number: string): boolean {
  const digits = /^SK([1-9]\d[2-47-9]\d{7})$/.exec(number)?.[1];
  return digits !== undefined && Number(digits) % 11 === 0;
}
