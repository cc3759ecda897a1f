import type { Words } from '../catalog.ts';

export const quarantine: Words['quarantine'] = {
  empty: '✅ Karanténa je prázdná.',
  download: 'Stáhnout',
  dismiss: 'Vyřadit',
  dismissExplained: 'Co za nic nestojí, vyřaď: zmizí ze seznamu a nezapíše se.',
  more: 'Zobrazit další',
  again: '⚠️ Nepovedlo se to ani napodruhé.',
  trying: 'Zkouší se to znovu. Když to zase nepůjde, dám ti vědět.',
  onItsWay: 'E-mail ti posílám do zpráv. Za 24 hodin se tam zase smaže.',
  sourceComment:
    'E-mail tak, jak přišel, žádnou naší kontrolou neprošel: otevírej opatrně. Za 24 hodin se tu smaže.',
  waitsFor: {
    room: '⚠️ Nové e-maily čekají: na disku, kde Vizitka běží, došlo místo. Nic se neztratilo. Uvolni místo, dál už to půjde samo.',
    database:
      '⚠️ Nové e-maily čekají: databáze je teď nepřijímá. Nic se neztratilo; jakmile to půjde, Vizitka sama pokračuje.',
    files:
      '⚠️ Nové e-maily čekají: do složky, kde jsou e-maily uloženy (FILES_DIR), se nedá zapisovat nebo z ní číst. Nic se neztratilo. Zkontroluj, jestli je disk připojený a Vizitka k němu má práva; dál už to půjde samo.',
  },
};
