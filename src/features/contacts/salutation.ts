/** How a letter to somebody begins: a suggestion that a person may change. Titles before surnames, as both languages prefer. */
import { isWoman, vocative } from 'czech-vocative';
import type { Language } from '../../i18n/catalog.ts';
import type { Contact, Gender } from './model.ts';
import { givenNameOf, surnameOf } from './names.ts';

type Named = Pick<Contact, 'name' | 'titleBefore' | 'titleAfter' | 'gender'>;

/** @param familiar the one who writes is on first-name terms with them */
export function suggestSalutation(contact: Named, language: Language, familiar: boolean): string {
  if (familiar) return informal(contact, language);
  const gender = contact.gender ?? guessGender(contact.name, language);
  if (language === 'en') return english(contact, gender);
  if (gender === null) return language === 'cs' ? 'Dobrý den' : 'Dobrý deň';
  return language === 'cs' ? czech(contact, gender) : slovak(contact, gender);
}

/** By the name alone, in the two languages whose names tell it. null: nobody should guess */
export function guessGender(name: string, language: Language): Gender | null {
  if (language === 'en' || !name.includes(' ')) return null;
  const surname = surnameOf(name);
  if (/(ová|cká|ská|ná|tá|lá|rá|vá|há|ká|já)$/iu.test(surname)) return 'woman';
  if (!isCzechLike(surname)) return null;
  // `Jana Kovács`: the surname would say a man; `Jan Drtina`: a woman.
  if (isWoman(givenNameOf(name))) return 'woman';
  return isWoman(name) ? null : 'man';
}

/** Ranked: the highest is used. */
const titles: { of: RegExp; cs: [string, string]; sk: [string, string]; en: string | null }[] = [
  { of: /\bprof\b/i, cs: ['profesore', 'profesorko'], sk: ['profesor', 'profesorka'], en: 'Professor' },
  { of: /\bdoc\b/i, cs: ['docente', 'docentko'], sk: ['docent', 'docentka'], en: 'Dr' },
  {
    of: /\b(mudr|mvdr|mddr|judr|phdr|rndr|paeddr|thdr|pharmdr|rsdr|dr|phd|ph\.d|csc|drsc|dsc|th\.d)\b/i,
    cs: ['doktore', 'doktorko'],
    sk: ['doktor', 'doktorka'],
    en: 'Dr',
  },
  { of: /\barch\b/i, cs: ['architekte', 'architektko'], sk: ['architekt', 'architektka'], en: null },
  { of: /\bing\b/i, cs: ['inženýre', 'inženýrko'], sk: ['inžinier', 'inžinierka'], en: null },
  { of: /\b(mgr|mga)\b/i, cs: ['magistře', 'magistro'], sk: ['magister', 'magistra'], en: null },
];

const titleOf = ({ titleBefore, titleAfter }: Named) => {
  const all = `${titleBefore ?? ''} ${titleAfter ?? ''}`;
  return titles.find(({ of }) => of.test(all)) ?? null;
};

function czech(contact: Named, gender: Gender): string {
  const isHer = gender === 'woman';
  const title = titleOf(contact)?.cs[isHer ? 1 : 0];
  const surname = surnameOf(contact.name);
  const called = title ?? (isCzechLike(surname) && !isHer ? vocative(surname, false, true) : surname);
  return isHer ? `Vážená paní ${called}` : `Vážený pane ${called}`;
}

/** Slovak has no vocative: the nominative. */
function slovak(contact: Named, gender: Gender): string {
  const isHer = gender === 'woman';
  const called = titleOf(contact)?.sk[isHer ? 1 : 0] ?? surnameOf(contact.name);
  return isHer ? `Vážená pani ${called}` : `Vážený pán ${called}`;
}

function english(contact: Named, gender: Gender | null): string {
  const title = titleOf(contact)?.en ?? (gender === null ? null : gender === 'woman' ? 'Ms' : 'Mr');
  return title ? `Dear ${title} ${surnameOf(contact.name)}` : `Dear ${contact.name}`;
}

function informal({ name, gender }: Named, language: Language): string {
  const given = givenNameOf(name);
  if (language === 'en') return `Hi ${given}`;
  if (language === 'sk') return `Ahoj ${given}`;
  const called = isCzechGiven(given)
    ? vocative(given, gender ? gender === 'woman' : undefined, false)
    : given;
  return `Ahoj ${called}`;
}

/** The library declines whatever it gets: letters and clusters that Czech names do not have stay as they are. */
const foreign =
  /[^a-záčďéěíňóřšťúůýž-]|[qw]|sh|th|ph|ee|oo|uy|ng|gh|ck(?![ýáů]$)|ss|ll|ie[ns]?$|[^aeiouyáéíóúůý]{4}/iu;

/** In Trnka and Vlček the r and the l are vowels; Palacký and Macků are Czech, Beck is not. */
const syllabic = /(?<=[^aeiouyáéíóúůýlr])[rl](?=[^aeiouyáéíóúůýlr])/giu;

const isCzechLike = (surname: string): boolean => isCzechGiven(surname) && !/x/i.test(surname);

/** Of a given name x is no sign: Alexandra, Max. */
const isCzechGiven = (word: string): boolean => word.length > 1 && !foreign.test(word.replace(syllabic, 'y'));
