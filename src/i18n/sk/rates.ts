import type { Words } from '../catalog.ts';

export const rates: Words['rates'] = {
  title: 'Kurzy',
  explained: (currency) =>
    `Jeden súčet všetkých príležitostí sa počíta v ${currency} podľa kurzov zadaných tu. Vizitka žiadne nesťahuje.`,
  none: 'Zatiaľ nie je zadaný žiadny kurz: sumy v iných menách stoja osobitne.',
  line: (currency, rate) => `1 ${currency} = ${rate}`,
  enteredOn: (day, by) => `ku dňu ${day} · ručne: ${by}`,
  enter: 'Zadať kurz',
  currency: 'Mena',
  rate: (into) => `Kurz: koľko ${into} za jednotku`,
  rateHint: 'Napríklad 25,145',
  validOn: 'Ku dňu',
  help: 'kurzy pre súčet všetkých príležitostí',
};
