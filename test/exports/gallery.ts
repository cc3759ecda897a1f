/** Windows of exports, as everybody and as an admin sees them, with the ugliest of names. */
import { exportKinds } from '../../src/features/exports/model.ts';
import { exportModal, onTheWayModal } from '../../src/features/exports/views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import { now, ugly } from '../deals/ugly.ts';
import type { Gallery } from '../support/gallery.ts';

export const gallery = (reader: Reader): Gallery => ({
  messages: {},
  modals: {
    ...Object.fromEntries(
      exportKinds.map((what) => [`export of ${what}`, exportModal({ what, whose: 'mine' }, null, reader)]),
    ),
    'export as an admin sees it': exportModal(
      {},
      {
        who: 'leads',
        past: exportKinds.map((what) => ({ by: ugly.repeat(3), what, rows: 123_456, at: now })),
      },
      reader,
    ),
    'an export on its way': onTheWayModal(reader),
  },
});
