/** The exchange rates and their form. */
import { rateModal, ratesCard } from '../../src/features/rates/views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import { euro } from '../reports/gallery.ts';
import type { Gallery } from '../support/gallery.ts';

export const gallery = (reader: Reader): Gallery => ({
  messages: {
    rates: ratesCard([{ rate: euro, by: null }], 'CZK', true, reader),
    'rates, none': ratesCard([], 'CZK', false, reader),
  },
  modals: { rate: rateModal('CZK', reader) },
});
