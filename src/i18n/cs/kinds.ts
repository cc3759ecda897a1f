import type { Words } from '../catalog.ts';

export const kinds: Words['kinds'] = {
  title: 'Druhy aktivit',
  help: 'co jde zapsat: vlastní druhy vedle telefonátů, schůzek a dopisů',
  none: 'Zatím žádné vlastní druhy. Třeba prohlídka stavby?',
  add: 'Nový druh',
  change: 'Upravit druh',
  fields: {
    en: 'Název anglicky',
    cs: 'Název česky',
    sk: 'Název slovensky',
    emoji: 'Emoji',
    directed: 'Směr',
  },
  sameHint: 'Když zůstane prázdné, platí stejný název.',
  emojiHint: 'Jedno, třeba 🏗️. Stojí před názvem.',
  isDirected: 'Jde od někoho k někomu, jako dopis',
};
