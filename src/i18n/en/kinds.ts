export const kinds = {
  title: 'Kinds of activities',
  help: 'what can be logged: own kinds besides calls, meetings and letters',
  none: 'No kinds of your own yet. A site inspection, perhaps?',
  add: 'New kind',
  change: 'Change kind',
  fields: {
    en: 'Name in English',
    cs: 'Name in Czech',
    sk: 'Name in Slovak',
    emoji: 'Emoji',
    directed: 'Direction',
  },
  sameHint: 'Left empty, the name is the same.',
  emojiHint: 'One, for example 🏗️. It stands before the name.',
  isDirected: 'It goes from somebody to somebody, as a letter does',
};
