import type { Words } from '../catalog.ts';

export const quarantine: Words['quarantine'] = {
  empty: '✅ Karanténa je prázdna.',
  download: 'Stiahnuť',
  dismiss: 'Vyradiť',
  dismissExplained: 'Čo za nič nestojí, vyraď: zmizne zo zoznamu a nezapíše sa.',
  more: 'Zobraziť ďalšie',
  again: '⚠️ Nepodarilo sa to ani na druhý raz.',
  trying: 'Skúša sa to znova. Ak to zase nepôjde, dám ti vedieť.',
  onItsWay: 'E-mail ti posielam do správ. O 24 hodín sa tam zase zmaže.',
  sourceComment:
    'E-mail tak, ako prišiel, žiadnou našou kontrolou neprešiel: otváraj opatrne. O 24 hodín sa tu zmaže.',
  waitsFor: {
    room: '⚠️ Nové e-maily čakajú: na disku, kde Vizitka beží, došlo miesto. Nič sa nestratilo. Uvoľni miesto, ďalej to už pôjde samo.',
    database:
      '⚠️ Nové e-maily čakajú: databáza ich teraz neprijíma. Nič sa nestratilo; len čo to pôjde, Vizitka sama pokračuje.',
    files:
      '⚠️ Nové e-maily čakajú: do priečinka, kde sú e-maily uložené (FILES_DIR), sa nedá zapisovať alebo z neho čítať. Nič sa nestratilo. Skontroluj, či je disk pripojený a Vizitka k nemu má práva; ďalej to už pôjde samo.',
  },
};
