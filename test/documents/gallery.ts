/** Windows and messages of files, with the ugliest of names. */
import type { AttachMeta, FilesMeta, OfferId } from '../../src/features/documents/buttons.ts';
import { folders, type StoredFile } from '../../src/features/documents/model.ts';
import { failedMessage, offerMessage, savingMessage } from '../../src/features/documents/offer-views.ts';
import type { ShownFile, ShownOffer } from '../../src/features/documents/reading.ts';
import {
  attachModal,
  changedNote,
  deletedNote,
  fileModal,
  filesModal,
  keptMessage,
  onTheWayNote,
} from '../../src/features/documents/views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { CompanyId, DealId, FileId, PersonId } from '../../src/lib/ids.ts';
import { option } from '../../src/slack/forms.ts';
import { now, ugly } from '../deals/ugly.ts';
import { type Gallery, numbered } from '../support/gallery.ts';

const file = (id: number): StoredFile => ({
  id: id as FileId,
  sha256: 'a'.repeat(64),
  size: 104_857_600,
  name: ugly.slice(0, 200),
  mime: 'application/pdf',
  folder: id % 2 ? 'drawings' : ugly.slice(0, 60),
  dealId: 42 as DealId,
  companyId: null,
  activityId: null,
  leadId: null,
  authorId: 1 as PersonId,
  origin: { by: 'form' },
  danger: null,
  createdAt: now,
});
const shown = (id: number): ShownFile => ({
  file: file(id),
  author: ugly.slice(0, 200),
  about: ugly.slice(0, 300),
});

const slackFile = (id: number) => ({
  id: `F${id}`,
  name: ugly.slice(0, 250),
  size: 1,
  mimetype: 'application/pdf',
  url: 'https://files.slack.com/x',
  isExternal: false,
});
const offered: ShownOffer = {
  offer: {
    id: 3 as OfferId,
    channel: 'C0OBCHOD01',
    ts: '1.1',
    thread: '1.0',
    permalink: null,
    dealId: 42 as DealId,
    personId: 1 as PersonId,
    files: Array.from({ length: 20 }, (_, id) => slackFile(id)),
    replyTs: null,
    kept: null,
    keptBy: null,
  },
  names: Array.from({ length: 20 }, () => ugly.slice(0, 250)),
  keptBy: null,
  where: null,
  importable: true,
};
const toBePicked: ShownOffer = { ...offered, offer: { ...offered.offer, dealId: null } };
const kept: ShownOffer = {
  ...offered,
  offer: { ...offered.offer, kept: [1 as FileId] },
  keptBy: ugly.slice(0, 200),
  where: ugly.slice(0, 300),
};

const meta: AttachMeta = {
  target: 'd42',
  offerId: null,
  channel: 'C0OBCHOD01',
  origin: null,
  list: null,
  couldInvite: true,
};
const page = (change: Partial<FilesMeta>): FilesMeta => ({
  of: { kind: 'company', id: 7 as CompanyId },
  offset: 10,
  folder: null,
  manage: false,
  ...change,
});
const used = [...folders, ...Array.from({ length: 120 }, (_, n) => `${n} ${ugly}`.slice(0, 60))];

const viewsOf = (reader: Reader) => [
  ...[null, offered.offer.files].map((files) =>
    attachModal(meta, { target: option(ugly, 'd42'), files, folders: used, megabytes: 100 }, reader),
  ),
  ...[page({}), page({ manage: true, folder: 'drawings', of: { kind: 'deal', id: 42 as DealId } })].flatMap(
    (one) =>
      [[], onTheWayNote(ugly, reader), deletedNote(file(1), reader)].flatMap((note) => [
        filesModal(
          {
            meta: one,
            name: ugly,
            files: Array.from({ length: 10 }, (_, id) => shown(id + 1)),
            total: 33,
            folders: used,
          },
          note,
          reader,
        ),
        filesModal({ meta: one, name: ugly, files: [], total: 0, folders: [] }, note, reader),
      ]),
  ),
];

const fileViewsOf = (reader: Reader) => [
  fileModal(
    { id: 1 as FileId, list: { files: page({ manage: true }), place: { view: 'V1' } } },
    file(1),
    used,
    reader,
  ),
  filesModal(
    { meta: page({ manage: true }), name: ugly, files: [shown(1)], total: 1, folders: used },
    changedNote(file(1), file(2), reader),
    reader,
  ),
];

const messagesOf = (reader: Reader) => [
  ...[offered, toBePicked, kept].flatMap((one) => [
    offerMessage(one, reader),
    savingMessage(one, reader),
    failedMessage(one, reader.t.errors['file.interrupted']({ name: ugly.slice(0, 200) }), reader),
  ]),
  keptMessage([file(1), file(2)], ugly, { kind: 'deal', id: 42 as DealId }, true, reader),
];

export const gallery = (reader: Reader): Gallery => ({
  messages: numbered('documents', messagesOf(reader)),
  modals: numbered('documents', [...viewsOf(reader), ...fileViewsOf(reader)]),
});
