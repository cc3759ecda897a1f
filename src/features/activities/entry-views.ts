import type { Button, ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { actions, type Blocks, bold, context, lineOf, type Message, section } from '../../slack/blocks.ts';
import { modalView } from '../../slack/forms.ts';
import { openDeal } from '../deals/buttons.ts';
import {
  backToTimeline,
  deleteEntry,
  type EntryMeta,
  editEntry,
  entryWindow,
  openEntry,
  redoLog,
  restoreEntry,
  undoLog,
} from './buttons.ts';
import {
  directionText,
  type Entry,
  flagsLine,
  kindLabel,
  kindName,
  namesOf,
  short,
  sourceLine,
} from './lines.ts';

/**
 * All of one entry.
 * @param buttons of other slices: its files, the whole mail
 * @param lines of other slices: where a meeting takes place, how often
 */
export function entryModal(
  entry: Entry,
  meta: EntryMeta,
  buttons: Button[],
  reader: Reader,
  lines: string[] = [],
): ModalView {
  const { t } = reader;
  return modalView({
    id: entryWindow,
    meta,
    title: kindName(entry.kind, reader),
    close: t.common.close,
    blocks: [
      section(facts(entry, reader)),
      ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
      ...textBlocks(entry.activity.text),
      context(origin(entry, reader)),
      ...entryActions(entry, meta, buttons, reader),
    ],
  });
}

function facts(entry: Entry, reader: Reader): string {
  const { activity, about, contacts, people, kind } = entry;
  const { t } = reader;
  return lineOf(
    '\n',
    lineOf(
      ' · ',
      `${kind.emoji} ${bold(reader.instant(activity.at))}`,
      activity.minutesLong !== null && t.activities.minutesLong(activity.minutesLong),
      directionText(entry, t),
      activity.cancelledAt && `🚫 ${bold(t.mailFinds.meeting.cancelled)}`,
    ),
    about && short(about, 200),
    contacts.length > 0 && `👤 ${short(namesOf(contacts, 20), 1000)}`,
    people.length > 0 && t.activities.present(short(namesOf(people, 20), 800)),
    flagsLine(entry, reader),
  );
}

/** A section holds 3,000 characters. Plain text: nothing in it can ping, link or format. */
const blockLimit = 3000;

function textBlocks(text: string): Blocks {
  const points = [...text];
  const blocks: Blocks = [];
  for (let from = 0; from < points.length; from += blockLimit) {
    const part = points.slice(from, from + blockLimit).join('');
    if (part.trim()) blocks.push({ type: 'section', text: { type: 'plain_text', text: part, emoji: false } });
  }
  return blocks;
}

function origin(entry: Entry, reader: Reader): string {
  const { activity } = entry;
  const { t } = reader;
  const edited = activity.updatedAt !== activity.createdAt;
  return lineOf(
    ' · ',
    sourceLine(entry, reader) ?? t.activities.history,
    reader.when(activity.createdAt),
    edited && t.activities.edited(reader.age(activity.updatedAt)),
    activity.source.by === 'message' && `<${activity.source.permalink}|${t.activities.messageLink}>`,
  );
}

function entryActions(entry: Entry, meta: EntryMeta, buttons: Button[], { t }: Reader): Blocks {
  const { id, dealId } = entry.activity;
  const all = [
    ...(meta.back ? [backToTimeline.make(t.activities.back, null)] : []),
    ...(entry.mayEdit ? [editEntry.make(t.common.edit, id), deleteEntry.make(t.activities.delete, id)] : []),
    ...buttons,
    ...(dealId !== null && meta.back?.of.of !== 'deal'
      ? [openDeal.make(entry.about ?? t.common.open, dealId)]
      : []),
  ];
  return all.length > 0 ? [actions(all.slice(0, 25))] : [];
}

/** In the place of an entry that was deleted. */
export const deletedModal = (entry: Entry, meta: EntryMeta, reader: Reader): ModalView =>
  modalView({
    id: entryWindow,
    meta,
    title: kindName(entry.kind, reader),
    close: reader.t.common.close,
    blocks: [
      section(reader.t.activities.deleted),
      actions([
        restoreEntry.make(reader.t.common.undo, meta.id, { style: 'primary' }),
        ...(meta.back ? [backToTimeline.make(reader.t.activities.back, null)] : []),
      ]),
    ],
  });

/** `📞 Telefonát` and what it is about, for an answer. */
const whatAndWhere = (entry: Entry, reader: Reader): [string, string] => [
  short(kindLabel(entry.kind, reader), 80),
  short(entry.about ?? namesOf(entry.contacts), 150),
];

/** To the one who logged it. @param advice what an invite would add */
export function savedMessage(entry: Entry, advice: boolean, reader: Reader): Message {
  const { t } = reader;
  const text = t.activities.saved(...whatAndWhere(entry, reader));
  const { id } = entry.activity;
  return {
    text,
    blocks: [
      section(text),
      actions([openEntry.make(t.common.open, id), undoLog.make(t.common.undo, id)]),
      ...(advice ? [context(t.activities.inviteAdds)] : []),
    ],
  };
}

export function takenBackMessage(entry: Entry, reader: Reader): Message {
  const text = reader.t.activities.takenBack(...whatAndWhere(entry, reader));
  const { id } = entry.activity;
  return { text, blocks: [section(text), actions([redoLog.make(reader.t.activities.log, id)])] };
}

/** What `/log` understands. */
export const logHelp = ({ t }: Reader): Message => ({
  text: t.activities.help.title,
  blocks: [section(lineOf('\n', bold(t.activities.help.title), t.activities.help.lines))],
});
