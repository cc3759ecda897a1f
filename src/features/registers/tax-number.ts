/**
 * A Czech DIČ of 9 or 10 digits is a person's birth number, except for VAT groups (699...): personal data,
 * so it goes nowhere in clear. Whoever must see it asks the register again.
 */
export const isBirthNumber = (dic: string): boolean => /^CZ(?!699)\d{9,10}$/i.test(dic.replace(/\s/gu, ''));

/** `CZ45274649` as it is, a birth number as dots of the same length. */
export const maskTaxNumber = (dic: string): string => {
  const plain = dic.replace(/\s/gu, '').toUpperCase();
  return isBirthNumber(plain) ? `CZ${'•'.repeat(plain.length - 2)}` : plain;
};

/** The same wherever it stands in a text that is said back. */
export const maskTaxNumbers = (text: string): string =>
  text.replace(/(?<!\p{L})CZ ?(?!699)\d{9,10}(?!\d)/giu, (number) => maskTaxNumber(number));
