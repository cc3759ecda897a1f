/** Bank accounts as people and registers write them: `35-3355550267/0100`, `CZ65 0800 ...`, an IBAN of another country. */

export interface BankAccount {
  /** without spaces; what two ways of writing one account have in common */
  iban: string;
  /** `35-3355550267/0100` of a Czech one */
  local: string | null;
}

export type TypedAccount =
  | ({ kind: 'account' } & BankAccount)
  | { kind: 'notAnAccount'; problem: 'shape' | 'checkDigits' };

/** What a person typed where an account is expected, its check digits looked at. */
export function readBankAccount(typed: string): TypedAccount {
  const text = typed.replace(/[\s\u00a0]/gu, '').toUpperCase();
  const [, prefix = '', number, bank] = /^(?:(\d{0,6})-)?(\d{2,10})\/(\d{4})$/.exec(text) ?? [];
  if (number && bank) {
    if (!isRightNumber(prefix) || !isRightNumber(number)) return wrong('checkDigits');
    return { kind: 'account', ...czechAccount(prefix, number, bank) };
  }
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(text)) return wrong('shape');
  if (text.startsWith('CZ') && !/^CZ\d{22}$/.test(text)) return wrong('shape');
  if (remainder(text.slice(4) + text.slice(0, 4)) !== 1) return wrong('checkDigits');
  const account = accountOfIban(text);
  const inside = account.local ? (/^(?:(\d+)-)?(\d+)/.exec(account.local) ?? []) : [];
  return isRightNumber(inside[1] ?? '') && isRightNumber(inside[2] ?? '')
    ? { kind: 'account', ...account }
    : wrong('checkDigits');
}

/** A Czech account by its parts; leading zeros do not matter. */
export function czechAccount(prefix: string, number: string, bank: string): BankAccount {
  const basic = `${bank.padStart(4, '0')}${prefix.padStart(6, '0')}${number.padStart(10, '0')}`;
  const check = String(98 - remainder(`${basic}CZ00`)).padStart(2, '0');
  return { iban: `CZ${check}${basic}`, local: localOf(basic) };
}

/** What a register has published as an IBAN; a text that is none stays as it is, without spaces. */
export function accountOfIban(published: string): BankAccount {
  const iban = published.replace(/[\s\u00a0]/gu, '').toUpperCase();
  return { iban, local: /^CZ\d{22}$/.test(iban) ? localOf(iban.slice(4)) : null };
}

function localOf(basic: string): string {
  const prefix = basic.slice(4, 10).replace(/^0+/, '');
  const number = basic.slice(10).replace(/^0+(?=\d{2})/, '');
  return `${prefix ? `${prefix}-` : ''}${number}/${basic.slice(0, 4)}`;
}

const weights = [6, 3, 7, 9, 10, 5, 8, 4, 2, 1];

/** Prefix and number each: the weighted sum of ten digits is a multiple of 11. */
function isRightNumber(digits: string): boolean {
  const sum = [...digits.padStart(10, '0')].reduce((all, digit, i) => all + Number(digit) * weights[i]!, 0);
  return sum % 11 === 0;
}

/** Modulo 97 of ISO 13616, letters as 10 to 35. */
function remainder(text: string): number {
  const digits = [...text].map((sign) => Number.parseInt(sign, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}

const wrong = (problem: 'shape' | 'checkDigits'): TypedAccount => ({ kind: 'notAnAccount', problem });
