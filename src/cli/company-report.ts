/** What `npm run company` prints: the company, and beside it what each register said, and when. */
import type { Anywhere } from '../features/registers/anywhere.ts';
import {
  type CompanyRegister,
  countryOf,
  type Lookup,
  type NameSearch,
} from '../features/registers/model.ts';
import { type CompanyRecord, type RegisterWord, registerWord } from '../features/registers/record.ts';
import { registerName, sourceAndAge } from '../features/registers/views.ts';
import type { Reader } from '../i18n/reader.ts';

export interface RegisterState {
  /** `ARES`, `veřejný rejstřík`, `RPO`, `VIES` */
  source: string;
  /** found, notFound, answered, noNumber, matches, tooMany, valid, notValid; unavailable: nothing follows from it */
  state: string;
  /** `RPO, 3 hours ago`; null when it said nothing */
  age: string | null;
  stale: boolean;
  /** why it is unavailable: `blocked: HTTP 429` */
  trouble: string | null;
}

const stateOf = (word: RegisterWord, reader: Reader): RegisterState => {
  const source = registerName(reader, word.source);
  return {
    source,
    state: word.state,
    age: word.at ? reader.t.registers.from(source, reader.age(word.at)) : null,
    stale: word.stale,
    trouble: word.trouble,
  };
};

export const recordOf = (lookup: Lookup & { kind: 'found' }, reader: Reader) => ({
  ...lookup.company,
  age: sourceAndAge(reader, lookup.fetchedAt, lookup.company.source),
  stale: lookup.stale,
});

/** What the registers of VAT payers and of insolvencies, and VIES, say of it. */
export const officialOf = ({ vat, insolvency, insolvencyVerdict, vies }: CompanyRecord) => ({
  vatRegister: vat,
  insolvencyRegister: insolvency,
  insolvencyVerdict,
  vatCheck: vies,
});

/** Of every register that was asked about a number. */
export const statesOf = (
  answers: Partial<Anywhere>,
  records: CompanyRecord[],
  reader: Reader,
): RegisterState[] =>
  (Object.entries(answers) as [CompanyRegister, Lookup][]).flatMap(([register, answer]) => {
    const record = records.find(({ country }) => country === countryOf(register));
    return (record?.registers ?? [registerWord(register, answer)]).map((word) => stateOf(word, reader));
  });

export const searchStates = (
  answers: Partial<Record<CompanyRegister, NameSearch>>,
  reader: Reader,
): RegisterState[] =>
  (Object.entries(answers) as [CompanyRegister, NameSearch][]).map(([register, answer]) =>
    stateOf(registerWord(register, answer), reader),
  );
