import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const home: Words['home'] = {
  today: (day) => `Dnes · ${day}`,
  calm: 'Na dnešek nic není.',
  bidsMissed: 'Po termínu a neodevzdáno',
  bidsToday: 'Dnes odevzdat',
  stepsOverdue: 'Kroky po termínu',
  stepsToday: 'Kroky na dnešek',
  nudges: 'Připomenutí, která na tebe čekají',
  mine: 'Moje příležitosti podle termínu odevzdání',
  noneMine: 'Žádnou otevřenou příležitost teď nemáš.',
  pipeline: 'Všechny otevřené příležitosti',
  moreBids: (n) =>
    plural('cs', n, { one: 'a # další nabídka', few: 'a # další nabídky', other: 'a # dalších nabídek' }),
  moreSteps: (n) =>
    plural('cs', n, { one: 'a # další krok', few: 'a # další kroky', other: 'a # dalších kroků' }),
  buttons: {
    deal: 'Nová příležitost',
    log: 'Zapsat',
    company: 'Firma',
    find: 'Najít',
    settings: 'Nastavení',
  },
  welcome: (name) => `Vítej, ${name}. Tady můžeš začít:`,
  steps: {
    deal: '*1. První příležitost*\nStačí název. Když přidáš termín odevzdání, připomeneme ho včas.',
    company: '*2. Firma podle IČO*\nNapiš osm číslic, zbytek doplní registr.',
    log: '*3. Telefonát nebo schůzka*\nDvě kliknutí, a kolegové vědí, co zaznělo.',
  },
};
