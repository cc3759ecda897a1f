import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const waitingMails: Words['waitingMails'] = {
  show: 'Ukázat',
  nobodys: 'Nikomu nepřidělené',
  waiting: (who, n) =>
    `${who}: ${plural('cs', n, { one: 'čeká # e-mail', few: 'čekají # e-maily', other: 'čeká # e-mailů' })}`,
  nothing: (who) => `${who}: už nečeká žádný e-mail`,
  of: (who) => `Čeká na: ${who}`,
  fromHint: 'Vše, co tam čeká od zaškrtnutých nebo pro ně.',
};
