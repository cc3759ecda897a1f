import { findPhoneNumbersInText } from 'libphonenumber-js/min';
import type { Country } from '../../../lib/context.ts';
import { fold } from '../../../lib/text.ts';

/** The first phone in it, as written abroad: `+420 601 000 123`. Dates, prices and numbers of papers are none. */
export function phoneIn(text: string, country: Country): string | null {
  const plain = text.replace(otherDigits, (found) => found.replace(/\d/g, '_'));
  const phone = findPhoneNumbersInText(plain, country).find(({ startsAt, endsAt }) =>
    isPhone(
      lastLine(plain.slice(0, startsAt)),
      plain.slice(startsAt, endsAt),
      plain.slice(endsAt, endsAt + 100),
    ),
  );
  if (!phone) return null;
  const written = phone.number.formatInternational();
  // A second phone behind a comma is no extension of the first one.
  const isOne = /\p{L}|#/u.test(plain.slice(phone.startsAt, phone.endsAt));
  return isOne ? written : written.replace(/ ext\. .*$/, '');
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1).slice(-100);

function isPhone(before: string, digits: string, after: string): boolean {
  if (/^\(?\+/.test(digits)) return true;
  if (/,\d{2}$/.test(digits) || measured.test(after)) return false;
  const label = fold(before);
  return (
    /(tel|mob|fax|phone|gsm|handy)[^\d]{0,20}$/.test(label) || !(paper.test(label) || numbered.test(label))
  );
}

/** Links, days, times and places on a map: `9.12.2026 10:00`, `2026-12-09`, `50.07553, 14.43780`. */
const otherDigits =
  /(?:https?:\/\/|www\.)\S+|(?<![\d.])\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}(?!\d)(?:[ ,]+\d{1,2}\.\d{2}(?![.\d]))?|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)|(?<![\d.+])[1-9]\d?\.\d{4,}[°nsew]?[,; ]+[1-9]\d?\.\d{4,}/gi;

/** What follows a price, an amount, an account or a file's name. */
const measured =
  /^\s?(?:,[-–—]|[€$%]|(?:kč|czk|eur|usd|gbp|pln|huf|ks|kus[ůy]?|pcs|m[²³23]|bm|kg|tun|km|mm|cm)(?!\p{L})|\/\d{4}(?!\s?\d)|[\w-]*\.(?:pdf|docx?|xlsx?|dwg|zip|jpe?g|png)\b)/iu;

const paper =
  /(?:(?<!\p{L})(?:ico?|dic|ic dph|psc|vs|ss|po|iban|eur|czk|obj|var|fa)|(?:variabiln[iy]|specificky|spec|var)\.? ?symbol|symbol|objednavk[aue]|objednavce|faktur[aue]|fakture|smlouv[aue]|zmluv[aue]|nabidk[aue]|nabidce|ponuk[aue]|zakazk[aue]|zakazce|ucet|uctu|order|invoice|contract|quote|account|rechnung|bestellung|auftrag|angebot|znack[aue]|zn\.?(?: [a-z]{1,3})?|znacka [a-z]{1,3}|€|\$)\s?(?:[.:#]|cislo|number)*\s?[.:#]?$/u;

const numbered =
  /(?<!\p{L})(?:c\.|no|nr|c\. ?j|c\. ?u|(?:c\.|cislo) ?(?:obj|fakt|sml|zml|uct|nab|pon|zak|dod|jed|vykr|poloz|artik|zboz|tovar|proj|pripad|reklam)\p{L}*)\s?[.:#]*$/u;
