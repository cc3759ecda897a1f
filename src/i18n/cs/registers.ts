import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const registers: Words['registers'] = {
  courts: {
    MSPH: 'MS v Praze',
    KSBR: 'KS v Brně',
    KSCB: 'KS v Českých Budějovicích',
    KSHK: 'KS v Hradci Králové',
    KSOS: 'KS v Ostravě',
    KSPL: 'KS v Plzni',
    KSUL: 'KS v Ústí nad Labem',
  },
  names: { ares: 'ARES', vr: 'veřejný rejstřík', rpo: 'RPO', ruz: 'RÚZ', vies: 'VIES' },
  from: (source, age) => `${source}, ${age}`,
  states: {
    active: 'aktivní',
    inLiquidation: 'v likvidaci',
    dissolved: (day) => `zánik ${day}`,
    endsOn: (day) => `zanikne ${day}`,
  },
  hint: (ico, rest) => [`IČO ${ico}`, ...rest].join(' · '),
  typed: {
    empty: 'Napiš IČO (8 číslic) nebo název.',
    tooFewDigits: (count) =>
      plural('cs', count, {
        one: 'IČO má 8 číslic, tady je jen #.',
        few: 'IČO má 8 číslic, tady jsou jen #.',
        other: 'IČO má 8 číslic, tady jich je jen #.',
      }),
    zeroMissing: (count) => `IČO má 8 číslic, tady jich je ${count}. Nechybí nula na začátku?`,
    tooManyDigits: (count) => `IČO má 8 číslic, tady jich je ${count}. Nepřebývá některá?`,
    letterO: 'IČO jsou jen číslice. Není tu místo nuly písmeno O?',
    taxNumber: 'Tohle vypadá jako DIČ. Sem patří IČO: 8 číslic bez „CZ“ nebo „SK“.',
    bankAccount: 'Tohle vypadá jako číslo účtu. Sem patří IČO: 8 číslic.',
    didYouMean: (ico) => `Nemá to být ${ico}?`,
    checkDigit: (ico) =>
      `Kontrolní číslice v IČO ${ico} nesedí, nejspíš je v něm překlep. Pár skutečných firem ji má špatně, takže můžeš pokračovat.`,
  },
  notFound: (source, ico) =>
    `${source} firmu s IČO ${ico} nezná. Sedí všechny číslice? Jsou tam jen české firmy, slovenské ne.`,
  notFoundSlovak: (source, ico) =>
    `${source} firmu s IČO ${ico} nezná. Sedí všechny číslice? Jsou tam jen slovenské firmy.`,
  notFoundAnywhere: (ico) => `Firmu s IČO ${ico} nezná český ARES ani slovenský RPO. Sedí všechny číslice?`,
  vat: {
    valid: (number) => `IČ DPH ${number}: podle VIES platné`,
    notValid: (number) => `IČ DPH ${number}: podle VIES neplatné`,
    unknown: (number) => `Jestli IČ DPH ${number} platí, se teď neví: VIES neodpovídá`,
    consultation: (number) => `číslo konzultace ${number}`,
  },
  notFoundAnyMore: (source, name, age) =>
    `${source} už k tomuto IČO nic nevrací; ${age} to byla firma ${name}. Neznamená to, že zanikla.`,
  unavailable: {
    down: (source) => `${source} teď nefunguje. Firmu můžeš založit i bez něj a zbytek doplnit později.`,
    blocked: (source) =>
      `${source} teď naše dotazy odmítá, nejspíš jich bylo moc. Zkus to za pár minut, nebo firmu založ bez něj.`,
    timeout: (source) => `${source} neodpověděl včas. Zkus to za chvíli znovu.`,
    badAnswer: (source) =>
      `${source} odpověděl něčím, čemu nerozumíme, nejspíš má odstávku. Zkus to později, nebo firmu založ bez něj.`,
    busy: (source) => `${source} od nás teď dostává moc dotazů najednou. Zkus to za minutu.`,
    maintenance: (source) => `${source} má teď pravidelnou odstávku. Za chvíli zase odpoví.`,
  },
  otherSilent: {
    ares: 'ARES teď neodpovídá. Stejné IČO může mít i česká firma.',
    rpo: 'RPO teď neodpovídá. Stejné IČO může mít i slovenská firma.',
  },
  retryIn: (minutes) =>
    plural('cs', minutes, {
      one: 'Znovu se zeptáme nejdřív za # minutu.',
      few: 'Znovu se zeptáme nejdřív za # minuty.',
      other: 'Znovu se zeptáme nejdřív za # minut.',
    }),
  stale: (source, age) => `${source} teď neodpovídá. Tohle jsou údaje, které dal ${age}.`,
  noMatch: (source, name) => `${source} nezná žádnou firmu, která má v názvu „${name}“.`,
  tooManyMatches: (source) =>
    `Takových názvů je tolik, že je ${source} nevypíše. Přidej další slovo nebo písmeno.`,
  willTell: 'Až odpoví, napíšu to sem.',
  lateWord: (name) => `${name}: co přišlo později`,
  leaders: (names) => `Statutární orgán: ${names}`,
  moreLeaders: (count) => `a další: ${count}`,
  vatUnconfirmed: 'podle ARES plátce DPH, registrem plátců nepotvrzeno',
  insolvencyUnconfirmed: 'ARES zmiňuje insolvenci, insolvenčním rejstříkem nepotvrzeno',
};
