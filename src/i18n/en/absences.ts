export const absences = {
  help: 'away until a day, and who stands in',
  title: 'I am away',
  until: 'Away until (included)',
  untilHint: 'Empty: you are here.',
  standIn: 'Stands in',
  explained:
    'Until then no leads come to you in turn. Nudges and mails to sort go to whoever stands in, as far as they may see them.',
  here: 'You are here: everything comes to you again.',
  away: (day: string) => `Away until ${day}. Nobody stands in: nudges and mails wait for you.`,
  awayWith: (day: string, name: string) => `Away until ${day}, stands in: ${name}.`,
  youStandIn: (name: string, day: string) =>
    `${name} is away until ${day}, and you stand in. Nudges and mails to sort come to you until then.`,
  areAway: (names: string) => `Away: ${names}`,
  personAway: (name: string, day: string) => `${name} (until ${day})`,
  personAwayWith: (name: string, day: string, standIn: string) =>
    `${name} (until ${day}, stands in: ${standIn})`,
};
