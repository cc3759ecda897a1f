import type { Words } from '../catalog.ts';

export const absences: Words['absences'] = {
  help: 'pryč do dne a kdo zastupuje',
  title: 'Jsem pryč',
  until: 'Pryč do (včetně)',
  untilHint: 'Prázdné: jsi tu.',
  standIn: 'Zastupuje',
  explained:
    'Do té doby na tebe leady nevyjdou. Připomenutí a e-maily k zařazení chodí tomu, kdo zastupuje, pokud je smí vidět.',
  here: 'Jsi tu: všechno chodí zase tobě.',
  away: (day) => `Pryč do ${day}. Nikdo nezastupuje: připomenutí a e-maily na tebe počkají.`,
  awayWith: (day, name) => `Pryč do ${day}, zastupuje: ${name}.`,
  youStandIn: (name, day) =>
    `${name} je do ${day} pryč a zastupuješ ty. Připomenutí a e-maily k zařazení chodí do té doby tobě.`,
  areAway: (names) => `Pryč: ${names}`,
  personAway: (name, day) => `${name} (do ${day})`,
  personAwayWith: (name, day, standIn) => `${name} (do ${day}, zastupuje: ${standIn})`,
};
