import type { Words } from '../catalog.ts';

export const deals: Words['deals'] = {
  stages: {
    new: 'Nová',
    qualified: 'Kvalifikovaná',
    rfi: 'RFI',
    rfp: 'RFP (připravujeme nabídku)',
    offer: 'Nabídka odevzdána',
    negotiation: 'Vyjednávání',
    won: 'Vyhraná',
    lost: 'Prohraná',
  },
  stageWithOdds: (stage, percent) => `${stage} (${percent}\u00a0%)`,
  withoutVat: (amount) => `${amount} bez\u00a0DPH`,
  bidDeadline: 'Termín odevzdání nabídky',
  bidDeadlineLine: (when) => `Odevzdání nabídky: ${when}`,
  nextStepLine: (step) => `Další krok: ${step}`,
  until: (day) => `termín: ${day}`,
  ownedBy: (name) => `Má na starosti: ${name}`,
  restricted: 'omezený přístup',
  mine: 'Moje příležitosti podle termínu odevzdání',
  newDeal: 'Nová příležitost',
  fields: {
    name: 'Název',
    value: 'Hodnota bez DPH',
    bidDate: 'Termín odevzdání nabídky: den',
    bidTime: 'Termín odevzdání nabídky: čas',
  },
};
