import type { Words } from '../catalog.ts';

export const absences: Words['absences'] = {
  help: 'preč do dňa a kto zastupuje',
  title: 'Som preč',
  until: 'Preč do (vrátane)',
  untilHint: 'Prázdne: si tu.',
  standIn: 'Zastupuje',
  explained:
    'Dovtedy na teba leady nevyjdú. Pripomenutia a e-maily na zaradenie chodia tomu, kto zastupuje, ak ich smie vidieť.',
  here: 'Si tu: všetko chodí opäť tebe.',
  away: (day) => `Preč do ${day}. Nikto nezastupuje: pripomenutia a e-maily na teba počkajú.`,
  awayWith: (day, name) => `Preč do ${day}, zastupuje: ${name}.`,
  youStandIn: (name, day) =>
    `${name} je do ${day} preč a zastupuješ ty. Pripomenutia a e-maily na zaradenie chodia dovtedy tebe.`,
  areAway: (names) => `Preč: ${names}`,
  personAway: (name, day) => `${name} (do ${day})`,
  personAwayWith: (name, day, standIn) => `${name} (do ${day}, zastupuje: ${standIn})`,
};
