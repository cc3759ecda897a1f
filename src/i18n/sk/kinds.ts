import type { Words } from '../catalog.ts';

export const kinds: Words['kinds'] = {
  title: 'Druhy aktivít',
  help: 'čo sa dá zapísať: vlastné druhy popri telefonátoch, stretnutiach a listoch',
  none: 'Zatiaľ žiadne vlastné druhy. Napríklad obhliadka stavby?',
  add: 'Nový druh',
  change: 'Upraviť druh',
  fields: {
    en: 'Názov po anglicky',
    cs: 'Názov po česky',
    sk: 'Názov po slovensky',
    emoji: 'Emoji',
    directed: 'Smer',
  },
  sameHint: 'Keď zostane prázdne, platí rovnaký názov.',
  emojiHint: 'Jedno, napríklad 🏗️. Stojí pred názvom.',
  isDirected: 'Ide od niekoho k niekomu, ako list',
};
