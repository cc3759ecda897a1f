import type { Words } from '../catalog.ts';

export const rates: Words['rates'] = {
  title: 'Kurzy',
  explained: (currency) =>
    `Jeden součet všech příležitostí se počítá v ${currency} podle kurzů zadaných tady. Vizitka žádné nestahuje.`,
  none: 'Žádný kurz zatím není zadaný: částky v jiných měnách stojí zvlášť.',
  line: (currency, rate) => `1 ${currency} = ${rate}`,
  enteredOn: (day, by) => `ke dni ${day} · ručně: ${by}`,
  enter: 'Zadat kurz',
  currency: 'Měna',
  rate: (into) => `Kurz: kolik ${into} za jednotku`,
  rateHint: 'Třeba 25,145',
  validOn: 'Ke dni',
  help: 'kurzy pro součet všech příležitostí',
};
