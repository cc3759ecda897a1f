type PluralLanguage = 'en' | 'cs' | 'sk';
/** `many` is for fractions in Czech and Slovak (1,5 dne); `#` becomes the number. */
export interface Forms {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

const rules = {
  en: new Intl.PluralRules('en'),
  cs: new Intl.PluralRules('cs'),
  sk: new Intl.PluralRules('sk'),
};
const numbers = {
  en: new Intl.NumberFormat('en'),
  cs: new Intl.NumberFormat('cs'),
  sk: new Intl.NumberFormat('sk'),
};

/** A whole phrase with its count: `plural('cs', 3, { one: '# den', few: '# dny', many: '# dne', other: '# dní' })` */
export function plural(language: PluralLanguage, n: number, forms: Forms): string {
  const form = rules[language].select(n);
  const text = forms[form as keyof Forms] ?? forms.other;
  return text.replaceAll('#', numbers[language].format(n));
}

/** `Eva, Tomas, Jana and 2 more` @param andMore words for how many others there are */
export const firstOf = (names: string[], most: number, andMore: (n: number) => string): string =>
  `${names.slice(0, most).join(', ')}${names.length > most ? ` ${andMore(names.length - most)}` : ''}`;
