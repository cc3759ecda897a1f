import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const waitingMails: Words['waitingMails'] = {
  show: 'Ukázať',
  nobodys: 'Nikomu nepridelené',
  waiting: (who, n) =>
    `${who}: ${plural('sk', n, { one: 'čaká # e-mail', few: 'čakajú # e-maily', other: 'čaká # e-mailov' })}`,
  nothing: (who) => `${who}: už nečaká žiadny e-mail`,
  of: (who) => `Čaká na: ${who}`,
  fromHint: 'Všetko, čo tam čaká od zaškrtnutých alebo pre nich.',
};
