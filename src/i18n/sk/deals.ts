import type { Words } from '../catalog.ts';

export const deals: Words['deals'] = {
  stages: {
    new: 'Nová',
    qualified: 'Kvalifikovaná',
    rfi: 'RFI',
    rfp: 'RFP (pripravujeme ponuku)',
    offer: 'Ponuka odovzdaná',
    negotiation: 'Vyjednávanie',
    won: 'Vyhraná',
    lost: 'Prehraná',
  },
  stageWithOdds: (stage, percent) => `${stage} (${percent}\u00a0%)`,
  withoutVat: (amount) => `${amount} bez\u00a0DPH`,
  bidDeadline: 'Termín odovzdania ponuky',
  bidDeadlineLine: (when) => `Odovzdanie ponuky: ${when}`,
  nextStepLine: (step) => `Ďalší krok: ${step}`,
  until: (day) => `termín: ${day}`,
  ownedBy: (name) => `Má na starosti: ${name}`,
  restricted: 'obmedzený prístup',
  mine: 'Moje príležitosti podľa termínu odovzdania',
  newDeal: 'Nová príležitosť',
  fields: {
    name: 'Názov',
    value: 'Hodnota bez DPH',
    bidDate: 'Termín odovzdania ponuky: deň',
    bidTime: 'Termín odovzdania ponuky: čas',
  },
};
