/** What `npm run company` prints: the company, and beside it what each register said, and when. */
import type { Anywhere } from '../features/registers/anywhere.ts';
import type { CompanyRegister, Lookup, NameSearch } from '../features/registers/model.ts';
import type { TaxNumber } from '../features/registers/ruz-service.ts';
import { sourceAndAge } from '../features/registers/views.ts';
import type { Reader } from '../i18n/reader.ts';
import type { Instant } from '../lib/time.ts';

type Source = keyof Reader['t']['registers']['names'];

export interface RegisterState {
  /** `ARES`, `RPO`, `RÚZ`, `VIES` */
  source: string;
  /** found, notFound, matches, tooMany, valid, notValid; unavailable: nothing follows from it */
  state: string;
  /** `RPO, 3 hours ago`; null when it said nothing */
  age: string | null;
  stale: boolean;
  /** why it is unavailable: `blocked: HTTP 429` */
  trouble: string | null;
}

interface Said {
  kind: string;
  fetchedAt?: Instant;
  stale?: boolean;
  reason?: string;
  detail?: string;
}

export function stateOf(source: Source, said: Said, { t, age }: Reader): RegisterState {
  const name = t.registers.names[source];
  return {
    source: name,
    state: said.kind,
    age: said.fetchedAt ? t.registers.from(name, age(said.fetchedAt)) : null,
    stale: said.stale ?? false,
    trouble: said.reason ? [said.reason, said.detail].filter(Boolean).join(': ') : null,
  };
}

export const recordOf = (lookup: Lookup & { kind: 'found' }, reader: Reader) => ({
  ...lookup.company,
  age: sourceAndAge(reader, lookup.fetchedAt, lookup.company.source),
  stale: lookup.stale,
});

/** Of every register that was asked about a number. */
export const statesOf = (answers: Partial<Anywhere>, reader: Reader): RegisterState[] =>
  (Object.entries(answers) as [CompanyRegister, Lookup & { taxNumber?: TaxNumber }][]).flatMap(
    ([register, answer]) => [
      stateOf(register, answer, reader),
      ...(answer.kind === 'found' && answer.taxNumber ? [stateOf('ruz', answer.taxNumber, reader)] : []),
      ...(answer.kind === 'found' && answer.company.vatCheck
        ? [stateOf('vies', answer.company.vatCheck, reader)]
        : []),
    ],
  );

export const searchStates = (
  answers: Partial<Record<CompanyRegister, NameSearch>>,
  reader: Reader,
): RegisterState[] =>
  (Object.entries(answers) as [CompanyRegister, NameSearch][]).map(([register, answer]) =>
    stateOf(register, answer, reader),
  );
