import { words as cs } from './cs/index.ts';
import { words as en } from './en/index.ts';
import { words as sk } from './sk/index.ts';

export const languages = ['en', 'cs', 'sk'] as const;
export type Language = (typeof languages)[number];

/** Every text of the product. English gives the shape: a text missing in Czech or Slovak does not compile. */
export type Words = typeof en;

const catalogs: Record<Language, Words> = { en, cs, sk };

export const wordsFor = (language: Language): Words => catalogs[language];

/** Slack's locale counts only when it is one of ours: most Czech and Slovak people keep Slack in English. */
export const languageOfLocale = (locale: string | null | undefined): Language | null => {
  const code = locale?.slice(0, 2);
  return code === 'cs' || code === 'sk' ? code : null;
};

export const isLanguage = (text: string | null | undefined): text is Language =>
  languages.includes(text as Language);
