/** `DIČ: CZ-780101/2345` is `CZ7801012345`; what is no number comes back without its spaces. */
export function plainTaxNumber(text: string): string {
  const plain = text.replace(/\s/gu, '').toUpperCase();
  const bare = plain.replace(/^(DIČ|DIC|IČDPH|ICDPH|VAT)[:.]?/u, '').replace(/[-–/.]/gu, '');
  return /^[A-Z]{0,3}[\d•]{8,12}$/u.test(bare) ? bare : plain;
}

/**
 * A Czech DIČ of 9 or 10 digits is a person's birth number, except for VAT groups (699...): personal data,
 * so it goes nowhere in clear. Whoever must see it asks the register again.
 */
export const isBirthNumber = (dic: string): boolean => /^CZ(?!699)[\d•]{9,10}$/.test(plainTaxNumber(dic));

/**
 * Whether 9 or 10 digits begin with a day of birth: year, month (women's plus 50, since 2004 also plus 20), day.
 * A bank account, a phone and a Slovak DIČ rarely do. That birth numbers divide by eleven tells nothing apart: each
 * Slovak DIČ does too, and one that was mistyped is personal all the same.
 */
export function isBirthDate(digits: string): boolean {
  const month = Number(digits.slice(2, 4)) % 50;
  const day = Number(digits.slice(4, 6));
  const isMonth = (month >= 1 && month <= 12) || (month >= 21 && month <= 32);
  return isMonth && day >= 1 && day <= 31;
}

/**
 * Bare digits where a DIČ stands. Nobody born in 2020 or later pays taxes, and nearly every Slovak DIČ begins with 20
 * to 53; nine digits ended with 1953.
 */
export function isBirthLike(text: string): boolean {
  const digits = plainTaxNumber(text);
  if (!/^\d{9,10}$/.test(digits) || !isBirthDate(digits)) return false;
  const year = Number(digits.slice(0, 2));
  return digits.length === 9 ? year < 54 : year < 20 || year > 53;
}

/** `CZ45274649` as it is, a birth number as dots of the same length. */
export const maskTaxNumber = (dic: string): string => {
  const plain = plainTaxNumber(dic);
  return isBirthNumber(plain) ? `CZ${'•'.repeat(plain.length - 2)}` : plain;
};

/** As it is kept of a Czech company; digits without CZ may have been typed before it was put there. */
export const maskKeptNumber = (number: string, country: string): string =>
  maskTaxNumber(country === 'CZ' && isBirthLike(number) ? `CZ${plainTaxNumber(number)}` : number);

/** The same wherever a DIČ stands in a text that is said back. */
export const maskTaxNumbers = (text: string): string =>
  text.replace(/(?<!\p{L})CZ[ -]?(?!699)\d{6}[ /]?\d{3,4}(?!\d)/giu, (number) => maskTaxNumber(number));

/** Also `780401/1234`, as people write it, and bare digits behind a word for them, where they begin with a day of birth. */
export const maskBirthNumbers = (text: string): string =>
  maskTaxNumbers(text)
    .replace(/(?<!\d)\d{6}\/\d{3,4}(?!\d)/g, (found) => (isBirthDate(found) ? '•'.repeat(10) : found))
    .replace(
      /(?<!\p{L})(r\. ?č\.|rč|rodné č(?:íslo|\.)|dič)([:\s]*)(\d{9,10})(?!\d)/giu,
      (found, word: string, between: string, digits: string) =>
        (/^dič$/iu.test(word) ? isBirthLike(digits) : isBirthDate(digits))
          ? `${word}${between}${'•'.repeat(10)}`
          : found,
    );
