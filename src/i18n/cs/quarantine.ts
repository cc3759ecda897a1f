import type { Words } from '../catalog.ts';

export const quarantine: Words['quarantine'] = {
  empty: '✅ Karanténa je prázdná.',
  download: 'Stáhnout',
  dismiss: 'Vyřadit',
  dismissExplained: 'Co za nic nestojí, vyřaď: zmizí ze seznamu a nezapíše se.',
  more: 'Zobrazit další',
  onItsWay: 'E-mail ti posílám do zpráv. Za 24 hodin se tam zase smaže.',
  sourceComment:
    'E-mail tak, jak přišel, žádnou naší kontrolou neprošel: otevírej opatrně. Za 24 hodin se tu smaže.',
};
