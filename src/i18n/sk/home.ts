import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const home: Words['home'] = {
  today: (day) => `Dnes · ${day}`,
  calm: 'Na dnes nič nie je.',
  bidsMissed: 'Po termíne a neodovzdané',
  bidsToday: 'Dnes odovzdať',
  stepsOverdue: 'Kroky po termíne',
  stepsToday: 'Kroky na dnes',
  nudges: 'Pripomenutia, ktoré na teba čakajú',
  mine: 'Moje príležitosti podľa termínu odovzdania',
  noneMine: 'Teraz nemáš žiadnu otvorenú príležitosť.',
  pipeline: 'Všetky otvorené príležitosti',
  moreBids: (n) =>
    plural('sk', n, { one: 'a # ďalšia ponuka', few: 'a # ďalšie ponuky', other: 'a # ďalších ponúk' }),
  moreSteps: (n) =>
    plural('sk', n, { one: 'a # ďalší krok', few: 'a # ďalšie kroky', other: 'a # ďalších krokov' }),
  buttons: {
    deal: 'Nová príležitosť',
    log: 'Zapísať',
    company: 'Firma',
    find: 'Nájsť',
    settings: 'Nastavenia',
  },
  welcome: (name) => `Vitaj, ${name}. Tu môžeš začať:`,
  steps: {
    deal: '*1. Prvá príležitosť*\nStačí názov. Keď pridáš termín odovzdania, pripomenieme ho včas.',
    company: '*2. Firma podľa IČO*\nNapíš osem číslic, zvyšok doplní register.',
    log: '*3. Telefonát alebo stretnutie*\nDve kliknutia, a kolegovia vedia, čo zaznelo.',
  },
};
