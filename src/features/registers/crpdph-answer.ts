import { z } from 'zod';
import type { Instant, PlainDate } from '../../lib/time.ts';
import { accountOfIban, czechAccount } from './bank-account.ts';
import { unavailable } from './http.ts';
import type { Reason, Unavailable } from './model.ts';
import { elementsAt, textAt, type XmlElement } from './xml.ts';

const plainDate = z.custom<PlainDate>(
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
);

export const PublishedAccount = z.object({
  iban: z.string(),
  /** `35-3355550267/0100` of a Czech one */
  local: z.string().nullable(),
  /** datumZverejneni */
  since: plainDate.nullable(),
  /** datumZverejneniUkonceni; can lie in the future */
  until: plainDate.nullable(),
});
export type PublishedAccount = z.infer<typeof PublishedAccount>;

/** What the VAT register says of one DIČ, without the DIČ: it can be a birth number. */
export const VatSubject = z.object({
  /** typSubjektu; none: the register does not know the number; unknown: a kind that we have not heard of */
  kind: z.enum(['payer', 'identified', 'group', 'unreliablePerson', 'none', 'unknown']),
  /** nespolehlivyPlatce; null where the register says neither yes nor no */
  unreliable: z.boolean().nullable(),
  /** datumZverejneniNespolehlivosti */
  unreliableSince: plainDate.nullable(),
  accounts: z.array(PublishedAccount),
});
export type VatSubject = z.infer<typeof VatSubject>;

/** By DIČ with its CZ. A number that is missing was not answered: not the same as one that is not known. */
export type CrpdphAnswer = { kind: 'answered'; subjects: Map<string, VatSubject> } | Unavailable;

export type VatLookup =
  | { kind: 'answered'; subject: VatSubject; fetchedAt: Instant; trouble: Reason | null }
  /** ARES knows no DIČ of theirs, or does not know them: there is nothing to ask by */
  | { kind: 'noNumber' }
  | Unavailable;

/** `CZ00000019`; the register echoes a number as it was sent, with or without CZ. Null when it is none. */
export const wholeDic = (dic: string): string | null => {
  const digits = /^(?:CZ)?(\d{8,10})$/.exec(dic.replace(/\s/gu, '').toUpperCase())?.[1];
  return digits ? `CZ${digits}` : null;
};

/** @param body what stands in soap:Body */
export function readCrpdph(body: XmlElement): CrpdphAnswer {
  const answer = body.StatusNespolehlivySubjektRozsirenyResponse;
  const code = textAt(answer, 'status', '@statusCode');
  if (code === '2') return unavailable('maintenance', 'statusCode 2', 10 * 60_000);
  if (code === '3') return unavailable('down', 'statusCode 3');
  // 1: more than 100 numbers; the first 100 are answered, the others are missing.
  if (code !== '0' && code !== '1') return unavailable('badAnswer', `statusCode ${code ?? 'missing'}`);
  const subjects = elementsAt(answer, 'statusSubjektu').flatMap((subject) => {
    const dic = wholeDic(textAt(subject, '@dic') ?? '');
    return dic ? [[dic, subjectOf(subject)] as const] : [];
  });
  return { kind: 'answered', subjects: new Map(subjects) };
}

const kinds: Record<string, VatSubject['kind']> = {
  PLATCE_DPH: 'payer',
  IDENTIFIKOVANA_OSOBA: 'identified',
  SKUPINA_DPH: 'group',
  NESPOLEHLIVA_OSOBA: 'unreliablePerson',
  NENALEZEN: 'none',
};

function subjectOf(subject: unknown): VatSubject {
  const unreliable = textAt(subject, '@nespolehlivyPlatce');
  return {
    kind: kinds[textAt(subject, '@typSubjektu') ?? ''] ?? 'unknown',
    unreliable: unreliable === 'ANO' ? true : unreliable === 'NE' ? false : null,
    unreliableSince: dayAt(subject, '@datumZverejneniNespolehlivosti'),
    accounts: elementsAt(subject, 'zverejneneUcty', 'ucet').flatMap(accountOf),
  };
}

function accountOf(account: unknown): PublishedAccount[] {
  const number = textAt(account, 'standardniUcet', '@cislo');
  const bank = textAt(account, 'standardniUcet', '@kodBanky');
  const other = textAt(account, 'nestandardniUcet', '@cislo');
  const found =
    number && bank && /^\d{1,10}$/.test(number) && /^\d{1,4}$/.test(bank)
      ? czechAccount(textAt(account, 'standardniUcet', '@predcisli') ?? '', number, bank)
      : other && accountOfIban(other);
  if (!found) return [];
  return [
    {
      ...found,
      since: dayAt(account, '@datumZverejneni'),
      until: dayAt(account, '@datumZverejneniUkonceni'),
    },
  ];
}

const dayAt = (element: unknown, attribute: string): PlainDate | null =>
  (/^\d{4}-\d\d-\d\d/.exec(textAt(element, attribute) ?? '')?.[0] as PlainDate | undefined) ?? null;

export type AccountStatus =
  | { kind: 'published'; account: PublishedAccount }
  /** it was once */
  | { kind: 'ended'; account: PublishedAccount }
  | { kind: 'notPublished' };

/** Whether an account is among the published ones, in whichever form either is written. @param today in Europe/Prague */
export function accountStatus(accounts: PublishedAccount[], iban: string, today: PlainDate): AccountStatus {
  const same = accounts.filter((account) => account.iban === iban);
  const living = same.find(({ until }) => until === null || until >= today);
  if (living) return { kind: 'published', account: living };
  return same[0] ? { kind: 'ended', account: same[0] } : { kind: 'notPublished' };
}
