/** Windows of merging, with the ugliest of names. */
import type { Merge } from '../../src/features/merging/model.ts';
import type { Preview } from '../../src/features/merging/preview.ts';
import { chooseModal, doneModal, previewModal } from '../../src/features/merging/views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import { now, ugly } from '../deals/ugly.ts';
import type { Gallery } from '../support/gallery.ts';

const line = ugly.repeat(4).slice(0, 300);

const merge: Merge = {
  id: 7,
  kind: 'company',
  keptId: 1,
  goneId: 2,
  changed: { columns: {}, sources: [], fields: [] },
  byId: null,
  at: now,
  undoneAt: null,
};

const preview: Preview = {
  kind: 'company',
  keptId: 1,
  goneId: 2,
  kept: line,
  gone: line,
  deals: 12,
  contacts: 3,
  filled: Array.from({ length: 20 }, () => 'Přidělená značka'),
  differing: Array.from({ length: 8 }, () => ({ label: 'Název', kept: line, gone: line })),
  twoIcos: true,
};

export const gallery = (reader: Reader): Gallery => ({
  messages: {},
  modals: {
    'which is the other company': chooseModal('company', 1, line, reader),
    'which is the other contact': chooseModal('contact', 1, line, reader),
    'what merging companies does': previewModal(preview, reader),
    'what merging contacts does': previewModal({ ...preview, kind: 'contact', twoIcos: false }, reader),
    merged: doneModal(merge, line, reader),
    'taken back': doneModal({ ...merge, undoneAt: now }, line, reader),
  },
});
