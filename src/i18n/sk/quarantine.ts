import type { Words } from '../catalog.ts';

export const quarantine: Words['quarantine'] = {
  empty: '✅ Karanténa je prázdna.',
  download: 'Stiahnuť',
  dismiss: 'Vyradiť',
  dismissExplained: 'Čo za nič nestojí, vyraď: zmizne zo zoznamu a nezapíše sa.',
  more: 'Zobraziť ďalšie',
  onItsWay: 'E-mail ti posielam do správ. O 24 hodín sa tam zase zmaže.',
  sourceComment:
    'E-mail tak, ako prišiel, žiadnou našou kontrolou neprešiel: otváraj opatrne. O 24 hodín sa tu zmaže.',
};
